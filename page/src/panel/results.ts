import type { Engine } from '../engine/client.ts';
import type { Shown, ShownColumn, ShownTable } from '../engine/protocol.ts';
import { h, replace } from '../dom.ts';
import type { Results, Session } from '../session.ts';
import { count, say, type Word } from '../words.ts';
import { ResultGrid, type ResultChoice } from './result-grid.ts';

/** Where a figure is: the row of an entity, and its column. */
export interface Figure {
  readonly entity: string;
  readonly key: string;
  readonly column: string;
}

export interface ResultsActions {
  tables(): void;
  memo(figure: Figure): void;
  cell(entity: string, row: number, column: string): void;
}

const text = (row: readonly Shown[], table: ShownTable, name: string): string => {
  const index = table.columns.findIndex((column) => column.name === name);
  const cell = row[index];
  return typeof cell === 'string' ? cell : '';
};

/** The errors without the names by which programs know their reasons: `detail` says them in words. */
function withoutNames(table: ShownTable): ShownTable {
  const kept = table.columns.map((_, index) => index).filter((index) => table.columns[index]!.name !== 'reason');
  return { ...table, columns: kept.map((index) => table.columns[index]!), rows: table.rows.map((row) => kept.map((index) => row[index]!)) };
}

/** What the run came to: totals, targets, payments, what holds, what is to be mended, every figure. */
export class ResultsPanel {
  readonly panel = h('div', { class: 'panel results' });
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #actions: ResultsActions;
  readonly #notes = h('ul', { class: 'notes' });
  readonly #parts = new Map<Word, { section: HTMLElement; title: HTMLElement; grid: ResultGrid }>();
  readonly #entity = h('select');
  #results: Results | null = null;

  constructor(engine: Engine, session: Session, actions: ResultsActions) {
    this.#engine = engine;
    this.#session = session;
    this.#actions = actions;
    const none = h('p', { class: 'hint' });
    this.panel.append(none, this.#notes);
    this.#part('errors', { acts: () => true, act: (row) => this.#goToCell(row) });
    this.#part('totals');
    this.#part('targets', this.#figures('entity', 'key', (row, table) => `${text(row, table, 'target')}`, () => this.#results!.targets));
    this.#part('payments', this.#figures('entity', 'key', (row, table) => text(row, table, 'reward'), () => this.#ledger));
    this.#part('findings');
    this.#part('rowsOf', { acts: (_, column) => this.#isFigureOfEntity(column), act: (row, column) => this.#entityMemo(row, column) });
    this.#parts.get('rowsOf')!.title.after(this.#entity);
    this.#entity.addEventListener('change', () => void this.#showEntity());
  }

  #ledger: ShownTable = { columns: [], count: 0, rows: [] };

  #part(word: Word, choice: ResultChoice | null = null): void {
    const grid = new ResultGrid(say(word), choice);
    const title = h('h2', {});
    const section = h('section', { 'data-part': word }, title, grid.element);
    this.#parts.set(word, { section, title, grid });
    this.panel.append(section);
  }

  /** Figures of a list whose lines say of which row they are. */
  #figures(entity: string, key: string, column: (row: readonly Shown[], table: ShownTable) => string, table: () => ShownTable): ResultChoice {
    const acts = new Set(['amount', 'metric', 'goal', 'progress', 'met']);
    return {
      acts: (row, { name }) => acts.has(name) && row !== undefined,
      act: (row) => this.#actions.memo({ entity: text(row, table(), entity), key: text(row, table(), key), column: column(row, table()) }),
    };
  }

  #goToCell(row: readonly Shown[]): void {
    const errors = withoutNames(this.#results!.errors);
    this.#actions.cell(text(row, errors, 'entity'), Number(text(row, errors, 'row')) - 1, text(row, errors, 'column'));
  }

  #isFigureOfEntity({ name }: ShownColumn): boolean {
    return this.#session.shape?.entities.find((each) => each.table === this.#entity.value)?.columns.includes(name) ?? false;
  }

  #entityMemo(row: readonly Shown[], column: ShownColumn): void {
    const entity = this.#session.shape?.entities.find((each) => each.table === this.#entity.value);
    if (entity === undefined) return;
    const keys = entity.fields.filter(({ key }) => key).length || 1;
    this.#actions.memo({
      entity: entity.name, key: entity.whole ? '' : row.slice(0, keys).map(String).join('/'), column: column.name,
    });
  }

  /** Shows the last results there are; `stale` if they are not those of what is written now. */
  show(results: Results | null, stale: boolean): void {
    this.#results = results;
    this.panel.classList.toggle('stale', stale);
    const none = this.panel.firstElementChild!;
    if (results === null) none.textContent = say('noResults');
    else if (results.rows === 0 && results.shape.entities.some(({ whole, made }) => !whole && !made))
      replace(none, say('noRows'), ' ', h('button', { type: 'button', onclick: () => this.#actions.tables() }, say('fillIn')));
    else none.textContent = '';
    replace(this.#notes, ...(results?.notes ?? []).map((note) => h('li', {}, note)));
    this.#notes.setAttribute('aria-label', say('notes'));
    for (const [word, part] of this.#parts) this.#showPart(word, part);
  }

  #showPart(word: Word, { section, title, grid }: { section: HTMLElement; title: HTMLElement; grid: ResultGrid }): void {
    const results = this.#results;
    if (word === 'rowsOf') {
      section.hidden = results === null;
      title.textContent = say(word);
      this.#entity.setAttribute('aria-label', say('table'));
      if (results) this.#listEntities(results);
      return;
    }
    if (word === 'payments') {
      section.hidden = (results?.payments ?? 0) === 0;
      title.textContent = `${say(word)} (${count(results?.payments ?? 0)})`;
      if (!section.hidden) void this.#showLedger(grid);
      return;
    }
    const table = results?.[word as 'totals' | 'targets' | 'findings' | 'errors'];
    section.hidden = table === undefined || table.count === 0;
    title.textContent = word === 'totals' ? say(word) : `${say(word)} (${count(table?.count ?? 0)})`;
    if (table && table.count > 0) grid.show(say(word), word === 'errors' ? withoutNames(table) : table);
  }


  async #showLedger(grid: ResultGrid): Promise<void> {
    const fetch = (from: number, number: number): Promise<ShownTable> => this.#engine.call('rows', 'ledger', from, number);
    const results = this.#results;
    const ledger = await fetch(0, 200);
    if (results !== this.#results) return;
    this.#ledger = ledger;
    grid.show(say('payments'), ledger, fetch);
  }

  #listEntities(results: Results): void {
    const chosen = this.#entity.value;
    const entities = results.shape.entities.filter(({ columns }) => columns.length > 0);
    replace(this.#entity, ...entities.map(({ table, label }) => h('option', { value: table }, label || table)));
    if (entities.some(({ table }) => table === chosen)) this.#entity.value = chosen;
    else this.#entity.value = (entities.find(({ whole }) => !whole) ?? entities[0])?.table ?? '';
    void this.#showEntity();
  }

  async #showEntity(): Promise<void> {
    const entity = this.#results?.shape.entities.find((each) => each.table === this.#entity.value);
    const { section, grid } = this.#parts.get('rowsOf')!;
    if (entity === undefined) {
      section.hidden = true;
      return;
    }
    const results = this.#results;
    const fetch = (from: number, number: number): Promise<ShownTable> => this.#engine.call('rows', `entity:${entity.name}`, from, number);
    const table = await fetch(0, 200);
    if (results === this.#results) grid.show(`${say('rowsOf')} ${entity.label || entity.table}`, table, fetch);
  }
}

