import type { Engine } from '../engine/client.ts';
import type { Compared, Shown, ShownTable, SourceText } from '../engine/protocol.ts';
import { chooseFiles, h, replace } from '../dom.ts';
import type { Session } from '../session.ts';
import { count, say, type Word } from '../words.ts';
import { ResultGrid, type ResultChoice } from './result-grid.ts';
import type { Figure } from './results.ts';

/** Who pays whom seldom changes, and stands behind what does. */
function withPartiesLast(table: ShownTable): ShownTable {
  const isParty = (index: number): boolean => /^paye[re]_/.test(table.columns[index]!.name);
  const order = table.columns.map((_, index) => index).sort((a, b) => Number(isParty(a)) - Number(isParty(b)));
  return { ...table, columns: order.map((index) => table.columns[index]!), rows: table.rows.map((row) => order.map((index) => row[index]!)) };
}

/** The policy as it is written now beside another version of it, over the same tables. */
export class ComparePanel {
  readonly panel = h('div', { class: 'panel compare' });
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #bar = h('div', { class: 'bar' });
  readonly #said = h('p', { class: 'said', 'aria-live': 'polite' });
  readonly #parts = new Map<Word, { section: HTMLElement; title: HTMLElement; grid: ResultGrid }>();
  #largest: ShownTable = { columns: [], count: 0, rows: [] };
  #asked = 0;

  /** `memo` tells how a figure of the policy as it is now comes about. */
  constructor(engine: Engine, session: Session, memo: (figure: Figure) => void) {
    this.#engine = engine;
    this.#session = session;
    this.panel.append(this.#bar, this.#said);
    const at = (row: readonly Shown[], name: string): string => {
      const cell = row[this.#largest.columns.findIndex((column) => column.name === name)];
      return typeof cell === 'string' ? cell : '';
    };
    const figures: ResultChoice = {
      acts: (_, { name }) => name === 'after' || name === 'difference',
      act: (row) => memo({ entity: at(row, 'entity'), key: at(row, 'key'), column: at(row, 'reward') }),
    };
    for (const word of ['totals', 'gainLose', 'largest', 'textsDiffer'] as const) {
      const grid = new ResultGrid(say(word), word === 'largest' ? figures : null);
      const title = h('h2');
      const section = h('section', { 'data-part': word, hidden: true }, title, grid.element);
      this.#parts.set(word, { section, title, grid });
      this.panel.append(section);
    }
  }

  #setBefore(before: SourceText): void {
    this.#session.work.before = before;
    this.#session.changed();
    void this.show();
  }

  async #open(): Promise<void> {
    const [file] = await chooseFiles('.remit,.md,.txt');
    if (file) this.#setBefore({ name: file.name, text: await file.text() });
  }

  async show(): Promise<void> {
    const { before } = this.#session.work;
    replace(this.#bar,
      h('span', {}, say('compareWith', before === null ? '—' : before.name)),
      h('button', { type: 'button', 'data-do': 'keep-version', onclick: () => this.#setBefore({ ...this.#session.work.policy }) }, say('keepVersion')),
      h('button', { type: 'button', onclick: () => void this.#open() }, say('openVersion')));
    const asked = ++this.#asked;
    if (before === null || this.#session.results === null) {
      this.#said.textContent = say('compareHint');
      for (const { section } of this.#parts.values()) section.hidden = true;
      return;
    }
    if (this.#session.outcome?.kind !== 'results') return; // what is shown stays until the text can be read again
    const compared = await this.#engine.call('compare', { ...this.#session.request, sources: [before] });
    if (asked === this.#asked) this.#tell(compared);
  }

  #tell(compared: Compared | { readonly message: string }): void {
    if ('message' in compared) {
      this.#said.textContent = compared.message;
      for (const { section } of this.#parts.values()) section.hidden = true;
      return;
    }
    const { changeCount, totals, counts, largest, texts } = compared;
    this.#said.textContent = changeCount === 0 ? say('same') : say('changed', count(changeCount));
    this.#largest = withPartiesLast(largest);
    const tables: [Word, ShownTable][] = [['totals', totals], ['gainLose', counts], ['largest', this.#largest], ['textsDiffer', texts]];
    for (const [word, table] of tables) {
      const { section, title, grid } = this.#parts.get(word)!;
      section.hidden = table.count === 0;
      title.textContent = say(word);
      grid.show(say(word), table);
    }
  }
}
