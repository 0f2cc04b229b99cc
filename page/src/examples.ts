import type { Language } from './engine/protocol.ts';

/** A worked policy, in both languages. */
export interface Example {
  readonly name: Readonly<Record<Language, string>>;
  readonly policy: Readonly<Record<Language, string>>;
  /** Files of its tables by name. */
  readonly tables: Readonly<Record<Language, Readonly<Record<string, string>>>>;
  /** The day for which it is worked out, or empty. */
  readonly asOf: string;
}
