// The server as the extension starts it: a process that is spoken to by Node's channel.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const SERVER = fileURLToPath(new URL('./dist/server.mjs', import.meta.url));
const BASE = 'policy p {\n  currency CNY\n  rounding half_up to 0.01\n  party t\n  entity project { key id : text revenue : money }\n'
  + '  reward bonus for project cite "1" { pay 20% * revenue from t }\n}\n';

/** A started server: `ask` resolves with the answer, `said` with the next notification of a method. */
function started() {
  const server = fork(SERVER, { silent: true });
  const waiting = new Map();
  const heard = [];
  let last = 0;
  server.on('message', (message) => {
    if (message.id !== undefined) waiting.get(message.id)?.(message);
    else heard.push(message);
  });
  const send = (method, params) => server.send({ jsonrpc: '2.0', method, params });
  const ask = (method, params) => new Promise((resolve) => {
    waiting.set(++last, resolve);
    server.send({ jsonrpc: '2.0', id: last, method, params });
  });
  return { server, send, ask, heard };
}

test('a text that amends another finds it beside itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'remit-'));
  writeFileSync(join(folder, 'base.remit'), BASE);
  const text = 'policy q {\n  amends p { repeal bonus }\n}\n';
  const uri = pathToFileURL(join(folder, 'change.remit')).href;
  writeFileSync(join(folder, 'change.remit'), text);
  const { server, send, ask, heard } = started();
  const { result } = await ask('initialize', { initializationOptions: { language: 'en' } });
  assert.equal(result.serverInfo.name, 'remit');
  send('textDocument/didOpen', { textDocument: { uri, languageId: 'remit', version: 1, text } });
  const { result: at } = await ask('textDocument/definition', { textDocument: { uri }, position: { line: 1, character: 20 } });
  assert.match(JSON.stringify(at), /base\.remit/);
  const said = heard.filter(({ method }) => method === 'textDocument/publishDiagnostics');
  assert.ok(said.length > 0 && said.every(({ params }) => params.uri === uri));
  assert.deepEqual(said.at(-1).params.diagnostics.filter(({ severity }) => severity === 1), []);
  const ended = new Promise((resolve) => server.once('exit', resolve));
  await ask('shutdown', null);
  send('exit', null);
  assert.equal(await ended, 0);
});
