// The module's memory as calls see it. Views are taken anew for each access: memory that grows leaves
// the old ones without bytes.

/** What the script of the module (emscripten) gives. */
export interface Module {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  _malloc(size: number): number;
  _free(address: number): void;
  addFunction(called: (...given: never[]) => unknown, types: string): number;
  removeFunction(place: number): void;
  readonly [name: `_remit_${string}`]: (...given: (number | bigint)[]) => number | bigint | undefined;
}

/** Memory for the arguments of one call; what fits a block comes from it, the rest from the module. */
export class Arguments {
  static readonly #size = 1 << 16;
  #block = 0;
  #top = 0;
  #others: number[] = [];

  constructor(readonly module: Module) {}

  /** Runs a call; what it took is given back afterwards. Calls may be within calls. */
  during<T>(call: () => T): T {
    if (this.#block === 0) this.#block = this.module._malloc(Arguments.#size);
    const top = this.#top;
    const others = this.#others;
    this.#others = [];
    try {
      return call();
    } finally {
      for (const address of this.#others) this.module._free(address);
      this.#others = others;
      this.#top = top;
    }
  }

  /** At least one byte, at a place for numbers of any size. */
  take(size: number): number {
    const needed = (Math.max(size, 1) + 15) & ~15;
    if (this.#top + needed <= Arguments.#size) {
      const address = this.#block + this.#top;
      this.#top += needed;
      return address;
    }
    const address = this.module._malloc(needed);
    if (address === 0) throw new RangeError('out of memory / 内存不足');
    this.#others.push(address);
    return address;
  }

  put(bytes: Uint8Array): number {
    const address = this.take(bytes.length);
    this.module.HEAPU8.set(bytes, address);
    return address;
  }

  view(): DataView {
    return new DataView(this.module.HEAPU8.buffer);
  }
}

const UTF8 = new TextDecoder();

export function textAt(module: Module, address: number, size: number): string {
  return size === 0 ? '' : UTF8.decode(module.HEAPU8.subarray(address, address + size));
}

/** Up to its NUL. */
export function textToNul(module: Module, address: number): string {
  return textAt(module, address, module.HEAPU8.indexOf(0, address) - address);
}
