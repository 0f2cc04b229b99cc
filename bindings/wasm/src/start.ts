import { begin } from './library.js';
import type { Module } from './memory.js';

/** The script of a module: `remit.mjs`, or another that has its functions too. */
export type Script = (settings: object) => Promise<unknown>;

/** Starts the module that the package works with. `settings` are emscripten's: `wasmBinary` for bytes
 * that are there already. To be awaited before anything else of the package is used. */
export async function start(script: Script, settings: object = {}): Promise<Module> {
  const module = (await script(settings)) as Module;
  begin(module);
  return module;
}
