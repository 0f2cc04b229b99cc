import { setDiagnostics, type Action, type Diagnostic } from '@codemirror/lint';
import { LSPPlugin, type LSPClient, type LSPClientExtension } from '@codemirror/lsp-client';
import type { EditorView } from '@codemirror/view';
import type * as lsp from 'vscode-languageserver-protocol';

const SEVERITIES = ['error', 'error', 'warning', 'info', 'hint'] as const;

const sameRange = (a: lsp.Range, b: lsp.Range): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What mends a complaint, as the server proposes it. */
function actionOf(client: LSPClient, uri: string, proposed: lsp.CodeAction): Action {
  return {
    name: proposed.title,
    apply: (view: EditorView) => {
      const plugin = LSPPlugin.get(view);
      if (plugin === null) return;
      client.sync();
      const changes = (proposed.edit?.changes?.[uri] ?? []).map(({ range, newText }) => ({
        from: plugin.fromPosition(range.start), to: plugin.fromPosition(range.end), insert: newText,
      }));
      view.dispatch({ changes, userEvent: 'input.fix' });
    },
  };
}

/** Complaints about an older text may reach beyond this one; newer ones are on their way then. */
const fits = (published: readonly lsp.Diagnostic[], lines: number): boolean =>
  published.every(({ range }) => range.end.line < lines);

/** `newest`: whether nothing was published since. Complaints about a text of a moment ago must not outlast those
 * about the text as it is, whichever remedies are known first. */
async function show(client: LSPClient, uri: string, published: readonly lsp.Diagnostic[], newest: () => boolean): Promise<void> {
  const view = client.workspace.getFile(uri)?.getView();
  const plugin = view ? LSPPlugin.get(view) : null;
  if (!view || !plugin) return;
  const doc = plugin.syncedDoc;
  const range: lsp.Range = { start: { line: 0, character: 0 }, end: plugin.toPosition(doc.length, doc) };
  const proposed = published.length === 0 ? [] : await client.request<lsp.CodeActionParams, lsp.CodeAction[] | null>(
    'textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: [...published] } });
  // Meanwhile the text may have changed.
  if (!newest() || plugin.syncedDoc !== doc || view.state.doc !== doc || !fits(published, doc.lines)) return;
  // Where nothing is written yet, nothing is wrong.
  const told = doc.toString().trim() === '' ? [] : published;
  const list: Diagnostic[] = told.map((each) => ({
    from: plugin.fromPosition(each.range.start, doc),
    to: plugin.fromPosition(each.range.end, doc),
    severity: SEVERITIES[each.severity ?? 1] ?? 'error',
    message: typeof each.message === 'string' ? each.message : String(each.message),
    source: String(each.code ?? ''),
    actions: (proposed ?? [])
      .filter((action) => action.diagnostics?.some((one) => one.code === each.code && sameRange(one.range, each.range)))
      .map((action) => actionOf(client, uri, action)),
  }));
  view.dispatch(setDiagnostics(view.state, list));
}

/** Complaints of the server about a document, each with its remedies. */
export function diagnostics(uri: string): LSPClientExtension {
  let count = 0;
  return {
    clientCapabilities: { textDocument: { publishDiagnostics: { relatedInformation: true } } },
    notificationHandlers: {
      'textDocument/publishDiagnostics': (client, params: lsp.PublishDiagnosticsParams) => {
        if (params.uri !== uri) return true;
        const number = ++count;
        void show(client, uri, params.diagnostics, () => number === count);
        return true;
      },
    },
  };
}
