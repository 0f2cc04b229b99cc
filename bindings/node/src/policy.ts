import * as raw from './abi.js';
import type { Pointer } from './abi.js';
import { bytes, DataError, Diagnostics, errorOf, languageNumber, make, NotFound, terminated } from './errors.js';
import { placeOf } from './checks.js';
import { Case } from './case.js';
import { Data, type RowIn } from './data.js';
import { Handle } from './handle.js';
import { abi, beside, callback, endCallback, fileBytes, forever, lentOrEmpty, takeString } from './library.js';
import { Given, type CompileOptions, type RunOptions } from './options.js';
import { Results } from './results.js';
import { Sweep } from './sweep.js';
import { clausesOf, entitiesOf, holesOf, type Clause, type Entity, type Hole } from './schema.js';
import { Table } from './table.js';
import { list, say, type Language } from './words.js';

/** One file of a policy. A name that ends in ".md" is read as Markdown whose `remit` blocks are the policy. */
export interface Source {
  readonly name: string;
  readonly text: string | Uint8Array;
}

/** Tables by the names of entities. */
export type Tables = Readonly<Record<string, Iterable<RowIn>>>;

/** One of a policy's own tests after it ran. */
export interface TestOutcome {
  readonly title: string;
  readonly passed: boolean;
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

/**
 * A compiled policy set. Immutable; data, results and cases that were made from it live on when it is
 * closed.
 *
 *     using policy = Policy.load('policy.remit');
 *     const results = await policy.evaluate({ project: rows }, { asOf: '2010-12-31' });
 *     for (const line of results.totals) console.log(line.payer, line.amount);
 */
export class Policy extends Handle {
  /** The language of what is raised and made without one of its own. */
  readonly language: Language;
  /** All entities; the first is the jurisdiction as a whole. */
  readonly entities: readonly Entity[];
  readonly #byName = new Map<string, Entity>();
  readonly #fields: Map<string, number>[] = [];

  private constructor(address: Pointer, language: Language) {
    super(address, 'remit_policy_free');
    this.language = language;
    this.entities = entitiesOf(address);
    const put = <T>(map: Map<string, T>, name: string, value: T): void => {
      if (name !== '' && !map.has(name)) map.set(name, value);
    };
    for (const entity of this.entities) put(this.#byName, entity.name, entity);
    for (const entity of this.entities) put(this.#byName, entity.label, entity);
    for (const { fields } of this.entities) {
      const named = new Map<string, number>();
      fields.forEach(({ name }, index) => put(named, name, index));
      fields.forEach(({ label }, index) => put(named, label, index));
      fields.forEach(({ header }, index) => put(named, header, index));
      this.#fields.push(named);
    }
  }

  /** The version of the library, "0.1.0". */
  static get libraryVersion(): string {
    return forever(abi.remit_version());
  }

  /** Compiles a policy and the files that amend it. PolicyError with every complaint. */
  static compile(sources: string | Source | readonly Source[], options: CompileOptions = {}): Policy {
    const language = options.language ?? 'en';
    const all = typeof sources === 'string' ? [{ name: 'policy.remit', text: sources }]
      : Array.isArray(sources) ? (sources as readonly Source[]) : [sources as Source];
    const names = all.map(({ name }) => terminated(name, language));
    const texts = all.map(({ text }) => (typeof text === 'string' ? bytes(text, language) : text));
    const sizes = BigUint64Array.from(texts, (text) => BigInt(text.length));
    // An empty text still has an address.
    const given = texts.map((text) => (text.length === 0 ? new Uint8Array(1) : text));
    const how = new Given(language, options);
    try {
      const made = make(language, (policy, error) =>
        abi.remit_compile(all.length, names, given, sizes, how.address, policy, error));
      return new Policy(made, language);
    } finally {
      how.close();
    }
  }

  /** Reads and compiles files. */
  static load(paths: string | readonly string[], options: CompileOptions = {}): Policy {
    const all = typeof paths === 'string' ? [paths] : paths;
    return Policy.compile(all.map((path) => ({ name: path, text: fileBytes(path) })), options);
  }

  /** A policy text in its canonical layout, comments kept; PolicyError if it does not parse. */
  static format(text: string, keywords: 'as-written' | 'en' | 'zh' | 'zh-Hant' = 'as-written', name = 'policy.remit'): string {
    const style = placeOf('keywords', keywords, ['as-written', 'en', 'zh', 'zh-Hant']);
    const called = terminated(name, 'en');
    const source = bytes(text, 'en');
    return takeString(make('en', (made, error) =>
      abi.remit_format(called, source, source.length, style, null, made, error)));
  }

  #text(which: number): string {
    return lentOrEmpty((size) => abi.remit_policy_text(this.address, which, size));
  }

  /** Its name. */
  get name(): string {
    return this.#text(raw.POLICY_NAME);
  }

  /** Its title. */
  get title(): string {
    return this.#text(raw.POLICY_TITLE);
  }

  /** 64 hexadecimal digits, the same for every layout and spelling of the same policy. */
  get hash(): string {
    return this.#text(raw.POLICY_HASH);
  }

  /** Warnings and notes of the compilation. */
  get diagnostics(): Diagnostics {
    return Diagnostics.read(abi.remit_policy_diagnostics(this.address), this.language);
  }

  /** Declarations and the clause each one cites. */
  get clauses(): Clause[] {
    return clausesOf(this.address);
  }

  /** What the document leaves open. */
  get holes(): Hole[] {
    return holesOf(this.address);
  }

  /** An entity by its name or label. */
  entity(name: string): Entity {
    const entity = this.#byName.get(name);
    if (entity !== undefined) return entity;
    const known = list(this.language, this.entities.map((each) => each.name));
    throw new NotFound('NOT_FOUND', say(this.language, 'noEntity', name, known));
  }

  /** @internal The number of a field by its name, its label or what the data calls it. */
  fieldIndex(entity: Entity, name: string): number {
    const index = this.#fields[entity.index]!.get(name);
    if (index !== undefined) return index;
    const known = list(this.language, entity.fields.map((field) => field.name));
    throw new NotFound('NOT_FOUND', say(this.language, 'noField', entity.name, name, known));
  }

  /** Input tables, without rows or with those given. */
  data(tables: Tables = {}): Data {
    const data = new Data(this, make(this.language, (made, error) => abi.remit_data_new(this.address, made, error)));
    for (const [entity, rows] of Object.entries(tables)) data.addAll(entity, rows);
    return data;
  }

  /** The tables of a run, all of them there. */
  #whole(tables: Tables, language: Language): Data {
    const given = new Set(Object.keys(tables).map((name) => this.entity(name).index));
    const missing = this.entities.filter(
      ({ index, hole, made }) => index !== 0 && !hole && !made && !given.has(index));
    if (missing.length > 0) {
      throw new DataError('DATA_ERROR', say(language, 'noTable', list(language, missing.map(({ name }) => name))));
    }
    return this.data(tables);
  }

