// Makes of the prototypes of remit.h (abi.ts) functions that hand arguments over to the module: numbers
// as they are, texts and what comes out by its memory.
import { Arguments, type Module } from './memory.js';

/** A parameter that is handed over; what comes out is read by `after`. */
type Giver = (given: unknown, memory: Arguments, after: (() => void)[]) => number | bigint;

const WIDE = new Set(['int64_t', 'uint64_t']);

/** In the order of the prototype: the type, the stars, whether it comes out. */
const PARAMETER = /^(_Out_ )?(\w+) (\**)\w+$/;

const number: Giver = (given) => Number(given);
const wide: Giver = (given) => BigInt(given as number | bigint);
/** A handle, a function (its place in the table of the module), an address. */
const address: Giver = (given) => Number(given ?? 0);
const text: Giver = (given, memory) => (given === null ? 0 : memory.put(given as Uint8Array));

const buffer: Giver = (given, memory, after) => {
  if (given === null) return 0;
  const bytes = given as Uint8Array;
  const at = memory.put(bytes);
  after.push(() => bytes.set(memory.module.HEAPU8.subarray(at, at + bytes.length)));
  return at;
};

const texts: Giver = (given, memory) => {
  if (given === null) return 0;
  const addresses = (given as Uint8Array[]).map((each) => memory.put(each));
  const at = memory.take(4 * addresses.length);
  const view = memory.view();
  addresses.forEach((each, index) => view.setUint32(at + 4 * index, each, true));
  return at;
};

/** A list of sizes, which are wider on other machines. */
const sizes: Giver = (given, memory) => {
  if (given === null) return 0;
  const list = given as BigUint64Array;
  const at = memory.take(4 * list.length);
  const view = memory.view();
  list.forEach((each, index) => view.setUint32(at + 4 * index, Number(each), true));
  return at;
};

function out(size: number, read: (view: DataView, at: number) => unknown): Giver {
  return (given, memory, after) => {
    if (given === null) return 0;
    const at = memory.take(size);
    after.push(() => {
      (given as unknown[])[0] = read(memory.view(), at);
    });
    return at;
  };
}

const OUT: Record<string, Giver> = {
  int32_t: out(4, (view, at) => view.getInt32(at, true)),
  size_t: out(4, (view, at) => view.getUint32(at, true)),
  int64_t: out(8, (view, at) => view.getBigInt64(at, true)),
  uint64_t: out(8, (view, at) => view.getBigUint64(at, true)),
};
const outHandle = out(4, (view, at) => view.getUint32(at, true) || null);

function giverOf(parameter: string): Giver {
  const [, comesOut, type, stars] = PARAMETER.exec(parameter)!;
  if (comesOut) return type === 'void' ? outHandle : type === 'uint8_t' ? buffer : OUT[type!]!;
  if (stars === '**') return texts;
  if (stars === '') return WIDE.has(type!) ? wide : number;
  return type === 'uint8_t' ? text : type === 'size_t' ? sizes : address;
}

/** What a function answers: an address or null, or a number without a sign where the type has none. */
function answerOf(returned: string): (answer: unknown) => unknown {
  if (returned.endsWith('*')) return (answer) => (answer as number) || null;
  if (returned === 'size_t ' || returned === 'uint32_t ') return (answer) => (answer as number) >>> 0;
  return (answer) => answer;
}

/** The function of a prototype, with the arguments of Abi. */
export function callOf(prototype: string, memory: Arguments): (...given: unknown[]) => unknown {
  const [, returned, name, list] = /^(.+?)(remit_\w+)\((.*)\)$/.exec(prototype)!;
  const givers = list === 'void' ? [] : list!.split(', ').map(giverOf);
  const answer = answerOf(returned!);
  const called = memory.module[`_${name}` as `_remit_${string}`]!;
  return (...given) =>
    memory.during(() => {
      const after: (() => void)[] = [];
      const result = answer(called(...givers.map((giver, index) => giver(given[index], memory, after))));
      for (const read of after) read();
      return result;
    });
}

/** The types of a callback as the table of the module has them: first what it answers. */
export function typesOf(prototype: string): string {
  const [, list] = /\((.*)\)$/.exec(prototype)!;
  const one = (parameter: string): string => {
    const [, , type, stars] = PARAMETER.exec(parameter)!;
    return stars === '' && WIDE.has(type!) ? 'j' : 'i';
  };
  return `i${list!.split(', ').map(one).join('')}`;
}

export type { Module };
