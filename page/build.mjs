// Puts the page together: one file with all that it needs inside.
// usage: build.mjs MODULE_FOLDER OUT   (the folder with remit_program.mjs and .wasm)
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const [modules, out] = process.argv.slice(2).map((each) => resolve(each));
const here = new URL('.', import.meta.url).pathname;
const root = resolve(here, '..');

async function bundle(entry, alias = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(here, entry)], bundle: true, write: false, minify: true, format: 'iife', target: 'es2022',
    legalComments: 'none', alias, charset: 'utf8', loader: { '.css': 'text' },
    // The script of a module would look beside itself for what it is handed here, and in Node for Node's parts.
    define: { 'import.meta.url': '"https://remit.invalid/"' }, external: ['module', 'node:*'], logLevel: 'warning',
  });
  return outputFiles[0].text;
}

/** The worked policies that are there in both languages, by the list of policies/README.md. */
function examples() {
  const list = [];
  // The first table of the page is the list; others compare them.
  const [first] = /^\|[^]*?(?=\n\n)/m.exec(readFileSync(join(root, 'policies/README.md'), 'utf8'));
  for (const line of first.split('\n')) {
    const [, folder, what] = /^\| `([\w-]+)` \| (.+?) \|/.exec(line) ?? [];
    if (!folder) continue;
    const sides = { zh: join(root, 'policies', folder), en: join(root, 'policies', folder, 'en') };
    const policy = {}, tables = {}, name = {};
    for (const [language, side] of Object.entries(sides)) {
      policy[language] = readFileSync(join(side, 'policy.remit'), 'utf8');
      const data = join(side, 'data');
      tables[language] = Object.fromEntries(readdirSync(data).filter((file) => file.endsWith('.csv'))
        .map((file) => [file.slice(0, -4), readFileSync(join(data, file), 'utf8')]));
      name[language] = /^(?:policy|政策)\s+\S+\s+["“](.+?)["”]/m.exec(policy[language])?.[1] ?? what;
    }
    // The day is that of the command in its README.
    const readme = join(sides.zh, 'README.md');
    const asOf = existsSync(readme) ? /--as-of (\d{4}-\d\d-\d\d)/.exec(readFileSync(readme, 'utf8'))?.[1] ?? '' : '';
    list.push({ name, policy, tables, asOf });
  }
  return list;
}

const packed = (name, bytes) => `<script type="text/plain" data-packed="${name}">${gzipSync(bytes, { level: 9 }).toString('base64')}</script>`;
const inside = {
  '@remit/wasm': join(root, 'bindings/wasm/dist/index.js'),
  '@remit/wasm/inside': join(root, 'bindings/wasm/dist/inside.js'),
  'remit-program': join(modules, 'remit_program.mjs'),
};

const [script, worker] = await Promise.all([bundle('src/main.ts'), bundle('src/engine/worker.ts', inside)]);
const parts = {
  STYLE: readFileSync(join(here, 'src/style.css'), 'utf8'),
  SCRIPT: script,
  PACKED: [
    packed('wasm', readFileSync(join(modules, 'remit_program.wasm'))),
    packed('examples', JSON.stringify(examples())),
    `<script type="text/plain" data-packed="worker">${worker}</script>`,
  ].join('\n'),
};
const html = readFileSync(join(here, 'src/page.html'), 'utf8').replace(/\/\*(STYLE|PACKED|SCRIPT)\*\//g, (_, part) => parts[part]);
writeFileSync(out, html);
const megabytes = (size) => `${(size / 1e6).toFixed(2)} MB`;
console.log(`${out}: ${megabytes(Buffer.byteLength(html))} (script ${megabytes(script.length)}, worker ${megabytes(worker.length)}, module `
  + `${megabytes(parts.PACKED.length)} packed)`);
