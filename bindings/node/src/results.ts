import * as raw from './abi.js';
import type { Pointer } from './abi.js';
import { checked, MOST_OF_32, whole } from './checks.js';
import { Comparison } from './comparison.js';
import { bytes, call, languageNumber, make } from './errors.js';
import { Handle } from './handle.js';
import { abi, takeString } from './library.js';
import type { Policy } from './policy.js';
import { Table } from './table.js';
import type { Language } from './words.js';

/** How a cell came about: `text` for a reader, `json` as the book's page says, `html` as a page. */
export interface Explanation {
  readonly text: string;
  readonly json: unknown;
  readonly html: string;
}

/** How a cell is explained: `depth` says how far figures that it was made from are explained too, `unfold` all
 * the way. */
export interface ExplainOptions {
  language?: Language;
  depth?: number;
  unfold?: boolean;
}

const EXPLAIN_OPTIONS: Readonly<Record<keyof ExplainOptions, true>> = { language: true, depth: true, unfold: true };

/** What a run computed. Immutable; tables that were taken from it live on when it is closed. */
export class Results extends Handle {
  readonly #policy: Policy;
  readonly #language: Language;

  /** @internal */
  constructor(address: Pointer, policy: Policy, language: Language) {
    super(address, 'remit_results_free');
    this.#policy = policy;
    this.#language = language;
  }

  #table(which: number, entity = 0): Table {
    const words = languageNumber(this.#language);
    const made = make(this.#language, (table, error) =>
      abi.remit_results_table(this.address, which, entity, words, table, error));
    return new Table(made, this.#language);
  }

  /** What the policy shows of an entity, or else its key and defined columns. */
  table(entity: string): Table {
    return this.#table(raw.TABLE_ENTITY, this.#policy.entity(entity).index);
  }

  /** Key and all defined columns of an entity. */
  allColumns(entity: string): Table {
    return this.#table(raw.TABLE_ENTITY_ALL, this.#policy.entity(entity).index);
  }

  /** One line for each reward and row. */
  get ledger(): Table {
    return this.#table(raw.TABLE_LEDGER);
  }

  /** What each payer owes. */
  get totals(): Table {
    return this.#table(raw.TABLE_TOTALS);
  }

  /** Totals by payer, payee, reward, clause, a column of the rows that are paid, or "unit.region". */
  totalsBy(...words: string[]): Table {
    const by = words.map((word) => bytes(word, this.#language));
    const sizes = BigUint64Array.from(by, (word) => BigInt(word.length));
    const made = make(this.#language, (table, error) =>
      abi.remit_results_totals_by(this.address, by, sizes, by.length, table, error));
    return new Table(made, this.#language);
  }

  /** Targets: metric, goal, progress, met. */
  get targets(): Table {
    return this.#table(raw.TABLE_TARGETS);
  }

  /** What holds of which rows: findings, sanctions, titles, duties. */
  get findings(): Table {
    return this.#table(raw.TABLE_FINDINGS);
  }

  /** What counts as whose without being paid. */
  get attributions(): Table {
    return this.#table(raw.TABLE_ATTRIBUTIONS);
  }

  /** Cells in error. */
  get errors(): Table {
    return this.#table(raw.TABLE_ERRORS);
  }

  /** Where errors began, each place once. */
  get causes(): Table {
    return this.#table(raw.TABLE_CAUSES);
  }

  /** What is to be said of the run as a whole. */
  get notes(): Table {
    return this.#table(raw.TABLE_NOTES);
  }

  /** What rounding changed; measured now, by a run of its own. */
  get rounding(): Table {
    return this.#table(raw.TABLE_ROUNDING);
  }

  /** Cells in error, inputs and defined columns. */
  get errorCount(): number {
    return Number(abi.remit_results_error_count(this.address));
  }

  /** 32 hexadecimal digits over every figure: equal for equal results, whatever the machine. */
  get digest(): string {
    return takeString(make(this.#language, (made, error) => abi.remit_results_digest(this.address, made, error)));
  }

  /** This run and a later one, payment by payment: of another policy over these tables, of this one over others,
   * or both. */
  compare(later: Results, language: Language = this.#language): Comparison {
    languageNumber(language); // throws where it is none
    return new Comparison(make(language, (made, error) =>
      abi.remit_compare(this.address, later.address, null, made, error)), language);
  }

  /** How a cell came about. `key` is that of its row, of several fields joined by "/"; of the whole anything. */
  explain(
    entity: string,
    key: string,
    column: string,
    options: ExplainOptions = {},
  ): Explanation {
    checked(options, EXPLAIN_OPTIONS);
    const language = options.language ?? this.#language;
    const { index } = this.#policy.entity(entity);
    const row: [number | bigint] = [0];
    if (index !== 0) {
      const of = bytes(key, language);
      const table = this.#table(raw.TABLE_ENTITY, index);
      try {
        call(language, (error) => abi.remit_table_find_row(table.address, of, of.length, row, error));
      } finally {
        table.close();
      }
    }
    const name = bytes(column, language);
    const depth = options.unfold ? raw.DEPTH_UNFOLDED : whole('depth', options.depth ?? 0, 0, MOST_OF_32);
    const as = (format: number): string =>
      takeString(make(language, (made, error) =>
        abi.remit_results_explain(
          this.address, index, row[0], name, name.length, depth, format, languageNumber(language), made, error)));
    return { text: as(raw.FORMAT_TEXT), json: JSON.parse(as(raw.FORMAT_JSON)), html: as(raw.FORMAT_HTML) };
  }
}
