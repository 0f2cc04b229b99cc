// The module of WebAssembly as the page uses it: the library, files in memory, and the program.
import { start } from '@remit/wasm';
import script from 'remit-program';

interface Files {
  mkdirTree(path: string): void;
  writeFile(path: string, bytes: Uint8Array | string): void;
  readFile(path: string): Uint8Array;
  readdir(path: string): string[];
  unlink(path: string): void;
}

interface Program {
  readonly FS: Files;
  callMain(given: string[]): number;
}

let program: Program;
let said: string[] = [];

/** Starts it from the bytes of its `.wasm`. */
export async function startProgram(wasmBinary: ArrayBuffer): Promise<void> {
  const hear = (line: string): void => void said.push(line);
  program = (await start(script, { wasmBinary, print: hear, printErr: hear, noInitialRun: true, thisProgram: 'remit' })) as
    unknown as Program;
}

export const files = {
  put(path: string, bytes: Uint8Array | string): void {
    program.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
    program.FS.writeFile(path, bytes);
  },
  /** The bytes of a file, which is removed; null if there is none. */
  take(path: string): Uint8Array | null {
    try {
      const bytes = program.FS.readFile(path);
      program.FS.unlink(path);
      return bytes;
    } catch {
      return null;
    }
  },
  remove(path: string): void {
    try {
      program.FS.unlink(path);
    } catch {
      // there is none
    }
  },
};

/** Runs the program with the arguments of a command line; what it says, and what it ends with. */
export function runProgram(given: string[]): { status: number; said: string } {
  said = [];
  const status = program.callMain(given);
  return { status, said: said.join('\n') };
}
