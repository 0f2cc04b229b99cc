// For a host whose module has functions beside those of remit.h: how to call them, and what the package's
// objects are made of. No promise is made of these names.
import type { Pointer } from './abi.js';
import type { Handle } from './handle.js';

export { languageNumber, make as made } from './errors.js';
export { further, takeString } from './library.js';
export { Data } from './data.js';
export { Table } from './table.js';
export type { Policy } from './policy.js';
export type { Results } from './results.js';

/** The address of an object, for a call. */
export function addressOf(handle: Handle): Pointer {
  return handle.address;
}
