import { h, unique } from '../dom.ts';
import { CellEditor } from './cell-editor.ts';
import { columnWidths, ROOM } from './widths.ts';
import { lettersOf, type GridSource } from './source.ts';

const ROW = 28;
const SPARE = 8;

/** A table of any number of rows, of which those in view are in the page. With keys as spreadsheets have
 * them, and the roles of a grid. */
export class Grid {
  readonly element: HTMLElement;
  readonly #header = h('div', { class: 'grid-header', role: 'row' });
  readonly #body = h('div', { class: 'grid-body', role: 'rowgroup' });
  readonly #id = unique('grid');
  readonly #editor: CellEditor;
  #source: GridSource = { columns: [], rows: 0, cell: () => null };
  #first = 0;
  #last = -1;
  #row = 0;
  #column = 0;
  #widths: readonly number[] = [];

  constructor(label: string) {
    this.element = h('div', { class: 'grid', role: 'grid', tabindex: '0', 'aria-label': label }, this.#header, this.#body);
    this.#editor = new CellEditor(this.element, (text, move, focus) => this.#put(text, move, focus));
    this.element.addEventListener('scroll', () => this.#draw(), { passive: true });
    this.element.addEventListener('keydown', (event) => this.#press(event));
    this.element.addEventListener('click', (event) => this.#click(event));
    this.element.addEventListener('dblclick', (event) => this.#doubleClick(event));
    this.element.addEventListener('copy', (event) => this.#copy(event));
    this.element.addEventListener('paste', (event) => this.#paste(event));
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  get #types(): boolean {
    return this.#source.put !== undefined;
  }

  /** Rows, with the one to type a new row into. */
  get #rows(): number {
    return this.#source.rows + (this.#types ? 1 : 0);
  }

  /** Shows another table, or the same after its columns or rows changed. */
  show(source: GridSource, label?: string): void {
    this.#source = source;
    if (label !== undefined) this.element.setAttribute('aria-label', label);
    const widths = columnWidths(source);
    this.#widths = widths;
    this.element.style.setProperty('--columns', `4.5ch ${widths.map((width) => `${width}ch`).join(' ')}`);
    this.element.setAttribute('aria-rowcount', String(this.#rows + 1));
    this.element.setAttribute('aria-colcount', String(source.columns.length + 1));
    this.element.setAttribute('aria-readonly', String(!this.#types));
    this.#header.replaceChildren(
      h('div', { class: 'grid-number', role: 'columnheader' }, '#'),
      ...source.columns.map(({ title, hint, end, faint }) =>
        h('div', { role: 'columnheader', title: hint, class: `${end ? 'end ' : ''}${faint ? 'faint' : ''}` }, title)));
    this.#body.style.height = `${this.#rows * ROW}px`;
    this.element.style.setProperty('--rows', String(Math.min(this.#rows, 14)));
    this.#row = Math.min(this.#row, Math.max(0, this.#rows - 1));
    this.#column = Math.min(this.#column, Math.max(0, source.columns.length - 1));
    this.refresh();
  }

  /** Draws the cells in view again. */
  refresh(): void {
    this.#first = 0;
    this.#last = -1;
    this.#draw();
  }

  /** Brings a cell into view and makes it the one that keys are about. */
  go(row: number, column: number, focus = true): void {
    this.#row = Math.max(0, Math.min(row, this.#rows - 1));
    this.#column = Math.max(0, Math.min(column, this.#source.columns.length - 1));
    const { element } = this;
    const top = this.#row * ROW;
    const room = element.clientHeight - ROW;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + ROW > element.scrollTop + room) element.scrollTop = top + ROW - room;
    this.refresh();
    this.#active()?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    if (focus) element.focus({ preventScroll: true });
  }

  #active(): HTMLElement | null {
    return document.getElementById(`${this.#id}-${this.#row}-${this.#column}`);
  }

  #draw(): void {
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / ROW) - SPARE);
    const last = Math.min(this.#rows - 1, Math.ceil((scrollTop + clientHeight) / ROW) + SPARE);
    if (first === this.#first && last === this.#last) return;
    this.#first = first;
    this.#last = last;
    this.#source.want?.(first, Math.min(last, this.#source.rows - 1));
    const rows: Node[] = [];
    for (let row = first; row <= last; ++row) rows.push(this.#rowElement(row));
    this.#body.replaceChildren(...rows);
    const active = this.#active();
    if (active) this.element.setAttribute('aria-activedescendant', active.id);
    else this.element.removeAttribute('aria-activedescendant');
  }

  #rowElement(row: number): HTMLElement {
    const isNew = row >= this.#source.rows;
    const cells = this.#source.columns.map(({ end }, column) => {
      const cell = isNew ? { text: '' } : this.#source.cell(row, column);
      const active = row === this.#row && column === this.#column;
      const classes = [end && 'end', cell === null && 'waiting', cell?.error !== undefined && 'error', cell?.acts && 'acts',
        active && 'active'].filter(Boolean).join(' ');
      return h('div', {
        id: `${this.#id}-${row}-${column}`, role: 'gridcell', class: classes, title: cell?.error ?? this.#whole(cell?.text ?? '', column),
        'aria-selected': active, 'aria-colindex': column + 2, 'aria-invalid': cell?.error === undefined ? null : 'true',
        'data-column': column,
      }, cell === null ? '…' : cell.text);
    });
    return h('div', { role: 'row', class: 'grid-row', style: `top:${row * ROW}px`, 'aria-rowindex': row + 2, 'data-row': row },
      h('div', { class: 'grid-number', role: 'rowheader' }, isNew ? '+' : String(row + 1)), ...cells);
  }

  /** The text of a cell that is too narrow for it. */
  #whole(text: string, column: number): string | undefined {
    return lettersOf(text) + ROOM > (this.#widths[column] ?? 0) ? text : undefined;
  }

  #place(event: Event): { row: number; column: number } | null {
    const cell = (event.target as Element).closest('[data-column]');
    const row = cell?.closest('[data-row]');
    return cell && row
      ? { row: Number(row.getAttribute('data-row')), column: Number(cell.getAttribute('data-column')) } : null;
  }

  #click(event: MouseEvent): void {
    const place = this.#place(event);
    if (place === null) return;
    this.go(place.row, place.column);
    if (this.#source.cell(place.row, place.column)?.acts) this.#source.act?.(place.row, place.column);
  }

  #doubleClick(event: MouseEvent): void {
    const place = this.#place(event);
    if (place === null) return;
    if (this.#types) this.#edit(null);
    else this.#source.act?.(place.row, place.column);
  }

  #press(event: KeyboardEvent): void {
    if (this.#editor.open) return;
    const page = Math.max(1, Math.floor(this.element.clientHeight / ROW) - 2);
    const whole = event.ctrlKey || event.metaKey;
    const moves: Record<string, [number, number]> = {
      ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], PageDown: [page, 0], PageUp: [-page, 0],
      Home: whole ? [-Infinity, -Infinity] : [0, -Infinity], End: whole ? [Infinity, Infinity] : [0, Infinity],
    };
    const move = moves[event.key];
    if (move) {
      const [rows, columns] = whole && event.key.startsWith('Arrow') ? move.map((each) => each * 1e9) as [number, number] : move;
      this.go(this.#row + rows, this.#column + columns);
      event.preventDefault();
    } else if (event.key === 'Enter' || event.key === 'F2') {
      if (this.#types) this.#edit(null);
      else this.#source.act?.(this.#row, this.#column);
      event.preventDefault();
    } else if (whole && /^[zy]$/i.test(event.key)) {
      this.#source.undo?.(event.key.toLowerCase() === 'z' && !event.shiftKey);
      event.preventDefault();
    } else if (this.#types && !whole && !event.altKey) {
      this.#type(event);
    }
  }

  /** Keys that change a cell. */
  #type(event: KeyboardEvent): void {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      if (event.shiftKey && this.#row < this.#source.rows) this.#source.remove?.(this.#row);
      else this.#source.put?.(this.#row, this.#column, [['']]);
      event.preventDefault();
    } else if (event.isComposing || event.key === 'Process') {
      this.#edit('');
    } else if (event.key.length === 1) {
      this.#edit(event.key);
      event.preventDefault();
    }
  }

  /** `text`: what the cell is to begin with; null: what is in it. */
  #edit(text: string | null): void {
    const cell = this.#active();
    if (!cell) return;
    const row = cell.closest<HTMLElement>('.grid-row')!;
    // Beside the rows, which are made anew whenever a run ends.
    this.#editor.show(this.element, text ?? cell.textContent ?? '', {
      top: this.#body.offsetTop + row.offsetTop, left: cell.offsetLeft, width: cell.offsetWidth, height: ROW, label: this.#source.columns[this.#column]!.title,
    });
  }

  #put(text: string, [rows, columns]: readonly [number, number], focus: boolean): void {
    this.#source.put?.(this.#row, this.#column, [[text]]);
    this.go(this.#row + rows, this.#column + columns, focus);
  }

  #copy(event: ClipboardEvent): void {
    if (this.#editor.open) return;
    event.clipboardData?.setData('text/plain', this.#source.cell(this.#row, this.#column)?.text ?? '');
    event.preventDefault();
  }

  #paste(event: ClipboardEvent): void {
    if (this.#editor.open || !this.#types) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    this.#source.paste?.(this.#row, this.#column, text);
    event.preventDefault();
  }
}
