import { abi } from './library.js';
import type { Pointer } from './abi.js';

interface Held {
  address: Pointer;
  readonly free: string;
}

const forgotten = new FinalizationRegistry<Held>(release);

function release(held: Held): void {
  const { address } = held;
  held.address = null;
  if (address !== null && held.free !== '') (abi[held.free] as (address: Pointer) => void)(address);
}

/** An object of the library. Closing frees it; what was forgotten is freed some time after. */
export abstract class Handle {
  readonly #held: Held;

  /** `free` names the function; an empty one for what is only lent. */
  constructor(address: Pointer, free: string) {
    this.#held = { address, free };
    forgotten.register(this, this.#held, this.#held);
  }

  /** @internal The address, for a call. */
  get address(): Pointer {
    if (this.#held.address === null) throw new Error(`${this.constructor.name}: it is closed / 已关闭`);
    return this.#held.address;
  }

  /** Frees it now. Closing again does nothing; any other use throws. Not while it is being used by a run. */
  close(): void {
    forgotten.unregister(this.#held);
    release(this.#held);
  }

  /** For `using`. */
  [Symbol.dispose](): void {
    this.close();
  }
}
