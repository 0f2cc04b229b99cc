import * as raw from './abi.js';
import type { Pointer } from './abi.js';
import { checked, placeOf, whole } from './checks.js';
import { call, InvalidArgument, make } from './errors.js';
import { Handle } from './handle.js';
import { abi, callback, endCallback } from './library.js';
import { say, type Language } from './words.js';

/** Limits that protect a program against a text or a table from a stranger. */
export interface Limits {
  sourceBytes?: number;
  tokens?: number;
  nestingDepth?: number;
  declarations?: number;
  columns?: number;
  expressionNodes?: number;
  textBytes?: number;
  numberDigits?: number;
  diagnostics?: number;
  rows?: number;
  memoryBytes?: number;
  steps?: number;
  milliseconds?: number;
  keptBytes?: number;
}

const LIMITS: Record<keyof Limits, number> = {
  sourceBytes: raw.OPTION_MAX_SOURCE_BYTES,
  tokens: raw.OPTION_MAX_TOKENS,
  nestingDepth: raw.OPTION_MAX_NESTING_DEPTH,
  declarations: raw.OPTION_MAX_DECLARATIONS,
  columns: raw.OPTION_MAX_COLUMNS,
  expressionNodes: raw.OPTION_MAX_EXPRESSION_NODES,
  textBytes: raw.OPTION_MAX_TEXT_BYTES,
  numberDigits: raw.OPTION_MAX_NUMBER_DIGITS,
  diagnostics: raw.OPTION_MAX_DIAGNOSTICS,
  rows: raw.OPTION_MAX_ROWS,
  memoryBytes: raw.OPTION_MAX_MEMORY_BYTES,
  steps: raw.OPTION_MAX_STEPS,
  milliseconds: raw.OPTION_MAX_MILLISECONDS,
  keptBytes: raw.OPTION_MAX_KEPT_BYTES,
};

/** How to compile. `asOf` ("2010-12-31") chooses the version of a policy that is in force that day. */
export interface CompileOptions {
  asOf?: string;
  language?: Language;
  limits?: Limits;
}

/** How to run. `asOf` is `today`; `threads` 0 is one for each processor. */
export interface RunOptions {
  asOf?: string;
  language?: Language;
  limits?: Limits;
  threads?: number;
  batchRows?: number;
  evaluator?: 'automatic' | 'row' | 'columnar';
  /** Stops the run, which then throws Cancelled. */
  signal?: AbortSignal;
  /** Hears how far the run is, some ten times a second at most; returning false stops it. Of a run beside
   * the event loop it is called on the loop. */
  progress?: (done: number, total: number) => boolean | void;
}

const OPTIONS: Readonly<Record<keyof RunOptions, true>> = {
  asOf: true, language: true, limits: true, threads: true, batchRows: true, evaluator: true, signal: true, progress: true,
};
const LIMIT_NAMES = Object.fromEntries(Object.keys(LIMITS).map((name) => [name, true])) as Record<keyof Limits, true>;

const EVALUATORS = ['automatic', 'row', 'columnar'] as const;
/** What goes in by 64 bits; the library says which of it makes sense. */
const WIDE = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER] as const;

/** Options as the library has them, for one call. */
export class Given extends Handle {
  #cancel: Pointer = null;
  #callback: unknown = null;
  #stop: (() => void) | null = null;
  readonly #signal: AbortSignal | undefined;
  /** What the listener threw. */
  thrown: unknown = undefined;

  constructor(language: Language, given: RunOptions) {
    const options = checked(given, OPTIONS);
    const limits = options.limits === undefined ? {} : checked(options.limits, LIMIT_NAMES);
    super(make(language, (made, error) => abi.remit_options_new(made, error)), 'remit_options_free');
    this.#signal = options.signal;
    const set = (option: number, value: number): void =>
      call(language, (error) => abi.remit_options_set_int(this.address, option, value, error));
    if (options.threads !== undefined) set(raw.OPTION_THREADS, whole('threads', options.threads, ...WIDE));
    if (options.batchRows !== undefined) set(raw.OPTION_BATCH_ROWS, whole('batchRows', options.batchRows, ...WIDE));
    if (options.evaluator !== undefined) {
      set(raw.OPTION_EVALUATOR, placeOf('evaluator', options.evaluator, EVALUATORS));
    }
    for (const [name, value] of Object.entries(limits)) {
      if (value !== undefined) set(LIMITS[name as keyof Limits], whole(name, value, ...WIDE));
    }
    if (options.asOf !== undefined) this.#setDay(language, options.asOf);
    if (options.signal) this.#watch(language, options.signal);
    if (options.progress) this.#listen(language, options.progress);
  }

  #setDay(language: Language, day: string): void {
    const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(String(day));
    if (parts === null) throw new InvalidArgument('INVALID_ARGUMENT', say(language, 'notDay', String(day)));
    const [year, month, date] = parts.slice(1).map(Number) as [number, number, number];
    call(language, (error) => abi.remit_options_set_as_of(this.address, year, month, date, error));
  }

  #watch(language: Language, signal: AbortSignal): void {
    const flag = make(language, (made, error) => abi.remit_cancel_new(made, error));
    this.#cancel = flag;
    call(language, (error) => abi.remit_options_set_cancel(this.address, flag, error));
    this.#stop = () => abi.remit_cancel_request(flag);
    if (signal.aborted) this.#stop();
    else signal.addEventListener('abort', this.#stop);
  }

  #listen(language: Language, progress: NonNullable<RunOptions['progress']>): void {
    const heard = (_: unknown, done: number | bigint, total: number | bigint): number => {
      try {
        return progress(Number(done), Number(total)) === false ? 1 : 0;
      } catch (problem) { // nothing may pass through the library
        this.thrown = problem ?? new Error(String(problem));
        return 1;
      }
    };
    this.#callback = callback('remit_progress', heard);
    call(language, (error) => abi.remit_options_set_progress(this.address, this.#callback, null, error));
  }

  override close(): void {
    super.close();
    if (this.#stop) this.#signal?.removeEventListener('abort', this.#stop);
    if (this.#cancel !== null) abi.remit_cancel_free(this.#cancel);
    if (this.#callback !== null) endCallback(this.#callback);
    this.#cancel = this.#callback = this.#stop = null;
  }
}
