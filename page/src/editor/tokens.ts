import { LSPPlugin } from '@codemirror/lsp-client';
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from '@codemirror/view';
import { RangeSetBuilder, StateEffect, type Text } from '@codemirror/state';
import type * as lsp from 'vscode-languageserver-protocol';

const arrived = StateEffect.define<null>();

/** Numbers in fives (LSP 3.17, semantic tokens) as marks of the text. */
function marks(plugin: LSPPlugin, doc: Text, data: readonly number[], types: readonly string[]): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let line = 0;
  let character = 0;
  for (let at = 0; at + 4 < data.length; at += 5) {
    const [lines, characters, length, type, modifiers] = data.slice(at, at + 5) as [number, number, number, number, number];
    line += lines;
    character = lines === 0 ? character + characters : characters;
    if (line >= doc.lines) break;
    const from = plugin.fromPosition({ line, character }, doc);
    const to = Math.min(from + length, doc.length);
    const declared = (modifiers & 1) !== 0 ? ' tok-declared' : '';
    if (to > from) builder.add(from, to, Decoration.mark({ class: `tok-${types[type] ?? 'plain'}${declared}` }));
  }
  return builder.finish();
}

/** Colours by what a name means: the server's. Between two answers they move with the text. */
export const tokens = ViewPlugin.fromClass(class {
  decorations: DecorationSet = Decoration.none;
  #asked = 0;

  constructor(view: EditorView) {
    void this.#ask(view);
  }

  update(update: ViewUpdate): void {
    if (!update.docChanged) return;
    this.decorations = this.decorations.map(update.changes);
    void this.#ask(update.view);
  }

  async #ask(view: EditorView): Promise<void> {
    const asked = ++this.#asked;
    await Promise.resolve(); // after the change is told to the server
    const plugin = LSPPlugin.get(view);
    if (plugin === null) return;
    await plugin.client.initializing;
    const doc = view.state.doc;
    plugin.client.sync();
    const types = plugin.client.serverCapabilities?.semanticTokensProvider?.legend.tokenTypes ?? [];
    const found = await plugin.client.request<lsp.SemanticTokensParams, lsp.SemanticTokens | null>(
      'textDocument/semanticTokens/full', { textDocument: { uri: plugin.uri } }).catch(() => null);
    if (found === null || asked !== this.#asked || view.state.doc !== doc) return;
    this.decorations = marks(plugin, doc, found.data, types);
    view.dispatch({ effects: arrived.of(null) });
  }
}, { decorations: (plugin) => plugin.decorations });
