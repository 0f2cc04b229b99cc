import type { Engine } from '../engine/client.ts';
import type { ShownTable, Swept } from '../engine/protocol.ts';
import { h, replace } from '../dom.ts';
import type { Session } from '../session.ts';
import { say } from '../words.ts';
import { cellOf, grouped, titleOf } from './figures.ts';
import { ResultGrid } from './result-grid.ts';

/** A parameter through a range of values: a picture of a figure, and a slider that says what it is at each. */
export class WhatIfPanel {
  readonly panel = h('div', { class: 'panel what-if' });
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #parameter = h('select');
  readonly #from = h('input', { type: 'text', size: '8', inputmode: 'decimal' });
  readonly #to = h('input', { type: 'text', size: '8', inputmode: 'decimal' });
  readonly #step = h('input', { type: 'text', size: '6', inputmode: 'decimal' });
  readonly #figure = h('select');
  readonly #form = h('form', { class: 'bar' });
  readonly #said = h('p', { class: 'said', 'aria-live': 'polite' });
  readonly #picture = h('div', { class: 'picture' });
  readonly #slider = h('input', { type: 'range', min: '0', step: '1' });
  readonly #now = h('output', {});
  readonly #grid = new ResultGrid('');
  #swept: Swept | null = null;
  #asked = 0;

  constructor(engine: Engine, session: Session) {
    this.#engine = engine;
    this.#session = session;
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#sweep();
    });
    this.#figure.addEventListener('change', () => this.#showFigure());
    this.#slider.addEventListener('input', () => this.#showValue());
    this.panel.append(this.#form, this.#said, h('div', { class: 'slide' }, this.#slider, this.#now), this.#picture, this.#grid.element);
  }

  /** After a run, or in another language. */
  show(): void {
    const parameters = this.#session.shape?.parameters.filter(({ kind }) => kind === 'number' || kind === 'money') ?? [];
    const chosen = this.#parameter.value;
    replace(this.#parameter, ...parameters.map(({ name, label }) => h('option', { value: name }, label === name || label === '' ? name : `${label} (${name})`)));
    if (parameters.some(({ name }) => name === chosen)) this.#parameter.value = chosen;
    const field = (word: 'parameter' | 'from' | 'to' | 'step' | 'figure', input: HTMLElement): HTMLElement => h('label', {}, say(word), ' ', input);
    replace(this.#form, field('parameter', this.#parameter), field('from', this.#from), field('to', this.#to), field('step', this.#step),
      h('button', { type: 'submit' }, say('sweep')), field('figure', this.#figure));
    this.#slider.setAttribute('aria-label', say('drag'));
    const none = parameters.length === 0;
    this.#form.hidden = none;
    if (none) this.#said.textContent = say('noParameters');
    else if (this.#swept === null) this.#said.textContent = say('sweepHint');
    if (this.#swept !== null && !none) void this.#sweep();
    this.#showParts();
  }

  #showParts(): void {
    const there = this.#swept !== null;
    this.#figure.parentElement!.hidden = !there;
    for (const element of [this.#slider.parentElement!, this.#picture, this.#grid.element]) element.hidden = !there;
  }

  async #sweep(): Promise<void> {
    const [from, to, step] = [this.#from, this.#to, this.#step].map((input) => input.value.trim()) as [string, string, string];
    if (from === '' || to === '' || this.#session.results === null) return;
    const asked = ++this.#asked;
    const set = `${this.#parameter.value}=${from}..${to}${step === '' ? '' : `/${step}`}`;
    const swept = await this.#engine.call('sweep', set, '');
    if (asked !== this.#asked) return;
    if ('message' in swept) {
      this.#swept = null;
      this.#said.textContent = swept.message;
    } else {
      this.#swept = swept;
      this.#said.textContent = '';
      this.#take(swept);
    }
    this.#showParts();
  }

  #take({ table, parameters }: Swept): void {
    const chosen = this.#figure.value;
    const figures = table.columns.slice(parameters);
    replace(this.#figure, ...figures.map((column) => h('option', { value: column.name }, titleOf(column))));
    if (figures.some(({ name }) => name === chosen)) this.#figure.value = chosen;
    const value = Number(this.#slider.value);
    this.#slider.max = String(table.rows.length - 1);
    this.#slider.value = String(Math.min(value, table.rows.length - 1));
    this.#grid.show(say('whatIf'), table);
    this.#showFigure();
  }

  #showFigure(): void {
    const { pictures, table, parameters } = this.#swept!;
    const index = table.columns.findIndex(({ name }) => name === this.#figure.value) - parameters;
    // Written by Remit itself: nothing in it but shapes and words.
    this.#picture.innerHTML = pictures[index] ?? '';
    const picture = this.#picture.querySelector('svg');
    picture?.setAttribute('role', 'img');
    picture?.setAttribute('aria-label', this.#figure.selectedOptions[0]?.textContent ?? '');
    this.#showValue();
  }

  #showValue(): void {
    const { table } = this.#swept!;
    const row = table.rows[Number(this.#slider.value)];
    if (row === undefined) return;
    this.#now.textContent = this.#worded(table, row);
    this.#slider.setAttribute('aria-valuetext', this.#now.textContent);
    this.#mark(Number(this.#slider.value) / Math.max(1, table.rows.length - 1));
  }

  #worded(table: ShownTable, row: ShownTable['rows'][number]): string {
    const at = table.columns.findIndex(({ name }) => name === this.#figure.value);
    const value = String(row[0] ?? '');
    const figure = table.columns[at];
    return figure === undefined ? value : `${say('valueNow', table.columns[0]!.name, value)}   →   ${titleOf(figure)}: ${grouped(cellOf(row[at]!, figure).text)}`;
  }

  /** A line through the picture where the slider stands. */
  #mark(share: number): void {
    const marks = [...this.#picture.querySelectorAll<SVGGraphicsElement>('circle')];
    marks.forEach((mark, index) => mark.classList.toggle('chosen', index === Math.round(share * (marks.length - 1))));
  }
}
