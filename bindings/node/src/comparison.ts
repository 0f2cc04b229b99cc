import * as raw from './abi.js';
import type { Pointer } from './abi.js';
import { whole } from './checks.js';
import { languageNumber, make } from './errors.js';
import { Handle } from './handle.js';
import { abi } from './library.js';
import { Table } from './table.js';
import type { Language } from './words.js';

/** Two runs held against each other, payment by payment: see Results.compare. Immutable. */
export class Comparison extends Handle {
  readonly #language: Language;

  /** @internal */
  constructor(address: Pointer, language: Language) {
    super(address, 'remit_comparison_free');
    this.#language = language;
  }

  #table(which: number): Table {
    const words = languageNumber(this.#language);
    return new Table(make(this.#language, (table, error) =>
      abi.remit_comparison_table(this.address, which, words, table, error)), this.#language);
  }

  /** Lines that differ: in amount, status, title, payer or payee. */
  get changeCount(): number {
    return Number(abi.remit_comparison_change_count(this.address));
  }

  /** These lines, and where the two ways to each part. */
  get changes(): Table {
    return this.#table(raw.COMPARISON_CHANGES);
  }

  /** The same of the `most` lines whose amounts differ most. */
  largest(most: number): Table {
    const words = languageNumber(this.#language);
    const lines = whole('most', most, 0, Number.MAX_SAFE_INTEGER);
    return new Table(make(this.#language, (table, error) =>
      abi.remit_comparison_largest(this.address, lines, words, table, error)), this.#language);
  }

  /** By payer. */
  get totals(): Table {
    return this.#table(raw.COMPARISON_TOTALS);
  }

  /** By reward. */
  get rewards(): Table {
    return this.#table(raw.COMPARISON_REWARDS);
  }

  /** By currency: who gains, who loses. */
  get counts(): Table {
    return this.#table(raw.COMPARISON_COUNTS);
  }

  /** How the differences other than zero are spread. */
  get distribution(): Table {
    return this.#table(raw.COMPARISON_DISTRIBUTION);
  }

  /** Rows that only one of the runs has. */
  get rows(): Table {
    return this.#table(raw.COMPARISON_ROWS);
  }

  /** Findings, sanctions, titles and duties that do not hold of the same rows. */
  get findings(): Table {
    return this.#table(raw.COMPARISON_FINDINGS);
  }
}
