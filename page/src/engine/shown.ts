// Tables of the library as the page is told of them.
import { Fault, type Table } from '@remit/wasm';
import type { Shown, ShownTable } from './protocol.ts';

function cell(table: Table, row: number, column: number): Shown {
  const state = table.state(row, column);
  if (state === 'blank') return null;
  if (state === 'value') return table.text(row, column);
  const fault = table.fault(row, column) ?? new Fault('error', '');
  return { error: fault.name, detail: fault.detail };
}

/** Rows `from` to `from + count` of a table. */
export function part(table: Table, from: number, count: number): ShownTable {
  const end = Math.min(table.length, from + count);
  const rows: Shown[][] = [];
  for (let row = from; row < end; ++row) rows.push(table.columns.map((_, column) => cell(table, row, column)));
  const columns = table.columns.map(({ name, labelEn, labelZh, kind, currency }) =>
    ({ name, labelEn, labelZh, kind, currency }));
  return { columns, count: table.length, rows };
}

/** The first rows of a table, which is closed. */
export function shown(table: Table, count = 1000): ShownTable {
  try {
    return part(table, 0, count);
  } finally {
    table.close();
  }
}
