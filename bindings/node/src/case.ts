import type { Pointer } from './abi.js';
import { call, make } from './errors.js';
import { Data, type RowIn } from './data.js';
import { checked } from './checks.js';
import { Exchange, EXCHANGE_OPTIONS, type ExchangeOptions } from './exchange.js';
import { Handle } from './handle.js';
import { abi } from './library.js';
import type { Policy } from './policy.js';
import type { Entity } from './schema.js';
import { Table, type Cell } from './table.js';
import type { Language } from './words.js';

/** One row of an entity, evaluated again and again, for a program that answers one request after the
 * other. The policy is made ready for the row once. */
export class Case extends Handle {
  readonly #policy: Policy;
  readonly #entity: Entity;
  readonly #language: Language;
  readonly #data: Data;
  readonly #table: Table;

  /** @internal */
  constructor(address: Pointer, policy: Policy, entity: Entity, language: Language) {
    super(address, 'remit_case_free');
    this.#policy = policy;
    this.#entity = entity;
    this.#language = language;
    this.#data = new Data(policy, abi.remit_case_data(address), '');
    this.#table = new Table(abi.remit_case_table(address), language, '');
  }

  /** Sets cells (what is not named stays as it was), computes, and gives the row. */
  run(cells: RowIn = {}): Record<string, Cell> {
    this.compute(cells);
    return this.#table.row(0);
  }

  /** The same without reading the row: the figures that are wanted are then read from `table`. */
  compute(cells: RowIn = {}): void {
    const { address } = this;
    this.#data.set(this.#entity.name, 0, cells);
    call(this.#language, (error) => abi.remit_case_run(address, error));
  }

  /** Cells in and figures out in one call a run, by the names or labels of fields and the names of columns:
   * for a program to which a microsecond matters. */
  exchange(fields: readonly string[], columns: readonly string[], options: ExchangeOptions = {}): Exchange {
    const { minorUnit } = checked(options, EXCHANGE_OPTIONS);
    const taken = fields.map((name) => this.#policy.fieldIndex(this.#entity, name));
    const given = columns.map((name) => this.#table.index(name));
    const list = (indices: number[]): BigUint64Array => BigUint64Array.from(indices, BigInt);
    const made = make(this.#language, (one, error) => abi.remit_exchange_new(
      this.address, list(taken), taken.length, list(given), given.length, one, error));
    const lent = { owner: this, entity: this.#entity, data: this.#data, table: this.#table };
    return new Exchange(made, { ...lent, language: this.#language, fields: taken, columns: given, minorUnit });
  }

  /** The figures of the last run, in row 0. */
  get table(): Table {
    return this.#table;
  }

  /** A copy of the tables as they are, for Policy.evaluate with ledger and explanations. */
  data(): Data {
    return this.#data.copy();
  }

  override close(): void {
    this.#data.close();
    this.#table.close();
    super.close();
  }
}
