import type { GivenTable, Language, SourceText } from './engine/protocol.ts';

/** What a person works on: all that would be kept. */
export interface Work {
  policy: SourceText;
  /** By the name of a table; those that the policy does not name are kept, and not read. */
  tables: Record<string, GivenTable>;
  asOf: string;
  /** The version to compare with. */
  before: SourceText | null;
  language: Language;
}

export function emptyWork(language: Language): Work {
  return { policy: { name: 'policy.remit', text: '' }, tables: {}, asOf: '', before: null, language };
}

const KEY = 'remit';

/** What was kept in this browser, if anything was. */
export function kept(): Work | null {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? null : (JSON.parse(text) as Work);
  } catch {
    return null;
  }
}

/** Keeps it; false where the browser has no room. */
export function keep(work: Work): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(work));
    return true;
  } catch {
    return false;
  }
}

export function keepNothing(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // then nothing was kept
  }
}
