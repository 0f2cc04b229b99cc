import type { Pointer } from './abi.js';
import { call } from './errors.js';
import { Data, type RowIn } from './data.js';
import { Handle } from './handle.js';
import { abi } from './library.js';
import type { Policy } from './policy.js';
import type { Entity } from './schema.js';
import { Table, type Cell } from './table.js';
import type { Language } from './words.js';

/** One row of an entity, evaluated again and again, for a program that answers one request after the
 * other. The policy is made ready for the row once. */
export class Case extends Handle {
  readonly #entity: Entity;
  readonly #language: Language;
  readonly #data: Data;
  readonly #table: Table;

  /** @internal */
  constructor(address: Pointer, policy: Policy, entity: Entity, language: Language) {
    super(address, 'remit_case_free');
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
