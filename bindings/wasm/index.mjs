// The package with its own module, started: `import { Policy } from '@remit/wasm'`.
import { start } from './dist/index.js';
import script from './wasm/remit.mjs';

await start(script);
export * from './dist/index.js';
