import type { Engine } from '../engine/client.ts';
import type { ParameterShape, ShownTable, Swept } from '../engine/protocol.ts';
import { h, replace } from '../dom.ts';
import type { Session } from '../session.ts';
import { say, type Word } from '../words.ts';
import { cellOf, grouped, titleOf } from './figures.ts';
import { ResultGrid } from './result-grid.ts';

/** A parameter through a range of values: a picture of a figure, and a slider that says what it is at each. */
export class WhatIfPanel {
  readonly panel = h('div', { class: 'panel what-if' });
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #parameter = h('select');
  readonly #from = h('input', { type: 'text', size: '13', inputmode: 'decimal' });
  readonly #to = h('input', { type: 'text', size: '13', inputmode: 'decimal' });
  readonly #step = h('input', { type: 'text', size: '11', inputmode: 'decimal' });
  readonly #figure = h('select');
  readonly #form = h('form', { class: 'bar' });
  readonly #said = h('p', { class: 'said', 'aria-live': 'polite' });
  readonly #picture = h('div', { class: 'picture' });
  readonly #slider = h('input', { type: 'range', min: '0', step: '1' });
  readonly #now = h('output', {});
  readonly #grid = new ResultGrid('');
  readonly #words: [Word, HTMLElement][] = [];
  #parameters: readonly ParameterShape[] = [];
  #swept: Swept | null = null;
  #asked = 0;

  constructor(engine: Engine, session: Session) {
    this.#engine = engine;
    this.#session = session;
    // Made once: who is about to type or to press keeps the place.
    const field = (word: Word, input: HTMLElement): HTMLElement => h('label', {}, this.#word(word, 'span'), ' ', input);
    const button = this.#word('sweep', 'button');
    button.setAttribute('type', 'submit');
    this.#form.append(field('parameter', this.#parameter), field('from', this.#from), field('to', this.#to), field('step', this.#step),
      button, field('figure', this.#figure));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#sweep();
    });
    this.#parameter.addEventListener('change', () => this.#propose());
    this.#figure.addEventListener('change', () => this.#showFigure());
    this.#slider.addEventListener('input', () => this.#showValue());
    this.panel.append(this.#form, this.#said, h('div', { class: 'slide' }, this.#slider, this.#now), this.#picture, this.#grid.element);
  }

  #word(word: Word, element: 'span' | 'button'): HTMLElement {
    const made = h(element);
    this.#words.push([word, made]);
    return made;
  }

  /** After a run, or in another language. */
  async show(): Promise<void> {
    this.#parameters = await this.#engine.call('parameters', this.#session.work.policy.text);
    const parameters = this.#parameters;
    const chosen = this.#parameter.value;
    replace(this.#parameter, ...parameters.map(({ name, label }) => h('option', { value: name }, label === name || label === '' ? name : `${label} (${name})`)));
    const isThere = parameters.some(({ name }) => name === chosen);
    if (isThere) this.#parameter.value = chosen;
    for (const [word, element] of this.#words) element.textContent = say(word);
    this.#slider.setAttribute('aria-label', say('drag'));
    if (!isThere) this.#propose();
    const none = parameters.length === 0;
    this.#form.hidden = none;
    if (none) this.#said.textContent = say('noParameters');
    else if (this.#swept === null) this.#said.textContent = say('sweepHint');
    if (this.#swept !== null && !none) void this.#sweep();
    this.#showParts();
  }

  /** From half of the value to half as much again. */
  #propose(): void {
    const value = this.#parameters.find(({ name }) => name === this.#parameter.value)?.value ?? '';
    const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)(.*)$/.exec(value) ?? [];
    const inputs = [this.#from, this.#to, this.#step];
    [0.5, 1.5, 0.1].forEach((share, index) => {
      inputs[index]!.value = digits === undefined ? '' : `${Number((Number(digits) * share).toPrecision(6))}${unit}`;
    });
    this.#swept = null;
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
    const last = table.rows.length - 1;
    const begins = this.#slider.max !== String(last);
    this.#slider.max = String(last);
    if (begins) this.#slider.value = String(Math.floor(last / 2));
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
    this.#mark(Number(this.#slider.value));
  }

  #worded(table: ShownTable, row: ShownTable['rows'][number]): string {
    const at = table.columns.findIndex(({ name }) => name === this.#figure.value);
    const value = String(row[0] ?? '');
    const figure = table.columns[at];
    return figure === undefined ? value : `${say('valueNow', table.columns[0]!.name, value)}   →   ${titleOf(figure)}: ${grouped(cellOf(row[at]!, figure).text)}`;
  }

  /** A point on the line of the picture where the slider stands; none where the line has gaps. */
  #mark(row: number): void {
    const lines = [...this.#picture.querySelectorAll('polyline')];
    const points = lines.flatMap((line) => (line.getAttribute('points') ?? '').trim().split(/\s+/));
    this.#picture.querySelector('.chosen')?.remove();
    if (points.length !== this.#swept!.table.rows.length) return;
    const [x, y] = points[row]!.split(',');
    const mark = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    for (const [name, value] of [['class', 'chosen'], ['cx', x!], ['cy', y!], ['r', '5']] as const) mark.setAttribute(name, value);
    lines[0]!.after(mark);
  }
}
