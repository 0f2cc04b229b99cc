// Bundles the extension and its server into dist/.
// usage: build.mjs MODULE_FOLDER   (the folder with remit.mjs and .wasm)
import { copyFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const modules = resolve(process.argv[2]);
const here = new URL('.', import.meta.url).pathname;
const dist = join(here, 'dist');
mkdirSync(dist, { recursive: true });
const common = { bundle: true, minify: true, platform: 'node', target: 'node20', legalComments: 'none', logLevel: 'warning' };
await build({ ...common, entryPoints: [join(here, 'src/extension.ts')], format: 'cjs', external: ['vscode'], outfile: join(dist, 'extension.js') });
await build({
  ...common, entryPoints: [join(here, 'src/server.ts')], format: 'esm', outfile: join(dist, 'server.mjs'),
  alias: { '@remit/wasm/start': join(here, '../../bindings/wasm/dist/index.js'), 'remit-module': join(modules, 'remit.mjs') },
  banner: { js: "import { createRequire as remitRequire } from 'node:module'; const require = remitRequire(import.meta.url);" },
});
copyFileSync(join(modules, 'remit.wasm'), join(dist, 'remit.wasm'));
