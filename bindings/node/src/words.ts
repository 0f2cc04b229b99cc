import { WORDS } from './abi.js';

/** The languages in which Remit answers. */
export type Language = 'en' | 'zh';

export type Word = keyof typeof WORDS;

/** One of the sentences that this package says for itself; all else is worded by the library. */
export function say(language: Language, word: Word, ...parts: (string | number)[]): string {
  return WORDS[word][language === 'zh' ? 1 : 0].replace(/\{(\d)\}/g, (_, n) => String(parts[Number(n)]));
}

export function list(language: Language, names: Iterable<string>): string {
  return [...names].filter((name) => name !== '').join(say(language, 'separator'));
}
