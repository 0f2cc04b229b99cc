import type { Engine } from './engine/client.ts';
import type { GivenTable, PolicyShape, RunOutcome, RunRequest } from './engine/protocol.ts';
import { keep, keepNothing, type Work } from './state.ts';

const MOST_UNDONE = 50;
/** Milliseconds after which a run is one to wait for. */
const LONG = 400;

export type Results = Extract<RunOutcome, { kind: 'results' }>;

/** What stands now: the work, what became of its last run, and the last results there were. */
export class Session {
  work: Work;
  outcome: RunOutcome | null = null;
  results: Results | null = null;
  /** Of the last policy that could be read. */
  shape: PolicyShape | null = null;
  keeps: boolean;
  /** Milliseconds from a change to its results. */
  waited = 0;
  readonly #engine: Engine;
  readonly #hearers: (() => void)[] = [];
  #sent: Record<string, GivenTable> = {};
  #running = false;
  #again = false;
  #waiting: (() => void)[] = [];
  #changed = 0;
  #keeping = 0;
  /** The tables before each of their last changes, and those that were taken back. */
  #past: Work['tables'][] = [];
  #future: Work['tables'][] = [];
  onKeepFailed: () => void = () => {};
  /** A run takes long enough to be waited for. */
  onLong: () => void = () => {};

  constructor(engine: Engine, work: Work, keeps: boolean) {
    this.#engine = engine;
    this.work = work;
    this.keeps = keeps;
  }

  /** Called after each run. */
  listen(hearer: () => void): void {
    this.#hearers.push(hearer);
  }

  get running(): boolean {
    return this.#running;
  }

  get request(): RunRequest {
    const { policy, asOf, language } = this.work;
    return { sources: [policy], asOf, language };
  }

  setText(text: string): void {
    this.work.policy = { ...this.work.policy, text };
    this.changed();
  }

  setTable(name: string, table: GivenTable | null): void {
    const tables = { ...this.work.tables };
    if (table === null) delete tables[name];
    else tables[name] = table;
    this.#past = [...this.#past.slice(1 - MOST_UNDONE), this.work.tables];
    this.#future = [];
    this.work.tables = tables;
    this.changed();
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  /** Takes back the last change of a table, or that. The table that is another now, or null. */
  undoTables(back: boolean): string | null {
    const [from, to] = back ? [this.#past, this.#future] : [this.#future, this.#past];
    const tables = from.pop();
    if (tables === undefined) return null;
    const now = this.work.tables;
    to.push(now);
    this.work.tables = tables;
    this.changed();
    return [...Object.keys(tables), ...Object.keys(now)].find((name) => tables[name] !== now[name]) ?? null;
  }

  /** When what is written now was worked out. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#running) resolve();
      else this.#waiting.push(resolve);
    });
  }

  /** The work is another from now on. */
  setWork(work: Work): void {
    this.work = work;
    this.#past = [];
    this.#future = [];
    this.results = null;
    this.outcome = null;
    this.shape = null;
    this.changed();
  }

  /** Something changed: it is worked out, or after what is being worked out. */
  changed(): void {
    if (this.#changed === 0) this.#changed = performance.now();
    if (this.keeps) this.#keepSoon();
    if (this.#running) this.#again = true;
    else void this.#run();
  }

  setKeeps(keeps: boolean): void {
    this.keeps = keeps;
    if (keeps) this.#keepSoon();
    else keepNothing();
  }

  #keepSoon(): void {
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => {
      if (!this.keeps || keep(this.work)) return;
      this.setKeeps(false);
      this.onKeepFailed();
    }, 500) as unknown as number;
  }

  async #run(): Promise<void> {
    this.#running = true;
    do {
      this.#again = false;
      const since = this.#changed;
      this.#changed = 0;
      this.#sendTables();
      const long = setTimeout(() => this.onLong(), LONG);
      try {
        this.#take(await this.#engine.call('run', this.request));
      } catch (problem) {
        this.#take({ kind: 'policy', message: (problem as Error).message, count: 1 });
      }
      clearTimeout(long);
      this.waited = performance.now() - since;
      this.#running = this.#again;
      for (const hear of this.#hearers) hear();
    } while (this.#again);
    this.#running = false;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #take(outcome: RunOutcome): void {
    this.outcome = outcome;
    if (outcome.kind === 'results') this.results = outcome;
    if (outcome.kind !== 'policy') this.shape = outcome.shape;
  }

  #sendTables(): void {
    const { tables } = this.work;
    const changed: Record<string, GivenTable | null> = {};
    for (const [name, table] of Object.entries(tables)) if (this.#sent[name] !== table) changed[name] = table;
    for (const name of Object.keys(this.#sent)) if (!(name in tables)) changed[name] = null;
    if (Object.keys(changed).length > 0) void this.#engine.call('tables', changed);
    this.#sent = tables;
  }
}
