// What the package needs of its host; all other files are those of the Node package (assemble.mjs).
import { CALLBACKS, FUNCTIONS, type Abi, type Pointer } from './abi.js';
import { callOf, typesOf } from './calls.js';
import { Arguments, textAt, textToNul, type Module } from './memory.js';

let module: Module;
let memory: Arguments;

/** Every function of the library; none before `begin`. */
export const abi = {} as Abi & Record<string, unknown>;

/** Takes the module that the package works with; once, before anything else. */
export function begin(started: Module): void {
  module = started;
  memory = new Arguments(started);
  for (const [name, prototype] of Object.entries(FUNCTIONS)) {
    (abi as Record<string, unknown>)[name] = callOf(prototype, memory);
  }
}

/** A function that a module exports beside those of remit.h, by its prototype. */
export function further(prototype: string): (...given: unknown[]) => unknown {
  return callOf(prototype, memory);
}

/** A text that an object holds, or null: the function fills in its size. */
export function lent(read: (size: [number | bigint]) => Pointer): string | null {
  const size: [number | bigint] = [0];
  const address = read(size);
  return address === null ? null : textAt(module, address as number, Number(size[0]));
}

/** The same; an empty text where there is none. */
export function lentOrEmpty(read: (size: [number | bigint]) => Pointer): string {
  return lent(read) ?? '';
}

/** Runs an exchange, again and again, without asking for an error. */
export function runOf(exchange: Pointer): () => number {
  return () => abi.remit_exchange_run(exchange, null);
}

/** Words of 64 bits that an object lends, and their halves, to read and to write as long as it lives. */
export class Words {
  readonly #address: number;
  readonly #count: number;
  #big = new BigInt64Array(0);
  #small = new Int32Array(0);

  constructor(address: Pointer, count: number) {
    this.#address = address === null ? 0 : Number(address);
    this.#count = address === null ? 0 : count;
  }

  /** Memory that has grown is another one. */
  #look(): void {
    const { buffer } = module.HEAPU8;
    if (this.#big.buffer === buffer) return;
    this.#big = new BigInt64Array(buffer, this.#address, this.#count);
    this.#small = new Int32Array(buffer, this.#address, this.#count * 2);
  }

  get big(): BigInt64Array {
    this.#look();
    return this.#big;
  }

  get small(): Int32Array {
    this.#look();
    return this.#small;
  }
}

/** A text that lives forever, up to its NUL. */
export function forever(address: Pointer): string {
  return address === null || address === 0 ? '' : textToNul(module, address as number);
}

/** The text of a remit_string, which is freed. */
export function takeString(handle: Pointer): string {
  if (handle === null) return '';
  try {
    return lentOrEmpty((size) => abi.remit_string_data(handle, size));
  } finally {
    abi.remit_string_free(handle);
  }
}

/** There is one thread: the call is made here, after what waits already. */
export async function beside(name: keyof typeof FUNCTIONS, ...given: unknown[]): Promise<number> {
  await Promise.resolve();
  return (abi[name] as unknown as (...given: unknown[]) => number)(...given);
}

/** A function for the library to call, of a type in CALLBACKS; until it is given to `endCallback`. */
export function callback(type: string, heard: (...given: never[]) => number): unknown {
  const prototype = CALLBACKS.find((each) => each.includes(` ${type}(`))!;
  return module.addFunction(heard, typesOf(prototype));
}

export function endCallback(registered: unknown): void {
  module.removeFunction(registered as number);
}

/** The bytes of a file, in Node from 20.16 on; a browser has none. */
export function fileBytes(path: string): Uint8Array {
  const { readFileSync } = process.getBuiltinModule('node:fs');
  return readFileSync(path);
}
