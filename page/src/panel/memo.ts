import type { Engine } from '../engine/client.ts';
import { h, replace } from '../dom.ts';
import { say, spoken } from '../words.ts';
import type { Figure } from './results.ts';

/** How a figure comes about, beside the page: a dialog that Escape closes, with the explanation as the library
 * words it. */
export class MemoPanel {
  readonly element = h('dialog', { class: 'memo' });
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
    this.element.addEventListener('click', (event) => {
      if (event.target === this.element) this.element.close();
    });
  }

  async show({ entity, key, column }: Figure): Promise<void> {
    let memo: { html: string; text: string };
    try {
      memo = await this.#engine.call('explain', entity, key, column, spoken());
    } catch (problem) {
      memo = { html: '', text: (problem as Error).message };
    }
    const title = say('memoOf', column, key === '' ? say('policy') : key);
    const page = h('iframe', { title, sandbox: 'allow-same-origin allow-modals', srcdoc: memo.html });
    const copy = h('button', { type: 'button' }, say('copy'));
    copy.addEventListener('click', () => {
      void navigator.clipboard.writeText(memo.text).then(() => {
        copy.textContent = say('copied');
      });
    });
    const bar = h('div', { class: 'bar' },
      h('h2', {}, say('memo')), copy,
      memo.html !== '' && h('button', { type: 'button', onclick: () => page.contentWindow?.print() }, say('print')),
      h('button', { type: 'button', class: 'close', onclick: () => this.element.close() }, say('close')));
    replace(this.element, bar, memo.html === '' ? h('pre', {}, memo.text) : page);
    this.element.setAttribute('aria-label', title);
    if (!this.element.open) this.element.showModal();
  }
}
