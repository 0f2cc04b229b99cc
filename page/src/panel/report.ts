import type { Engine } from '../engine/client.ts';
import { download, h, replace } from '../dom.ts';
import type { Session } from '../session.ts';
import { say } from '../words.ts';

/** The report of the program: one page about the run. */
export class ReportPanel {
  readonly panel = h('div', { class: 'panel report' });
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #bar = h('div', { class: 'bar' });
  readonly #said = h('p', { class: 'said', 'aria-live': 'polite' });
  readonly #page = h('iframe', { sandbox: 'allow-same-origin allow-modals', hidden: true });
  #html = '';

  constructor(engine: Engine, session: Session) {
    this.#engine = engine;
    this.#session = session;
    this.panel.append(this.#bar, this.#said, this.#page);
  }

  show(): void {
    const made = this.#html !== '';
    replace(this.#bar,
      h('button', { type: 'button', 'data-do': 'report', onclick: () => void this.#make() }, say('makeReport')),
      made && h('button', { type: 'button', onclick: () => this.#page.contentWindow?.print() }, say('print')),
      made && h('button', { type: 'button', onclick: () => download('report.html', this.#html, 'text/html') }, say('saveReport')));
    this.#page.title = say('reportPage');
    if (!made) this.#said.textContent = say('reportHint');
  }

  async #make(): Promise<void> {
    this.#said.textContent = say('computing');
    const { file, said } = await this.#engine.call('make', 'report', this.#session.request);
    this.#html = file === null ? '' : new TextDecoder().decode(file);
    this.#said.textContent = said;
    this.#page.hidden = file === null;
    this.#page.srcdoc = this.#html;
    this.show();
  }
}
