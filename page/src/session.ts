import type { Engine } from './engine/client.ts';
import type { GivenTable, PolicyShape, RunOutcome, RunRequest } from './engine/protocol.ts';
import { keep, keepNothing, type Work } from './state.ts';

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
  #changed = 0;
  #keeping = 0;
  onKeepFailed: () => void = () => {};

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
    this.work.tables = tables;
    this.changed();
  }

  /** The work is another from now on. */
  setWork(work: Work): void {
    this.work = work;
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
      try {
        this.#take(await this.#engine.call('run', this.request));
      } catch (problem) {
        this.#take({ kind: 'policy', message: (problem as Error).message, count: 1 });
      }
      this.waited = performance.now() - since;
      this.#running = this.#again;
      for (const hear of this.#hearers) hear();
    } while (this.#again);
    this.#running = false;
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
