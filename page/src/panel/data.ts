import type { Engine } from '../engine/client.ts';
import type { EntityShape, FieldShape, GivenTable, ReadTable } from '../engine/protocol.ts';
import { chooseFiles, download, h, replace } from '../dom.ts';
import { cellsOf, columnOf, csvOf, isHeaderLine, missingFields, withoutUnit } from '../engine/table-text.ts';
import { Grid } from '../grid/grid.ts';
import type { GridColumn } from '../grid/source.ts';
import type { Session } from '../session.ts';
import { count, say, spoken } from '../words.ts';

const NONE: GivenTable = { headers: [], rows: [] };
const FIGURES = new Set(['money', 'number', 'duration']);

/** What the tables of a run are made of: typed into a grid, pasted, or from files. */
export class DataPanel {
  readonly panel = h('div', { class: 'panel data' });
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #list = h('div', { class: 'table-list', role: 'group' });
  readonly #grid = new Grid('');
  readonly #hint = h('p', { class: 'hint' });
  readonly #said = h('ul', { class: 'notes', 'aria-live': 'polite' });
  readonly #bar = h('div', { class: 'bar' });
  readonly #encoding = h('select');
  #chosen = '';

  constructor(engine: Engine, session: Session) {
    this.#engine = engine;
    this.#session = session;
    this.panel.append(this.#list, this.#bar, this.#said, this.#grid.element, this.#hint);
    for (const name of ['auto', 'utf-8', 'gb18030', 'big5']) this.#encoding.append(h('option', { value: name }, name));
  }

  #entity(): EntityShape | undefined {
    return this.#entities().find(({ table }) => table === this.#chosen);
  }

