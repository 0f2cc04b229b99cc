import type { Pointer } from './abi.js';
import { bytes, bytesOrNull, call, InvalidArgument, make, NotFound } from './errors.js';
import { Handle } from './handle.js';
import { abi } from './library.js';
import type { Policy } from './policy.js';
import type { Entity, Kind } from './schema.js';
import { say } from './words.js';

/**
 * A cell going in. `null` and `undefined` are blank; a string is what would stand in a table ("1234.50",
 * "2010-01-31", "15%"); a bigint and a whole number that JavaScript holds exactly count as they are; any
 * other number as the shortest decimal that reads back as it, in columns of figures alone, NaN as blank.
 * An object that writes itself as an ISO day (`Temporal.PlainDate`) is a day; a `Date` is none, since its
 * day depends on a time zone. What is no value of its field makes the cell an error, which the results
 * list; it is no exception.
 */
export type CellIn = string | number | bigint | boolean | null | undefined | object;
/** A row, by the names or labels of fields; what it does not name is blank. */
export type RowIn = Readonly<Record<string, CellIn>>;

const WORD = 1n << 64n;

/** Input tables for a policy. */
export class Data extends Handle {
  readonly #policy: Policy;

  /** @internal */
  constructor(policy: Policy, address: Pointer, free = 'remit_data_free') {
    super(address, free);
    this.#policy = policy;
  }

  /** Appends a row; gives its number, from 0. NotFound for a name that no field has: nothing is added. */
  add(entity: string, row: RowIn): number {
    const to = this.#policy.entity(entity);
    const cells = this.#cells(to, row);
    const number: [number | bigint] = [0];
    call(this.#policy.language, (error) => abi.remit_data_add_row(this.address, to.index, number, error));
    this.#set(to, Number(number[0]), cells);
    return Number(number[0]);
  }

  /** Appends rows. */
  addAll(entity: string, rows: Iterable<RowIn>): this {
    for (const row of rows) this.add(entity, row);
    return this;
  }

  /** Changes cells of a row; those that are not named stay as they are. */
  set(entity: string, row: number, cells: RowIn): this {
    const to = this.#policy.entity(entity);
    if (!Number.isInteger(row) || row < 0) {
      throw new NotFound('NOT_FOUND', say(this.#policy.language, 'noRow', row, this.rowCount(entity)));
    }
    this.#set(to, row, this.#cells(to, cells));
    return this;
  }

  /** Drops the rows of a table. */
  clear(entity: string): this {
    const { index } = this.#policy.entity(entity);
    call(this.#policy.language, (error) => abi.remit_data_clear(this.address, index, error));
    return this;
  }

  /** Rows of a table. */
  rowCount(entity: string): number {
    return Number(abi.remit_data_row_count(this.address, this.#policy.entity(entity).index));
  }

  /** A copy that changes independently. */
  copy(): Data {
    const made = make(this.#policy.language, (copy, error) => abi.remit_data_clone(this.address, copy, error));
    return new Data(this.#policy, made);
  }

  #cells(entity: Entity, row: RowIn): Map<number, CellIn> {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) { // an array has its cells by numbers
      throw new InvalidArgument('INVALID_ARGUMENT', say(this.#policy.language, 'noRowObject', String(row)));
    }
    const cells = new Map<number, CellIn>();
    for (const [name, value] of Object.entries(row)) {
      const field = this.#policy.fieldIndex(entity, name);
      if (cells.has(field)) {
        const { language } = this.#policy;
        throw new InvalidArgument('INVALID_ARGUMENT', say(language, 'fieldTwice', entity.name, entity.fields[field]!.name));
      }
      cells.set(field, value);
    }
    return cells;
  }

  #set(entity: Entity, row: number, cells: Map<number, CellIn>): void {
    for (const [field, value] of cells) {
      this.#cell([this.address, entity.index, row, field], entity.fields[field]!.kind, value);
    }
  }

  #cell(at: [Pointer, number, number, number], kind: Kind, value: CellIn): void {
    const { language } = this.#policy;
    const figure = kind === 'number' || kind === 'money' || kind === 'duration';
    if (value === null || value === undefined) {
      call(language, (error) => abi.remit_data_set_blank(...at, error));
    } else if (typeof value === 'string') {
      this.#text(at, value);
    } else if (typeof value === 'boolean') {
      call(language, (error) => abi.remit_data_set_bool(...at, value ? 1 : 0, error));
    } else if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) {
      if (figure) this.#whole(at, BigInt(value));
      else this.#text(at, String(value));
    } else if (typeof value === 'number') {
      call(language, (error) => abi.remit_data_set_double(...at, value, error));
    } else {
      const shown = value instanceof Date ? 'Date' : String(value);
      if (/^\d{4}-\d\d-\d\d$/.test(shown)) this.#text(at, shown);
      else this.#unreadable(at, shown);
    }
  }

  #text(at: [Pointer, number, number, number], text: string): void {
    const { language } = this.#policy;
    const data = bytesOrNull(text);
    if (data === null) this.#unreadable(at, say(language, 'notUnicode'));
    else call(language, (error) => abi.remit_data_set_text(...at, data, data.length, error));
  }

  #whole(at: [Pointer, number, number, number], whole: bigint): void {
    const { language } = this.#policy;
    if (whole === BigInt.asIntN(64, whole)) {
      call(language, (error) => abi.remit_data_set_int64(...at, whole, 0, error));
    } else if (whole === BigInt.asIntN(128, whole)) {
      const low = BigInt.asUintN(64, whole);
      call(language, (error) => abi.remit_data_set_decimal(...at, (whole - low) / WORD, low, 0, error));
    } else {
      this.#text(at, String(whole));
    }
  }

  #unreadable(at: [Pointer, number, number, number], shown: string): void {
    const { language } = this.#policy;
    const data = bytesOrNull(shown) ?? bytes(say(language, 'notUnicode'), language);
    call(language, (error) => abi.remit_data_set_unreadable(...at, data, data.length, error));
  }
}
