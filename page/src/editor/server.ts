import {
  findReferencesKeymap, formatKeymap, hoverTooltips, jumpToDefinitionKeymap, LSPClient, renameKeymap, serverCompletion,
  signatureHelp, type Transport,
} from '@codemirror/lsp-client';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { Engine } from '../engine/client.ts';
import type { Language } from '../engine/protocol.ts';
import { diagnostics } from './diagnostics.ts';
import { tokens } from './tokens.ts';

export const POLICY_URI = 'file:///policy.remit';

/** The language server of the worker for an editor: complaints as one types, with what mends them,
 * completion, what a name is, where it is declared and used, renaming, layout, colours. */
export function connect(engine: Engine, language: Language): { extension: Extension; disconnect: () => void } {
  let hear: (message: string) => void = () => {};
  const transport: Transport = {
    send: (message) => void engine.call('serve', message),
    subscribe: (handler) => {
      hear = handler;
      engine.onServed = handler;
    },
    unsubscribe: () => {
      if (engine.onServed === hear) engine.onServed = () => {};
    },
  };
  const client = new LSPClient({
    initializationOptions: { language },
    timeout: 20_000,
    extensions: [
      diagnostics(POLICY_URI), tokens, serverCompletion(), hoverTooltips({ hoverTime: 250 }), signatureHelp(),
      keymap.of([...formatKeymap, ...renameKeymap, ...jumpToDefinitionKeymap, ...findReferencesKeymap]),
      // Nothing waits: each change goes to the server at once.
      EditorView.updateListener.of((update) => {
        if (update.docChanged) client.sync();
      }),
    ],
  });
  client.connect(transport);
  return { extension: client.plugin(POLICY_URI, 'remit'), disconnect: () => client.disconnect() };
}