  #entities(): readonly EntityShape[] {
    return this.#session.shape?.entities.filter(({ made, fields }) => !made && fields.length > 0) ?? [];
  }

  #table(): GivenTable {
    return this.#session.work.tables[this.#chosen] ?? NONE;
  }

  /** After a run: the policy may have other tables now. */
  show(): void {
    const entities = this.#entities();
    if (!entities.some(({ table }) => table === this.#chosen)) {
      this.#chosen = (entities.find(({ whole }) => !whole) ?? entities[0])?.table ?? '';
    }
    this.#list.setAttribute('aria-label', say('tables'));
    replace(this.#list, ...entities.map((entity) => this.#choice(entity)));
    if (entities.length === 0 && this.#said.childElementCount === 0) this.#list.append(h('p', { class: 'hint' }, say(this.#session.shape === null ? 'policyFirst' : 'noTables')));
    this.#showBar();
    this.#showGrid();
    this.#hint.textContent = entities.length === 0 ? '' : say('dropHere');
  }

  #choice({ table, label }: EntityShape): HTMLElement {
    const { rows } = this.#session.work.tables[table] ?? NONE;
    return h('button', {
      type: 'button', 'aria-pressed': String(table === this.#chosen), title: table,
      onclick: () => {
        this.#chosen = table;
        this.show();
      },
    }, label || table, h('span', { class: 'count' }, count(rows.length)));
  }

  #showBar(): void {
    this.#encoding.options[0]!.textContent = say('encodingAuto');
    replace(this.#bar,
      h('button', { type: 'button', onclick: () => void this.#openFiles() }, say('openTable')),
      h('label', {}, say('encoding'), ' ', this.#encoding),
      h('button', { type: 'button', onclick: () => this.#save() }, say('saveTable')),
      h('button', { type: 'button', onclick: () => this.#clear() }, say('clearTable')),
      h('button', { type: 'button', 'data-do': 'undo', disabled: !this.#session.canUndo, onclick: () => this.#undo(true) }, say('undo')));
    this.#bar.hidden = this.#chosen === '';
  }

  #headers(): { headers: readonly string[]; stored: number } {
    const entity = this.#entity();
    const { headers } = this.#table();
    const missing = entity ? missingFields(entity, headers).map(({ name }) => name) : [];
    return { headers: [...headers, ...missing], stored: headers.length };
  }

  #showGrid(): void {
    const entity = this.#entity();
    this.#grid.element.hidden = entity === undefined;
    if (entity === undefined) return;
    const { headers, stored } = this.#headers();
    const { rows } = this.#table();
    const columns = headers.map((header, index): GridColumn => {
      const field = entity.fields[entity.fields.findIndex((each) => columnOf({ ...entity, fields: [each] }, [header], each.name) === 0)];
      return { title: header, hint: this.#describe(field), end: field !== undefined && FIGURES.has(field.kind), faint: index >= stored };
    });
    this.#grid.show({
      columns, rows: rows.length,
      cell: (row, column) => ({ text: rows[row]?.[column] ?? '' }),
      put: (row, column, cells) => this.#put(row, column, cells),
      paste: (row, column, text) => this.#paste(entity, row, column, text),
      remove: (row) => this.#change(headers, rows.filter((_, index) => index !== row)),
      undo: (back) => this.#undo(back),
    }, entity.label || entity.table);
  }

  #describe(field: FieldShape | undefined): string {
    if (field === undefined) return '';
    const { label, kind, currency, refersTo, categories, key, optional } = field;
    return [label, currency || kind, key && say('key'), optional ? say('optional') : say('required'),
      refersTo !== '' && say('refersTo', refersTo), categories.join(spoken() === 'zh' ? '、' : ', ')].filter(Boolean).join('\n');
  }

  #put(row: number, column: number, cells: readonly (readonly string[])[]): void {
    const { headers } = this.#headers();
    const rows = [...this.#table().rows];
    cells.forEach((line, index) => {
      const changed = [...(rows[row + index] ?? headers.map(() => ''))];
      line.forEach((cell, offset) => {
        if (column + offset < headers.length) changed[column + offset] = cell;
      });
      rows[row + index] = changed;
    });
    this.#change(headers, rows);
  }

  /** Cells go where they are pasted; lines under headers go to the columns that these name. */
  #paste(entity: EntityShape, row: number, column: number, text: string): void {
    const [first = [], ...rest] = cellsOf(entity, text);
    if (!isHeaderLine(entity, first) || rest.length === 0) return this.#put(row, column, [first, ...rest]);
    const { headers } = this.#headers();
    const places = first.map((name) => {
      const field = entity.fields.find((each) => columnOf({ ...entity, fields: [each] }, [name], each.name) === 0);
      return field === undefined ? -1 : columnOf(entity, headers, field.name);
    });
    const rows = [...this.#table().rows];
    rest.forEach((line, index) => {
      const changed = [...(rows[row + index] ?? headers.map(() => ''))];
      line.forEach((cell, at) => {
        if (places[at]! >= 0) changed[places[at]!] = cell;
      });
      rows[row + index] = changed;
    });
    this.#change(headers, rows);
  }

  #change(headers: readonly string[], rows: readonly (readonly string[])[]): void {
    this.#session.setTable(this.#chosen, { headers, rows });
    this.#showBar();
    this.#showGrid();
  }

  #undo(back: boolean): void {
    const table = this.#session.undoTables(back);
    if (table === null) return;
    this.#chosen = table;
    this.show();
  }

  #save(): void {
    const { headers, rows } = this.#table();
    download(`${this.#chosen}.csv`, `\ufeff${csvOf(headers, rows)}`, 'text/csv');
  }

  #clear(): void {
    if (this.#table().rows.length > 0 && confirm(say('clearSure', this.#chosen))) {
      this.#session.setTable(this.#chosen, null);
      this.show();
    }
  }

  async #openFiles(): Promise<void> {
    await this.take(await chooseFiles('.csv,.txt,.xlsx,.xlsm,.xls,.et', true));
  }

  /** Takes files that were dropped or chosen; what cannot be read is said. */
  async take(files: readonly File[]): Promise<void> {
    replace(this.#said);
    if (this.#entities().length === 0) {
      this.#tell(say(this.#session.shape === null ? 'policyFirst' : 'noTables'), true);
      this.show();
      return;
    }
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const read = await this.#engine.call('read', file.name, bytes, this.#encoding.value, spoken());
      if (read.wrong !== undefined) this.#tell(read.wrong.includes(file.name) ? read.wrong : say('unread', file.name, read.wrong), true);
      for (const note of read.notes ?? []) this.#tell(note);
      const single = read.tables?.length === 1;
      let taken = 0;
      for (const table of read.tables ?? []) taken += Number(await this.#takeTable(table, single));
      // A sheet that explains is passed over in silence, one that should be a table is not.
      for (const { name, why } of read.passed ?? []) if (taken === 0 || this.#named(name) !== undefined) this.#tell(why, true);
    }
    this.show();
  }

  /** The table of the policy with that name. */
  #named(called: string): EntityShape | undefined {
    return this.#entities().find(({ table: name, label }) => [name, label].includes(called) || withoutUnit(called) === name);
  }

  /** Whether it was taken. */
  async #takeTable(table: ReadTable, single: boolean): Promise<boolean> {
    const entity = this.#named(table.name) ?? await this.#ask(table, this.#entities(), single);
    if (entity === null) return false;
    this.#chosen = entity.table;
    this.#session.setTable(entity.table, { headers: table.headers, rows: table.rows });
    this.#tell(say('read', entity.label || entity.table, count(table.rows.length)));
    return true;
  }

  /** Which table a file is that is called otherwise; the one with most of its headers is proposed. */
  #ask(table: ReadTable, entities: readonly EntityShape[], single: boolean): Promise<EntityShape | null> {
    const likeness = (entity: EntityShape): number => entity.fields.length - missingFields(entity, table.headers).length;
    const ranked = [...entities].sort((a, b) => likeness(b) - likeness(a));
    // A sheet of a workbook that has nothing of a table is not one.
    if (ranked.length === 0 || (!single && likeness(ranked[0]!) === 0)) return Promise.resolve(null);
    return new Promise((resolve) => {
      const choice = h('select', {}, ...ranked.map((entity) => h('option', { value: entity.table }, entity.label || entity.table)),
        h('option', { value: '' }, say('leaveOut')));
      if (likeness(ranked[0]!) === 0) choice.value = '';
      const dialog = h('dialog', { class: 'ask' }, h('form', { method: 'dialog' },
        h('p', {}, say('belongsTo', table.name)), choice, h('button', {}, 'OK')));
      dialog.addEventListener('close', () => {
        dialog.remove();
        resolve(ranked.find((entity) => entity.table === choice.value) ?? null);
      });
      this.panel.append(dialog);
      dialog.showModal();
    });
  }

  #tell(text: string, wrong = false): void {
    this.#said.append(h('li', { class: wrong ? 'error' : '' }, text));
  }

  /** Goes to a cell of an input, if the column is one. */
  go(entityName: string, row: number, column: string): boolean {
    const entity = this.#session.shape?.entities.find(({ name, table }) => name === entityName || table === entityName);
    if (entity === undefined || entity.made) return false;
    this.#chosen = entity.table;
    this.show();
    const { headers } = this.#headers();
    const at = columnOf(entity, headers, column);
    this.#grid.go(row, Math.max(at, 0));
    return true;
  }
}
