import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Koffi from 'koffi' with { 'resolution-mode': 'import' };
import { ABI_VERSION, CALLBACKS, FUNCTIONS, type Abi, type Pointer } from './abi.js';

// The types of koffi are those of its module; it can be required all the same.
const koffi = require('koffi') as typeof Koffi;

const NAMES: Record<string, string> = { win32: 'remit.dll', darwin: 'libremit.dylib' };

/**
 * The file of the library. Searched in this order: the one that the environment variable REMIT_LIBRARY
 * names; the one that the package carries for this platform; the system's.
 */
function file(): string {
  const named = process.env['REMIT_LIBRARY'];
  if (named) return named;
  const name = NAMES[process.platform] ?? 'libremit.so.1';
  const root = join(__dirname, '..', 'native', `${process.platform}-${process.arch}`, name);
  return existsSync(root) ? root : name;
}

// This file is what the package needs of its host; @remit/wasm shares all others and has its own of this
// one (bindings/wasm/src).

function opened(path: string): ReturnType<typeof koffi.load> {
  try {
    return koffi.load(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the library of Remit cannot be loaded; set REMIT_LIBRARY to its file\n  ${path}: ${why}`, { cause });
  }
}

function load(): Abi & Record<string, unknown> {
  const path = file();
  const library = opened(path);
  for (const each of CALLBACKS) koffi.proto(each);
  const bound: Record<string, unknown> = {};
  for (const [name, prototype] of Object.entries(FUNCTIONS)) bound[name] = library.func(prototype);
  const abi = bound as unknown as Abi & Record<string, unknown>;
  const found = abi.remit_abi_version();
  if (found >>> 16 !== ABI_VERSION >>> 16 || found < ABI_VERSION) {
    const version = (n: number) => `${n >>> 16}.${n & 0xffff}`;
    throw new Error(`${path} has the interface ${version(found)}, but this package needs ${version(ABI_VERSION)}`);
  }
  return abi;
}

/** Every function of the library. */
export const abi: Abi & Record<string, unknown> = load();

/** A text that an object holds, or null: the function fills in its size. */
export function lent(read: (size: [number | bigint]) => Pointer): string | null {
  const size: [number | bigint] = [0];
  const address = read(size);
  return address === null ? null : textAt(address, Number(size[0]));
}

/** The same; an empty text where there is none. */
export function lentOrEmpty(read: (size: [number | bigint]) => Pointer): string {
  return lent(read) ?? '';
}

function textAt(address: Pointer, size: number): string {
  return size === 0 ? '' : String(koffi.decode(address, 'char', size));
}

// A function object of its own: an address that is a number is taken in less time than a pointer.
const runAt = koffi.load(file()).func('int32_t remit_exchange_run(uintptr_t exchange, uintptr_t error)') as (
  exchange: number, error: number) => number;

/** Runs an exchange, again and again, without asking for an error. */
export function runOf(exchange: Pointer): () => number {
  const address = Number(exchange);
  return () => runAt(address, 0);
}

/** Words of 64 bits that an object lends, and their halves, to read and to write as long as it lives. */
export class Words {
  readonly big: BigInt64Array;
  readonly small: Int32Array;

  constructor(address: Pointer, count: number) {
    const bytes = address === null ? new ArrayBuffer(0) : koffi.view(address, count * BigInt64Array.BYTES_PER_ELEMENT);
    this.big = new BigInt64Array(bytes);
    this.small = new Int32Array(bytes);
  }
}

/** A text that lives forever, up to its NUL. */
export function forever(address: Pointer): string {
  return address === null ? '' : String(koffi.decode(address, 'char', -1));
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

/** Calls a function that answers with a status on a thread of its own, off the event loop. */
export function beside(name: keyof typeof FUNCTIONS, ...given: unknown[]): Promise<number> {
  const called = abi[name] as unknown as { async(...argumentsAndCallback: unknown[]): void };
  return new Promise((resolve, reject) => {
    called.async(...given, (problem: unknown, answer: number) => (problem ? reject(problem) : resolve(answer)));
  });
}

/** A function for the library to call, of a type in CALLBACKS; until it is given to `endCallback`. */
export function callback(type: string, heard: (...given: never[]) => number): unknown {
  return koffi.register(heard, koffi.pointer(type));
}

export function endCallback(registered: unknown): void {
  koffi.unregister(registered as bigint);
}

/** The bytes of a file. */
export function fileBytes(path: string): Uint8Array {
  return readFileSync(path);
}
