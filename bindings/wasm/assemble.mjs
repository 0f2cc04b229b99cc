// Brings the sources of the package together in build/: those of the Node package, which has the same
// classes over the same interface, and in the place of its library.ts those of src/.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const node = new URL('../node/src/', here);
const own = new URL('src/', here);
const to = new URL('build/', here);

rmSync(to, { recursive: true, force: true });
mkdirSync(to);
for (const name of readdirSync(node)) if (name !== 'library.ts') cpSync(new URL(name, node), new URL(name, to));
for (const name of readdirSync(own)) cpSync(new URL(name, own), new URL(name, to));
const index = readFileSync(new URL('index.ts', to), 'utf8');
writeFileSync(new URL('index.ts', to),
  `${index}export { LanguageServer, type Message } from './editor.js';\nexport { start, type Script } from './start.js';\n`);
