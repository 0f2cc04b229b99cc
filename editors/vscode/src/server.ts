// The language server in a process of its own: messages of the editor come and go by Node's channel between
// processes, one object each.
import { readFileSync } from 'node:fs';
import { LanguageServer, start, type Message } from '@remit/wasm/start';
import script from 'remit-module';
import { Companions } from './companions.ts';

const wasmBinary = readFileSync(new URL('./remit.wasm', import.meta.url));
await start(script, { wasmBinary });
const server = new LanguageServer();
const companions = new Companions((message) => server.receive(message));

process.on('message', (message: Message) => {
  for (const answer of companions.receive(message)) process.send!(answer);
  if (message.method === 'exit') process.exit(0);
});
process.on('disconnect', () => process.exit(0));
