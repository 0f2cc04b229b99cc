// Tables as texts: headers and the fields that they name, and lines with commas.
import type { EntityShape, FieldShape } from './protocol.ts';

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

/** The cells of a text, with quotes as spreadsheets and CSV files write them. */
function cellsBetween(text: string, separator: '\t' | ','): string[][] {
  const lines: string[][] = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, 'gy');
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    const [, inQuotes, plain, end] = match;
    lines.at(-1)!.push(inQuotes === undefined ? plain! : inQuotes.replaceAll('""', '"'));
    if (end === '' || (cell.lastIndex === text.length && end !== separator)) break;
    if (end !== separator) lines.push([]);
  }
  return lines;
}

/** A line that names fields of the table: the headers of a text that was copied with them. */
export function isHeaderLine(entity: EntityShape, line: readonly string[]): boolean {
  const named = line.filter((cell) => cell.trim() !== '');
  return named.length > 1 && named.every((cell) => entity.fields.some((field) => isCalled(field, cell)));
}

/** The cells of a text that was copied: tabs part them, as spreadsheets give them. Commas do under a line of headers
 * alone: else they may belong to figures. */
export function cellsOf(entity: EntityShape, text: string): string[][] {
  if (text.includes('\t')) return cellsBetween(text, '\t');
  const lines = cellsBetween(text, ',');
  return isHeaderLine(entity, lines[0]!) ? lines : text.replace(/\r?\n$/, '').split(/\r?\n/).map((line) => [line]);
}
