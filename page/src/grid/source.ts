// What a grid shows.

export interface GridColumn {
  readonly title: string;
  /** More about it, for a pointer that rests and for readers of screens. */
  readonly hint?: string;
  readonly end?: boolean;
  /** A column that is not in the data as yet. */
  readonly faint?: boolean;
}

export interface GridCell {
  readonly text: string;
  /** Why it is an error. */
  readonly error?: string;
  /** Whether something happens when it is chosen: a figure with its memo. */
  readonly acts?: boolean;
}

export interface GridSource {
  readonly columns: readonly GridColumn[];
  readonly rows: number;
  /** Null: not here as yet; the grid is told by `refresh`. */
  cell(row: number, column: number): GridCell | null;
  /** Cells of these rows are about to be shown. */
  want?(from: number, to: number): void;
  /** A cell is chosen by Enter or a double click, or by one click if it acts. */
  act?(row: number, column: number): void;
  /** Where the grid can be typed into: cells from a place on get these texts; rows may be new. */
  put?(row: number, column: number, cells: readonly (readonly string[])[]): void;
  /** Takes what was copied elsewhere: cells from a place on, or lines under headers. */
  paste?(row: number, column: number, text: string): void;
  remove?(row: number): void;
  /** Takes back what was changed last; or takes it up again. */
  undo?(back: boolean): void;
}

/** How wide a text is in letters: Chinese ones count two. */
export function lettersOf(text: string): number {
  let count = 0;
  for (const letter of text) count += letter.codePointAt(0)! >= 0x2e80 ? 2 : 1;
  return count;
}
