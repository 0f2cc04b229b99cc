import { Grid } from '../grid/grid.ts';
import type { GridCell } from '../grid/source.ts';
import type { Shown, ShownColumn, ShownTable } from '../engine/protocol.ts';
import { cellOf, columnOf } from './figures.ts';

const BLOCK = 200;

export interface ResultChoice {
  /** Whether something happens when the cell is chosen. */
  acts(row: readonly Shown[], column: ShownColumn): boolean;
  act(row: readonly Shown[], column: ShownColumn): void;
}

/** A table of results of which the first rows are here, and the rest is fetched as it comes into view. */
export class ResultGrid {
  readonly #grid: Grid;
  readonly #choice: ResultChoice | null;
  #rows: (readonly Shown[])[] = [];
  #asked = new Set<number>();
  #shown = 0;

  constructor(label: string, choice: ResultChoice | null = null) {
    this.#grid = new Grid(label);
    this.#choice = choice;
  }

  get element(): HTMLElement {
    return this.#grid.element;
  }

  /** `fetch` gives further rows; without it the table is whole. */
  show(label: string, table: ShownTable, fetch: ((from: number, count: number) => Promise<ShownTable>) | null = null): void {
    const shown = ++this.#shown;
    this.#rows = [...table.rows];
    this.#asked = new Set();
    const { columns } = table;
    const cell = (row: number, column: number): GridCell | null => {
      const cells = this.#rows[row];
      if (cells === undefined) return null;
      const of = columns[column]!;
      const made = cellOf(cells[column]!, of);
      return this.#choice?.acts(cells, of) && made.text !== '' ? { ...made, acts: true } : made;
    };
    const want = (from: number, to: number): void => {
      if (fetch === null) return;
      for (let block = Math.floor(from / BLOCK); block <= Math.floor(to / BLOCK); ++block) {
        if (this.#asked.has(block) || this.#rows[block * BLOCK] !== undefined && this.#rows[Math.min(to, block * BLOCK + BLOCK - 1)] !== undefined) continue;
        this.#asked.add(block);
        void fetch(block * BLOCK, BLOCK).then((more) => {
          if (shown !== this.#shown) return;
          more.rows.forEach((row, index) => {
            this.#rows[block * BLOCK + index] = row;
          });
          this.#grid.refresh();
        });
      }
    };
    const act = (row: number, column: number): void => {
      const cells = this.#rows[row];
      const of = columns[column];
      if (cells && of && this.#choice?.acts(cells, of)) this.#choice.act(cells, of);
    };
    this.#grid.show({ columns: columns.map(columnOf), rows: fetch === null ? table.rows.length : table.count, cell, want, act }, label);
  }

  /** Chooses the first figure there is, for keys. */
  focus(): void {
    this.#grid.go(0, 0);
  }
}
