// The parameters of a policy: those that have a value, by its outline, and those that the document leaves open.
import { LanguageServer, type Message } from '@remit/wasm';
import type { ParameterShape, PolicyShape } from './protocol.ts';

const URI = 'file:///parameters.remit';

interface Outlined {
  readonly name: string;
  readonly detail: string;
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number; readonly character: number } };
  readonly children?: readonly Outlined[];
}

/** What stands behind the `=` of a declaration, if it is one figure. */
function writtenValue(lines: readonly string[], { start, end }: Outlined['range']): string {
  const declared = [...lines.slice(start.line, end.line), (lines[end.line] ?? '').slice(0, end.character)].join(' ');
  return /=\s*(\d[^={}“"]*)$/.exec(declared)?.[1]?.trim() ?? '';
}

/** `param` is the English keyword, which an outline in English has before the label. */
function written(text: string): ParameterShape[] {
  const server = new LanguageServer('en');
  try {
    const ask = (method: string, params: unknown, id?: number): Message[] =>
      server.receive({ jsonrpc: '2.0', method, params, ...(id === undefined ? {} : { id }) });
    ask('initialize', {}, 1);
    ask('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'remit', version: 1, text } });
    const [answer] = ask('textDocument/documentSymbol', { textDocument: { uri: URI } }, 2);
    const policies = (answer?.result ?? []) as readonly Outlined[];
    const lines = text.split('\n');
    return policies.flatMap(({ children }) => children ?? []).filter(({ detail }) => /^param\b/.test(detail))
      .map(({ name, detail, range }) => ({ name, label: detail.slice('param'.length).trim(), value: writtenValue(lines, range) }));
  } finally {
    server.close();
  }
}

export function parametersOf(text: string, shape: PolicyShape | null): ParameterShape[] {
  const whole = shape?.entities.find((entity) => entity.whole)?.fields ?? [];
  const open = whole.filter(({ kind }) => kind === 'number' || kind === 'money').map(({ name, label }) => ({ name, label, value: '' }));
  return [...written(text), ...open];
}
