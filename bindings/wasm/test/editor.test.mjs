import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LanguageServer } from '../index.mjs';

const URI = 'file:///policy.remit';
const TEXT = 'policy p {\n  currency CNY\n  rounding half_up to 0.01\n  party t\n'
  + '  entity project { key id : text revenue : money }\n  define net for project = revenu\n}\n';

function opened(language) {
  const server = new LanguageServer(language);
  const [answer] = server.receive({ jsonrpc: '2.0', id: 1, method: 'initialize', params: {} });
  assert.equal(answer.result.serverInfo.name, 'remit');
  const said = server.receive({
    jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument: { uri: URI, languageId: 'remit', version: 1, text: TEXT } },
  });
  return { server, said };
}

test('complaints come with the text, in the language asked for', () => {
  for (const [language, words] of [['en', /nothing here is called/], ['zh', /没有名为/]]) {
    const { said } = opened(language);
    const { params } = said.find(({ method }) => method === 'textDocument/publishDiagnostics');
    const unknown = params.diagnostics.find(({ code }) => code === 'R0201');
    assert.match(unknown.message, words);
    assert.equal(unknown.range.start.line, 5);
  }
});

test('a correction is proposed, and completion knows the fields', () => {
  const { server } = opened('en');
  const range = { start: { line: 5, character: 27 }, end: { line: 5, character: 33 } };
  const [{ result: actions }] = server.receive({
    jsonrpc: '2.0', id: 2, method: 'textDocument/codeAction', params: { textDocument: { uri: URI }, range, context: { diagnostics: [] } },
  });
  assert.deepEqual(actions[0].edit.changes[URI][0].newText, 'revenue');
  const [{ result: offered }] = server.receive({
    jsonrpc: '2.0', id: 3, method: 'textDocument/completion', params: { textDocument: { uri: URI }, position: range.end },
  });
  assert.ok((offered.items ?? offered).some(({ label }) => label === 'revenue'));
});

test('what means nothing is answered with an error of the protocol', () => {
  const { server } = opened('en');
  const [answer] = server.receive({ jsonrpc: '2.0', id: 4, method: 'no/such', params: {} });
  assert.equal(answer.error.code, -32601);
});
