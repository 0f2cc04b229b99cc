import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Message } from '@remit/wasm/start';

interface Document {
  readonly uri: string;
  readonly languageId?: string;
  readonly version?: number;
  readonly text?: string;
}

const isPolicy = (name: string): boolean => name.endsWith('.remit');

/** The files beside those that the editor has open: a text that amends another finds it there. The server
 * knows what is open and no files, so they are opened for it, and closed when the editor opens them itself. */
export class Companions {
  readonly #send: (message: Message) => Message[];
  readonly #open = new Set<string>();
  readonly #beside = new Set<string>();

  constructor(send: (message: Message) => Message[]) {
    this.#send = send;
  }

  /** One message of the editor; the answers that are for it. */
  receive(message: Message): Message[] {
    const document = (message.params as { textDocument?: Document } | undefined)?.textDocument;
    if (document !== undefined && message.method === 'textDocument/didOpen') {
      if (this.#beside.delete(document.uri)) this.#notify('textDocument/didClose', { uri: document.uri });
      this.#open.add(document.uri);
      this.#bring(document.uri);
    }
    const answers = this.#send(message).filter((answer) => !this.#isAboutOthers(answer));
    if (document !== undefined && message.method === 'textDocument/didClose') {
      this.#open.delete(document.uri);
      this.#bring(document.uri);
    }
    return answers;
  }

  /** What is said of a file that the editor has not open would be in its way. */
  #isAboutOthers({ method, params }: Message): boolean {
    return method === 'textDocument/publishDiagnostics' && this.#beside.has((params as { uri: string }).uri);
  }

  #notify(method: string, textDocument: Document): void {
    this.#send({ jsonrpc: '2.0', method, params: { textDocument } });
  }

  #bring(uri: string): void {
    if (!uri.startsWith('file:')) return;
    const folder = dirname(fileURLToPath(uri));
    let names: string[];
    try {
      names = readdirSync(folder).filter(isPolicy);
    } catch {
      return; // a new file in a folder that is not there yet
    }
    for (const name of names) {
      const beside = pathToFileURL(join(folder, name)).href;
      if (this.#open.has(beside) || this.#beside.has(beside)) continue;
      this.#beside.add(beside);
      this.#notify('textDocument/didOpen', { uri: beside, languageId: 'remit', version: 0, text: readFileSync(join(folder, name), 'utf8') });
    }
  }
}
