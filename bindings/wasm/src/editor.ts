import { languageNumber, make } from './errors.js';
import { Handle } from './handle.js';
import { abi, further, takeString } from './library.js';
import type { Language } from './words.js';

// Not in remit.h: what a module has beside it (glue/editor.h).
const CREATE = 'int32_t remit_editor_new(int32_t language, _Out_ void **editor, _Out_ void **error)';
const FREE = 'void remit_editor_free(void *editor)';
const RECEIVE = 'int32_t remit_editor_receive(void *editor, uint8_t *message, size_t size, _Out_ void **answers, '
  + '_Out_ void **error)';

/** A message of the Language Server Protocol 3.17: JSON-RPC 2.0 without header lines. */
export interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The language server: messages in, messages out. It knows what is open and no files. */
export class LanguageServer extends Handle {
  readonly #language: Language;
  readonly #receive: (...given: unknown[]) => unknown;

  /** `language`: of what it says to a client that names none. */
  constructor(language: Language = 'en') {
    abi['remit_editor_free'] ??= further(FREE);
    const create = further(CREATE);
    super(make(language, (made, error) => create(languageNumber(language), made, error) as number),
      'remit_editor_free');
    this.#language = language;
    this.#receive = further(RECEIVE);
  }

  /** Takes one message, and gives those that are to be sent back. */
  receive(message: Message): Message[] {
    const bytes = new TextEncoder().encode(JSON.stringify(message));
    const answers = make(this.#language, (made, error) =>
      this.#receive(this.address, bytes, bytes.length, made, error) as number);
    return JSON.parse(takeString(answers)) as Message[];
  }
}
