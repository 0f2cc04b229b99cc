// Tables of the library as the page is told of them.
import type { Table } from '@remit/wasm';
import { cellsOf } from './page.ts';
import type { Language, ShownTable } from './protocol.ts';

/** Rows `from` to `from + count` of a table; reasons of errors are in that language. */
export function part(table: Table, from: number, count: number, language: Language): ShownTable {
  const columns = table.columns.map(({ name, labelEn, labelZh, kind, currency }) =>
    ({ name, labelEn, labelZh, kind, currency }));
  return { columns, count: table.length, rows: cellsOf(table, from, count, language) };
}

/** The first rows of a table, which is closed. */
export function shown(table: Table, language: Language, count = 1000): ShownTable {
  try {
    return part(table, 0, count, language);
  } finally {
    table.close();
  }
}
