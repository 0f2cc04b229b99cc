// What the module has for the page beside remit.h (bindings/wasm/glue/tables.h).
import { addressOf, Data, further, languageNumber, made, Table, takeString, type Policy, type Results } from '@remit/wasm/inside';
import { files } from './module.ts';
import type { Language, ReadFile, Shown } from './protocol.ts';

const READ = 'int32_t remit_page_read(uint8_t *path, size_t path_size, uint8_t *encoding, size_t encoding_size, '
  + 'int32_t language, _Out_ void **read, _Out_ void **error)';
const DATA = 'int32_t remit_page_data(void *policy, uint8_t *folder, size_t size, int32_t language, _Out_ void **data, '
  + '_Out_ void **said, _Out_ void **error)';

const CARRY = 'int32_t remit_page_carry(void *policy, void *before, _Out_ void **data, _Out_ void **error)';
const ROWS = 'int32_t remit_page_rows(void *table, uint64_t from, uint64_t count, int32_t language, _Out_ void **rows, '
  + '_Out_ void **error)';
const LEDGER = 'int32_t remit_page_ledger(void *results, uint64_t from, uint64_t count, int32_t language, '
  + '_Out_ void **table, _Out_ void **error)';
const LEDGER_COUNT = 'uint64_t remit_page_ledger_count(void *results)';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What a file has in it: lines with commas in any of the usual encodings, or a workbook. */
export function readFile(name: string, bytes: Uint8Array, encoding: string, language: Language): ReadFile {
  const path = `/in/${name.replaceAll('/', '_')}`;
  files.put(path, bytes);
  try {
    const [at, how] = [utf8(path), utf8(encoding)];
    const call = further(READ);
    const read = made(language, (out, error) =>
      call(at, at.length, how, how.length, languageNumber(language), out, error) as number);
    const found = JSON.parse(takeString(read)) as ReadFile;
    const bare = (text: string): string => text.replaceAll('/in/', '');
    return {
      ...found,
      ...(found.wrong === undefined ? {} : { wrong: bare(found.wrong) }),
      ...(found.notes === undefined ? {} : { notes: found.notes.map(bare) }),
      ...(found.passed === undefined ? {} : { passed: found.passed.map(({ name, why }) => ({ name, why: bare(why) })) }),
    };
  } finally {
    files.remove(path);
  }
}

/** The tables of a policy from a folder; without data where a file cannot be read, and why. */
export function readTables(policy: Policy, folder: string, language: Language): { data: Data | null; said: string } {
  const at = utf8(folder);
  const call = further(DATA);
  const said: [unknown] = [null];
  const data = made(language, (out, error) =>
    call(addressOf(policy), at, at.length, languageNumber(language), out, said, error) as number);
  const words = takeString(said[0]).replaceAll(`${folder}/`, '');
  return { data: data === null ? null : new Data(policy, data), said: words };
}

/** Tables that were read for another policy, for this one; null where this one reads them otherwise. */
export function carryTables(policy: Policy, before: Data, language: Language): Data | null {
  const call = further(CARRY);
  const data = made(language, (out, error) => call(addressOf(policy), addressOf(before), out, error) as number);
  return data === null ? null : new Data(policy, data);
}

/** Cells of rows of a table, all in one call: each on its own would be three. */
export function cellsOf(table: Table, from: number, count: number, language: Language): Shown[][] {
  const call = further(ROWS);
  const rows = made(language, (out, error) =>
    call(addressOf(table), from, count, languageNumber(language), out, error) as number);
  return JSON.parse(takeString(rows)) as Shown[][];
}

/** Lines of the ledger, which is never there as a whole. */
export function ledgerLines(results: Results, from: number, count: number, language: Language): Table {
  const call = further(LEDGER);
  return new Table(made(language, (out, error) =>
    call(addressOf(results), from, count, languageNumber(language), out, error) as number), language);
}

export const ledgerCount = (results: Results): number => Number(further(LEDGER_COUNT)(addressOf(results)));
