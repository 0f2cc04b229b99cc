import { closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, foldService, indentOnInput, indentUnit } from '@codemirror/language';
import { lintGutter, lintKeymap, nextDiagnostic } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder } from '@codemirror/view';
import type { Engine } from '../engine/client.ts';
import type { Language } from '../engine/protocol.ts';
import { remitColours, remitLanguage } from './colours.ts';
import { phrases } from './phrases.ts';
import { connect } from './server.ts';
import { say } from '../words.ts';

/** Lines up to the one that closes the bracket with which a line ends. */
const folding = foldService.of((state, from, to) => {
  const line = state.doc.sliceString(from, to);
  if (!line.trimEnd().endsWith('{')) return null;
  const indent = /^\s*/.exec(line)![0];
  for (let number = state.doc.lineAt(from).number + 1; number <= state.doc.lines; ++number) {
    const next = state.doc.line(number);
    if (next.text.startsWith(`${indent}}`)) return { from: from + line.trimEnd().length, to: next.from + indent.length };
  }
  return null;
});

/** The policy's text, with the language server beside it. */
export class PolicyEditor {
  readonly view: EditorView;
  readonly #engine: Engine;
  readonly #words = new Compartment();
  readonly #served = new Compartment();
  #disconnect: () => void = () => {};

  /** `changed` hears of each change of the text. */
  constructor(parent: Element, engine: Engine, language: Language, changed: (text: string) => void) {
    this.#engine = engine;
    this.view = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [
          lineNumbers(), highlightActiveLineGutter(), foldGutter(), codeFolding(), folding, history(), drawSelection(),
          indentOnInput(), indentUnit.of('  '), bracketMatching(), closeBrackets(), highlightActiveLine(),
          highlightSelectionMatches({ wholeWords: true }), lintGutter(), remitLanguage, remitColours, EditorView.lineWrapping,
          keymap.of([
            { key: 'F8', run: nextDiagnostic }, ...closeBracketsKeymap, ...completionKeymap, ...defaultKeymap, ...searchKeymap,
            ...historyKeymap, ...foldKeymap, ...lintKeymap, indentWithTab,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed(update.state.doc.toString());
          }),
          this.#words.of(this.#wordsOf(language)),
          this.#served.of([]),
        ],
      }),
    });
    this.speak(language);
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Replaces the whole text; what was done to the one before can still be undone. */
  set text(text: string) {
    if (text === this.text) return;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text }, selection: { anchor: 0 } });
  }

  #wordsOf(language: Language): Extension {
    return [phrases(language), placeholder(say('writeHere')), EditorView.contentAttributes.of({ 'aria-label': say('policyText'), tabindex: '0' })];
  }

  /** Has the server and the editor speak another language. */
  speak(language: Language): void {
    this.#disconnect();
    const { extension, disconnect } = connect(this.#engine, language);
    this.#disconnect = disconnect;
    this.view.dispatch({ effects: [this.#words.reconfigure(this.#wordsOf(language)), this.#served.reconfigure(extension as Extension)] });
  }

  /** Puts the cursor at a line, from 1, and brings it into view. */
  goToLine(line: number): void {
    const { doc } = this.view.state;
    const { from } = doc.line(Math.max(1, Math.min(line, doc.lines)));
    this.view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    this.view.focus();
  }

  /** Puts the cursor at the next complaint. */
  goToComplaint(): void {
    nextDiagnostic(this.view);
    // Not at an edge: what is said of it stands above or below.
    this.view.dispatch({ effects: EditorView.scrollIntoView(this.view.state.selection.main, { y: 'center' }) });
    this.view.focus();
  }
}
