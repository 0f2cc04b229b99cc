// What the page and its worker say to each other: requests with a number, answers with the same, and
// messages of the language server, which come when they come.
import type { Column, Entity, Field, Language } from '@remit/wasm';

export type { Language };

/** A cell for show: exact text, null for a blank, or why there is no value. */
export type Shown = string | null | { readonly error: string; readonly detail: string };

export type ShownColumn = Pick<Column, 'name' | 'labelEn' | 'labelZh' | 'kind' | 'currency'>;

/** A table that came out, or the first rows of one. `rows` begins at row 0. */
export interface ShownTable {
  readonly columns: readonly ShownColumn[];
  readonly count: number;
  readonly rows: readonly (readonly Shown[])[];
}

export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/** A table that goes in, as texts. */
export interface GivenTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** An input as the page needs it; `optional` also where a default stands for a blank. */
export type FieldShape =
  Pick<Field, 'name' | 'label' | 'header' | 'kind' | 'currency' | 'refersTo' | 'categories' | 'key' | 'optional' | 'percent'>;

/** An entity as the page needs it. Of the whole (`whole`) the table is called like the policy. */
export interface EntityShape extends Pick<Entity, 'name' | 'label' | 'made'> {
  readonly table: string;
  readonly whole: boolean;
  readonly fields: readonly FieldShape[];
  /** Names of defined columns: those that have a memo. */
  readonly columns: readonly string[];
}

/** A parameter that a sweep may change, with its value as it is written where that is short. */
export interface ParameterShape {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

export interface PolicyShape {
  readonly name: string;
  readonly title: string;
  readonly entities: readonly EntityShape[];
}

export interface RunRequest {
  readonly sources: readonly SourceText[];
  readonly asOf: string;
  readonly language: Language;
}

/** What became of a run. Milliseconds by part. */
export type RunOutcome =
  | { readonly kind: 'policy'; readonly message: string; readonly count: number }
  | { readonly kind: 'data'; readonly shape: PolicyShape; readonly message: string }
  | {
      readonly kind: 'results';
      readonly shape: PolicyShape;
      /** Notes of reading the tables and of the run, a line each. */
      readonly notes: readonly string[];
      readonly totals: ShownTable;
      readonly targets: ShownTable;
      readonly findings: ShownTable;
      readonly errors: ShownTable;
      readonly errorCount: number;
      readonly payments: number;
      readonly rows: number;
      readonly times: { readonly compile: number; readonly read: number; readonly evaluate: number };
    };

export interface ReadTable extends GivenTable {
  readonly name: string;
}

/** What a file has in it, or why it cannot be read. */
export interface ReadFile {
  readonly tables?: readonly ReadTable[];
  readonly notes?: readonly string[];
  /** Sheets that begin with one cell, which may be a title, and why they are no tables. */
  readonly passed?: readonly { readonly name: string; readonly why: string }[];
  readonly wrong?: string;
}

export interface Compared {
  readonly changeCount: number;
  readonly totals: ShownTable;
  readonly counts: ShownTable;
  readonly largest: ShownTable;
  readonly texts: ShownTable;
}

export interface Swept {
  readonly parameters: number;
  readonly table: ShownTable;
  /** A picture for each figure that can be drawn; empty for others. */
  readonly pictures: readonly string[];
}

/** A file that the program wrote, or what it said instead. */
export interface Written {
  readonly file: Uint8Array | null;
  readonly said: string;
}

/** The program's commands that the page gives: what is made of the policy and its tables. */
export type Making = 'report' | 'workbook' | 'payments' | 'template';

export interface Calls {
  start(language: Language, wasm: ArrayBuffer): string;
  tables(changed: Readonly<Record<string, GivenTable | null>>): void;
  run(request: RunRequest): RunOutcome;
  rows(table: string, from: number, count: number): ShownTable;
  explain(entity: string, key: string, column: string, language: Language): { html: string; text: string };
  compare(request: RunRequest): Compared | { readonly message: string };
  parameters(text: string): readonly ParameterShape[];
  sweep(set: string, show: string): Swept | { readonly message: string };
  make(what: Making, request: RunRequest): Written;
  read(name: string, bytes: Uint8Array, encoding: string, language: Language): ReadFile;
  keywords(text: string, language: Language): string;
  serve(message: string): void;
}

export type Call = keyof Calls;

export interface Request {
  readonly id: number;
  readonly call: Call;
  readonly given: readonly unknown[];
}

export type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failed: string }
  | { readonly served: readonly string[] };
