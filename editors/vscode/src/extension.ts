import { env, window, workspace, commands, type ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';

let client: LanguageClient | undefined;

/** The language of what the server says, as the setting has it. */
function language(): 'en' | 'zh' {
  const chosen = workspace.getConfiguration('remit').get<string>('language', 'auto');
  return chosen === 'en' || chosen === 'zh' ? chosen : env.language.startsWith('zh') ? 'zh' : 'en';
}

/** Shows why a case does not hold: what the server answers to its command. */
async function show(message: unknown): Promise<void> {
  if (typeof message !== 'string' || message === '') return;
  await window.showTextDocument(await workspace.openTextDocument({ content: message, language: 'plaintext' }), { preview: true });
}

export async function activate(context: ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.mjs');
  client = new LanguageClient('remit', 'Remit', { module, transport: TransportKind.ipc }, {
    documentSelector: [{ language: 'remit' }],
    initializationOptions: { language: language() },
    middleware: {
      executeCommand: async (command, given, next) => show(await next(command, given)),
    },
  });
  await client.start();
  context.subscriptions.push(workspace.onDidChangeConfiguration(async (change) => {
    if (change.affectsConfiguration('remit.language')) await commands.executeCommand('workbench.action.reloadWindow');
  }));
}

export const deactivate = (): Promise<void> | undefined => client?.stop();
