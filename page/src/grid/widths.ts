import { lettersOf, type GridSource } from './source.ts';

const SAMPLE = 200;
const LEAST = 6;
const MOST = 34;
/** Letters that the edges of a cell take. */
export const ROOM = 3;

/** Widths of columns in letters that fit the header and the first rows. */
export function columnWidths(source: GridSource): number[] {
  return source.columns.map(({ title }, column) => {
    let width = lettersOf(title);
    for (let row = 0; row < Math.min(source.rows, SAMPLE); ++row) {
      width = Math.max(width, lettersOf(source.cell(row, column)?.text ?? ''));
    }
    return Math.min(MOST, Math.max(LEAST, width)) + ROOM;
  });
}
