import * as raw from './abi.js';
import type { Pointer } from './abi.js';
import { bytes, call, languageNumber, make, NotFound, RemitError } from './errors.js';
import { Handle } from './handle.js';
import { abi, lent, lentOrEmpty, takeString } from './library.js';
import { KINDS, type Kind } from './schema.js';
import { list, say, type Language } from './words.js';

/** Why a cell is an error: the stable name of the reason, and a sentence. */
export class Fault {
  constructor(
    readonly name: string,
    readonly detail: string,
  ) {}

  toString(): string {
    return `${this.name}: ${this.detail}`;
  }
}

/** A cell coming out: figures and days as exact texts ("500000.00", "1/3", "2010-01-31"), never a float;
 * truth values; null for a blank; a Fault for an error. */
export type Cell = string | boolean | null | Fault;

/** A column that came out. `ratio`: an unrounded quotient, whose text may be "1/3". */
export interface Column {
  readonly name: string;
  readonly labelEn: string;
  readonly labelZh: string;
  readonly kind: Kind;
  readonly scale: number;
  readonly ratio: boolean;
  readonly currency: string;
}

/** Rows and columns that came out; iterating gives a row as an object. Immutable, but that of a case
 * shows its last run. */
export class Table extends Handle {
  readonly #language: Language;
  readonly #index = new Map<string, number>();
  /** Its columns, in order. */
  readonly columns: readonly Column[];

  /** @internal */
  constructor(address: Pointer, language: Language, free = 'remit_table_free') {
    super(address, free);
    this.#language = language;
    const text = (index: number, which: number): string =>
      lentOrEmpty((size) => abi.remit_table_column_text(address, index, which, size));
    const number = (index: number, which: number): number =>
      Number(abi.remit_table_column_number(address, index, which));
    const count = Number(abi.remit_table_column_count(address));
    this.columns = Array.from({ length: count }, (_, index) => ({
      name: text(index, raw.ENTRY_NAME),
      labelEn: text(index, raw.ENTRY_LABEL_EN),
      labelZh: text(index, raw.ENTRY_LABEL_ZH),
      kind: KINDS[number(index, raw.ENTRY_KIND)] ?? 'text',
      scale: Math.max(0, number(index, raw.ENTRY_SCALE)),
      ratio: number(index, raw.ENTRY_IS_RATIO) === 1,
      currency: text(index, raw.ENTRY_CURRENCY),
    }));
    this.columns.forEach(({ name }, index) => {
      if (!this.#index.has(name)) this.#index.set(name, index);
    });
  }

  /** Number of rows. */
  get length(): number {
    return Number(abi.remit_table_row_count(this.address));
  }

  /** The number of a column, by its name. NotFound where there is none. */
  index(column: string): number {
    return this.#column(column);
  }

  #column(column: string | number): number {
    const index = typeof column === 'number' ? column : this.#index.get(column);
    if (index === undefined || this.columns[index] === undefined) {
      const known = list(this.#language, this.#index.keys());
      throw new NotFound('NOT_FOUND', say(this.#language, 'noColumn', column, known));
    }
    return index;
  }

  #row(row: number): number {
    const { length } = this;
    if (Number.isInteger(row) && row >= 0 && row < length) return row;
    throw new NotFound('NOT_FOUND', say(this.#language, 'noRow', row, length));
  }

  /** The number of the row with a key; of a key of several fields by its parts, in the policy's order. */
  find(...key: string[]): number {
    const parts = key.map((part) => bytes(part, this.#language));
    const sizes = BigUint64Array.from(parts, (part) => BigInt(part.length));
    const row: [number | bigint] = [0];
    call(this.#language, (error) =>
      abi.remit_table_find_row_by_parts(this.address, parts, sizes, parts.length, row, error));
    return Number(row[0]);
  }

  /** Whether a cell has a value. */
  state(row: number, column: string | number): 'value' | 'blank' | 'error' {
    const state = abi.remit_table_state(this.address, this.#row(row), this.#column(column));
    return (['value', 'blank', 'error'] as const)[state]!;
  }

  /** A cell as text: "500000.00", "2010-01-31", "true"; empty for a blank or an error. */
  text(row: number, column: string | number): string {
    const at = [this.address, this.#row(row), this.#column(column)] as const;
    return takeString(make(this.#language, (made, error) => abi.remit_table_cell_text(...at, made, error)));
  }

  /** Why a cell is an error, or null. */
  fault(row: number, column: string | number): Fault | null {
    const at = [this.address, this.#row(row), this.#column(column)] as const;
    const name = lent((size) => abi.remit_table_fault_name(...at, size));
    if (name === null) return null;
    const words = languageNumber(this.#language);
    return new Fault(name, takeString(make(this.#language, (made, error) =>
      abi.remit_table_fault_detail(...at, words, made, error))));
  }

  /** A cell as a value: see Cell. */
  value(row: number, column: string | number): Cell {
    const state = this.state(row, column);
    if (state === 'blank') return null;
    if (state === 'error') return this.fault(row, column)!;
    const text = this.text(row, column);
    return this.columns[this.#column(column)]!.kind === 'boolean' ? text === 'true' : text;
  }

  /** A number as coefficient * 10^-scale. RemitError for a cell without a value, or of another kind. */
  decimal(row: number, column: string | number): { coefficient: bigint; scale: number } {
    const high: [number | bigint] = [0];
    const low: [number | bigint] = [0];
    const scale: [number | bigint] = [0];
    const at = [this.address, this.#row(row), this.#column(column)] as const;
    const fault = this.fault(row, column);
    if (fault !== null) throw new RemitError('UNSUPPORTED', say(this.#language, 'noValue', String(fault)));
    call(this.#language, (error) => abi.remit_table_decimal(...at, high, low, scale, error));
    return { coefficient: (BigInt(high[0]) << 64n) + BigInt(low[0]), scale: Number(scale[0]) };
  }

  /** A row as an object: column name to cell. */
  row(row: number): Record<string, Cell> {
    return Object.fromEntries(this.columns.map(({ name }, index) => [name, this.value(row, index)]));
  }

  *[Symbol.iterator](): Generator<Record<string, Cell>> {
    for (let row = 0; row < this.length; ++row) yield this.row(row);
  }
}
