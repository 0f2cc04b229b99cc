// The tables that go in: kept as the page has them, written as files where the library reads them.
import { files } from './module.ts';
import type { EntityShape, FieldShape, GivenTable } from './protocol.ts';

export const FOLDER = '/data';

const given = new Map<string, GivenTable>();
/** By table: what its file was written for. */
const written = new Map<string, { table: GivenTable; fields: string }>();

/** Takes tables that changed; null for one that is gone. */
export function takeTables(changed: Readonly<Record<string, GivenTable | null>>): void {
  for (const [name, table] of Object.entries(changed)) {
    if (table === null) given.delete(name);
    else given.set(name, table);
  }
}

/** A header without the unit in brackets at its end, as the program takes it apart. */
export function withoutUnit(header: string): string {
  return header.replace(/\s*[([（［【][^)\]）］】]*[)\]）］】]\s*$/u, '').trim();
}

function isCalled(field: FieldShape, header: string): boolean {
  const name = withoutUnit(header);
  return [field.name, field.label, field.header].some((each) =>
    each !== '' && (each === header.trim() || each === name || withoutUnit(each) === name));
}

/** Fields that no header names. A table being typed has their columns all the same, blank as yet. */
export function missingFields(entity: EntityShape, headers: readonly string[]): FieldShape[] {
  return entity.fields.filter((field) => !headers.some((header) => isCalled(field, header)));
}

/** The number of the column of a field, or -1. */
export function columnOf(entity: EntityShape, headers: readonly string[], name: string): number {
  const field = entity.fields.find((each) => each.name === name || each.label === name);
  return field === undefined ? -1 : headers.findIndex((header) => isCalled(field, header));
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export function csvOf(headers: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headers.map(quoted).join(',')];
  for (const row of rows) {
    let line = '';
    for (let column = 0; column < headers.length; ++column) {
      const cell = row[column] ?? '';
      line += column === 0 ? quoted(cell) : `,${quoted(cell)}`;
    }
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

function write(entity: EntityShape): void {
  const { table: name } = entity;
  const table = given.get(name) ?? { headers: [], rows: [] };
  const missing = missingFields(entity, table.headers);
  const fields = missing.map((field) => field.name).join('\n');
  const before = written.get(name);
  if (before !== undefined && before.table === table && before.fields === fields) return;
  // The whole has one row, of which nothing need be said.
  if (entity.whole && table.rows.length === 0) files.remove(`${FOLDER}/${name}.csv`);
  else files.put(`${FOLDER}/${name}.csv`, csvOf([...table.headers, ...missing.map((field) => field.name)], table.rows));
  written.set(name, { table, fields });
}

/** Writes the files of all tables that the policy reads, where they are not there as they should be. */
export function writeTables(entities: readonly EntityShape[]): void {
  const wanted = entities.filter((entity) => !entity.made && entity.fields.length > 0);
  const names = new Set(wanted.map((entity) => entity.table));
  for (const name of written.keys()) {
    if (names.has(name)) continue;
    files.remove(`${FOLDER}/${name}.csv`);
    written.delete(name);
  }
  for (const entity of wanted) write(entity);
}
