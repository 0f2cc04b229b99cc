// What the program makes of the policy and its tables: the same command as on a desk with a terminal.
import { FOLDER } from './inputs.ts';
import { files, runProgram } from './module.ts';
import type { Making, RunRequest, Written } from './protocol.ts';

const OUT = '/out/';

/** The file that a command writes, and the command. */
const COMMANDS: Record<Making, { file: string; verb: string[]; tables: boolean }> = {
  report: { file: 'report.html', verb: ['report'], tables: true },
  workbook: { file: 'results.xlsx', verb: ['run'], tables: true },
  payments: { file: 'payments.xlsx', verb: ['payments', '--format', 'xlsx'], tables: true },
  template: { file: 'template.xlsx', verb: ['template'], tables: false },
};

export function make(what: Making, { sources, asOf, language }: RunRequest): Written {
  const { file, verb, tables } = COMMANDS[what];
  const paths = sources.map(({ name }) => `/policy/${name}`);
  sources.forEach(({ text }, index) => files.put(paths[index]!, text));
  files.put(`${OUT}.keep`, '');
  files.remove(OUT + file);
  const day = tables && asOf !== '' ? ['--as-of', asOf] : [];
  const given = [...verb, ...paths, ...(tables ? ['--data', FOLDER] : []), ...day, '--out', OUT + file, '--lang', language];
  const { said } = runProgram(given);
  for (const path of paths) files.remove(path);
  return { file: files.take(OUT + file), said };
}
