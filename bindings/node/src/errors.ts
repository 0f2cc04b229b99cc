import {
  CANCELLED, DATA_ERROR, DIAGNOSTIC_BEGIN, DIAGNOSTIC_CODE, DIAGNOSTIC_COLUMN, DIAGNOSTIC_DISPLAY_COLUMN,
  DIAGNOSTIC_END, DIAGNOSTIC_FILE, DIAGNOSTIC_FIX_BEGIN, DIAGNOSTIC_FIX_END, DIAGNOSTIC_HELP, DIAGNOSTIC_LINE,
  DIAGNOSTIC_MESSAGE, DIAGNOSTIC_NAME, DIAGNOSTIC_REPLACEMENT, DIAGNOSTIC_SEVERITY, FORMAT_JSON, FORMAT_TEXT,
  INVALID_ARGUMENT, LIMIT_EXCEEDED, NOT_FOUND, OK, OUT_OF_MEMORY, POLICY_ERROR, UNSUPPORTED, type Pointer,
} from './abi.js';
import { checkedLanguage } from './checks.js';
import { abi, forever, lentOrEmpty, takeString } from './library.js';
import { say, type Language } from './words.js';

/** A language as the library has it; all go by here, so that none is taken for another. */
export function languageNumber(language: Language): number {
  checkedLanguage(language);
  return language === 'zh' ? 1 : 0;
}

/** Any failure that the library reports, in the language of the call; `code` says which. */
export class RemitError extends Error {
  /** "INVALID_ARGUMENT", "DATA_ERROR", "NOT_FOUND", "LIMIT_EXCEEDED", "CANCELLED" ...: stable, for programs. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = new.target.name;
    this.code = code;
  }
}

/** A table does not fit the policy: a missing column, a wrong type, a table that is not given. */
export class DataError extends RemitError {}
/** No such entity, field, column or row. */
export class NotFound extends RemitError {}
/** One of the limits on size, steps or time. */
export class LimitExceeded extends RemitError {}
/** The run was cancelled. */
export class Cancelled extends RemitError {}
/** The call does not fit: a bad value, data of another policy. */
export class InvalidArgument extends RemitError {}

/** One complaint about a policy text. Offsets count bytes from 0, an end is exclusive; lines and columns
 * count from 1, `displayColumn` in cells of a terminal. `replacement` is what would mend the bytes from
 * `fixBegin` to `fixEnd`. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'note';
  readonly code: string;
  readonly name: string;
  readonly file: string;
  readonly begin: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly displayColumn: number;
  readonly message: string;
  readonly help: string;
  readonly replacement: string | null;
  readonly fixBegin: number | null;
  readonly fixEnd: number | null;
}

/** Diagnostics in the order of the text; `String(...)` shows them with lines and carets. */
export class Diagnostics extends Array<Diagnostic> {
  #rendered = '';
  #json = '';

  /** Copies what is lent. */
  static read(handle: Pointer, language: Language): Diagnostics {
    const words = languageNumber(language);
    const made = new Diagnostics();
    for (let index = 0; index < Number(abi.remit_diagnostics_count(handle)); ++index) {
      made.push(one(handle, index, words));
    }
    const rendered = (format: number): string => {
      const text: [Pointer] = [null];
      abi.remit_diagnostics_render(handle, format, words, text, null);
      return takeString(text[0]);
    };
    made.#rendered = rendered(FORMAT_TEXT);
    made.#json = rendered(FORMAT_JSON);
    return made;
  }

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** The same as JSON; the layout is in the book's page on diagnostics. */
  toJson(): string {
    return this.#json;
  }

  override toString(): string {
    return this.#rendered;
  }
}

const SEVERITIES = ['error', 'warning', 'note'] as const;

function one(handle: Pointer, index: number, words: number): Diagnostic {
  const text = (which: number): string =>
    lentOrEmpty((size) => abi.remit_diagnostics_text(handle, index, which, words, size));
  const number = (which: number): number => Number(abi.remit_diagnostics_number(handle, index, which));
  const fixed = number(DIAGNOSTIC_FIX_BEGIN) >= 0;
  return {
    severity: SEVERITIES[number(DIAGNOSTIC_SEVERITY)] ?? 'error',
    code: text(DIAGNOSTIC_CODE),
    name: text(DIAGNOSTIC_NAME),
    file: text(DIAGNOSTIC_FILE),
    begin: number(DIAGNOSTIC_BEGIN),
    end: number(DIAGNOSTIC_END),
    line: number(DIAGNOSTIC_LINE),
    column: number(DIAGNOSTIC_COLUMN),
    displayColumn: number(DIAGNOSTIC_DISPLAY_COLUMN),
    message: text(DIAGNOSTIC_MESSAGE),
    help: text(DIAGNOSTIC_HELP),
    replacement: fixed ? text(DIAGNOSTIC_REPLACEMENT) : null,
    fixBegin: fixed ? number(DIAGNOSTIC_FIX_BEGIN) : null,
    fixEnd: fixed ? number(DIAGNOSTIC_FIX_END) : null,
  };
}

/** The policy text has errors: `diagnostics` has all of them, and the message shows them. */
export class PolicyError extends RemitError {
  readonly diagnostics: Diagnostics;

  constructor(message: string, diagnostics: Diagnostics) {
    super('POLICY_ERROR', diagnostics.length > 0 ? String(diagnostics) : message);
    this.diagnostics = diagnostics;
  }
}

const CLASSES: Record<number, typeof RemitError> = {
  [INVALID_ARGUMENT]: InvalidArgument,
  [OUT_OF_MEMORY]: RemitError,
  [DATA_ERROR]: DataError,
  [NOT_FOUND]: NotFound,
  [LIMIT_EXCEEDED]: LimitExceeded,
  [CANCELLED]: Cancelled,
  [UNSUPPORTED]: RemitError,
};

/** The exception for a remit_error, which is freed. */
export function errorOf(status: number, error: Pointer, language: Language): RemitError {
  const code = forever(abi.remit_status_name(status)).replace(/^REMIT_/, '');
  const kind = CLASSES[status] ?? RemitError;
  if (error === null) return new kind(code, code);
  try {
    const message = lentOrEmpty((size) => abi.remit_error_message(error, languageNumber(language), size));
    if (status === POLICY_ERROR) {
      return new PolicyError(message, Diagnostics.read(abi.remit_error_diagnostics(error), language));
    }
    return new kind(code, message);
  } finally {
    abi.remit_error_free(error);
  }
}

/** Calls a function whose last argument receives the error; throws what it reports. */
export function call(language: Language, run: (error: [Pointer]) => number): void {
  const error: [Pointer] = [null];
  const status = run(error);
  if (status !== OK) throw errorOf(status, error[0], language);
}

/** Calls a function that gives a handle. */
export function make(language: Language, run: (made: [Pointer], error: [Pointer]) => number): Pointer {
  const made: [Pointer] = [null];
  call(language, (error) => run(made, error));
  return made[0];
}

const UTF8 = new TextEncoder();

/** The bytes of a text; null where it is not Unicode, which must never become another character. */
export function bytesOrNull(text: string): Uint8Array | null {
  return /\p{Surrogate}/u.test(text) ? null : UTF8.encode(text);
}

/** The bytes of a name or a text that is no cell. */
export function bytes(text: string, language: Language): Uint8Array {
  const made = bytesOrNull(text);
  if (made === null) throw new InvalidArgument('INVALID_ARGUMENT', say(language, 'notUnicode'));
  return made;
}

/** The same with a NUL behind them. */
export function terminated(text: string, language: Language): Uint8Array {
  return bytes(`${text}\0`, language);
}