  /** Computes every column that the policy defines, here and now. Cells in error are no exception: see
   * Results.causes. */
  evaluateSync(tables: Data | Tables, options: RunOptions = {}): Results {
    const language = options.language ?? this.language;
    const own = tables instanceof Data ? null : this.#whole(tables, language);
    const how = new Given(language, options);
    try {
      const data = own ?? (tables as Data);
      const made = make(language, (results, error) =>
        abi.remit_evaluate(this.address, data.address, how.address, results, error));
      return new Results(made, this, language);
    } catch (problem) {
      throw how.thrown ?? problem;
    } finally {
      how.close();
      own?.close();
    }
  }

  /** The same on a thread of its own, off the event loop. The data must not be changed meanwhile. */
  async evaluate(tables: Data | Tables, options: RunOptions = {}): Promise<Results> {
    const language = options.language ?? this.language;
    const own = tables instanceof Data ? null : this.#whole(tables, language);
    const how = new Given(language, options);
    const made: [Pointer] = [null];
    const error: [Pointer] = [null];
    try {
      const data = own ?? (tables as Data);
      const status = await beside('remit_evaluate', this.address, data.address, how.address, made, error);
      if (status !== raw.OK) {
        const problem = errorOf(status, error[0], language);
        throw how.thrown ?? problem;
      }
      return new Results(made[0], this, language);
    } finally {
      how.close();
      own?.close();
    }
  }

  /** One row of an entity, to be evaluated again and again; `data` has the other tables. */
  case(entity: string, data: Data | null = null, options: RunOptions = {}): Case {
    const language = options.language ?? this.language;
    const of = this.entity(entity);
    const how = new Given(language, options);
    try {
      const made = make(language, (one, error) =>
        abi.remit_case_new(this.address, data?.address ?? null, of.index, how.address, one, error));
      return new Case(made, this, of, language);
    } finally {
      how.close();
    }
  }

  /** Figures for each of a grid of parameters: `set` has "rate=10%..30%/1%" or "cap=300000,500000", of which
   * several are a grid; `show` figures as `remit sweep` takes them, none: totals and targets. */
  sweep(data: Data, set: readonly string[], show: readonly string[] = [], options: RunOptions = {}): Sweep {
    const language = options.language ?? this.language;
    const texts = (list: readonly string[]) => list.map((each) => bytes(each, language));
    const sizes = (list: Uint8Array[]) => BigUint64Array.from(list, (each) => BigInt(each.length));
    const [grid, figures] = [texts(set), texts(show)];
    const how = new Given(language, options);
    try {
      const made = make(language, (sweep, error) =>
        abi.remit_sweep(this.address, data.address, grid, sizes(grid), grid.length, figures, sizes(figures),
          figures.length, how.address, sweep, error));
      return new Sweep(made, set.length, language);
    } finally {
      how.close();
    }
  }

  /** What a later text of the policy says otherwise, declaration by declaration. */
  compareTexts(later: Policy): Table {
    return new Table(make(this.language, (table, error) =>
      abi.remit_compare_texts(this.address, later.address, table, error)), this.language);
  }

  /** Runs the policy's own tests. `load` fills the table of a test that says `given ENTITY from "path"`;
   * what it throws fails the test. */
  runTests(load?: (path: string, entity: string, data: Data) => void): TestOutcome[] {
    let loading: unknown = null;
    if (load) {
      const filled = (_: unknown, path: Pointer, entity: Pointer, data: Pointer): number => {
        try {
          const borrowed = new Data(this, data, '');
          load(forever(path), forever(entity), borrowed);
          borrowed.close();
          return raw.OK;
        } catch { // nothing may pass through the library
          return raw.DATA_ERROR;
        }
      };
      loading = callback('remit_load_table', filled);
    }
    try {
      const made = make(this.language, (outcome, error) =>
        abi.remit_policy_run_tests(this.address, null, loading, null, languageNumber(this.language), outcome, error));
      const table = new Table(made, this.language);
      try {
        return [...table].map((row) => ({
          title: String(row['title'] ?? ''),
          passed: row['passed'] === true,
          message: String(row['message'] ?? ''),
          file: String(row['file'] ?? ''),
          line: Number(row['line']),
        }));
      } finally {
        table.close();
      }
    } finally {
      if (loading !== null) endCallback(loading);
    }
  }
}

