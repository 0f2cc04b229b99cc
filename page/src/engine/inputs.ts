// The tables that go in: kept as the page has them, written as files where the library reads them.
import { files } from './module.ts';
import type { EntityShape, GivenTable } from './protocol.ts';
import { csvOf, missingFields } from './table-text.ts';

export const FOLDER = '/data';

/** Of a table that nobody gave: always this one, so that it is written once. */
const NO_TABLE: GivenTable = { headers: [], rows: [] };
const given = new Map<string, GivenTable>();
/** By table: what its file was written for. */
const written = new Map<string, { table: GivenTable; fields: string }>();
/** Counts what was written: while it stays the same, so do the files. */
let writings = 0;

/** Takes tables that changed; null for one that is gone. */
export function takeTables(changed: Readonly<Record<string, GivenTable | null>>): void {
  for (const [name, table] of Object.entries(changed)) {
    if (table === null) given.delete(name);
    else given.set(name, table);
  }
}

function write(entity: EntityShape): void {
  const { table: name } = entity;
  const table = given.get(name) ?? NO_TABLE;
  const missing = missingFields(entity, table.headers);
  const fields = missing.map((field) => field.name).join('\n');
  const before = written.get(name);
  if (before !== undefined && before.table === table && before.fields === fields) return;
  // The whole has one row, of which nothing need be said.
  if (entity.whole && table.rows.length === 0) files.remove(`${FOLDER}/${name}.csv`);
  else files.put(`${FOLDER}/${name}.csv`, csvOf([...table.headers, ...missing.map((field) => field.name)], table.rows));
  written.set(name, { table, fields });
  ++writings;
}

/** Writes the files of all tables that the policy reads, where they are not there as they should be. Gives a
 * number that is another as soon as any file is. */
export function writeTables(entities: readonly EntityShape[]): number {
  const wanted = entities.filter((entity) => !entity.made && entity.fields.length > 0);
  const names = new Set(wanted.map((entity) => entity.table));
  for (const name of written.keys()) {
    if (names.has(name)) continue;
    files.remove(`${FOLDER}/${name}.csv`);
    written.delete(name);
    ++writings;
  }
  for (const entity of wanted) write(entity);
  return writings;
}
