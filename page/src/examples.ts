import type { GivenTable, Language } from './engine/protocol.ts';

/** A worked policy, in both languages. */
export interface Example {
  readonly name: Readonly<Record<Language, string>>;
  readonly policy: Readonly<Record<Language, string>>;
  /** Files of its tables by name. */
  readonly tables: Readonly<Record<Language, Readonly<Record<string, string>>>>;
  readonly asOf: string;
}

/** The tables of an example: files of lines with commas, which the engine reads like any other. */
export type ReadTables = (name: string, text: string) => Promise<GivenTable | null>;
