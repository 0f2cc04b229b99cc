// What the worker does for the page.
import { DataError, LanguageServer, Policy, PolicyError, type Data, type Message, type Results, type RunOptions,
  type Table } from '@remit/wasm';
import { FOLDER, takeTables, writeTables } from './inputs.ts';
import { make } from './make.ts';
import { startProgram } from './module.ts';
import { carryTables, ledgerCount, ledgerLines, readFile, readTables } from './page.ts';
import { parametersOf } from './parameters.ts';
import { shapeOf } from './shape.ts';
import { part, shown } from './shown.ts';
import type { Answer, Calls, Compared, Language, PolicyShape, RunOutcome, RunRequest, ShownTable } from './protocol.ts';

/** What the last run left: what is shown of it is asked for afterwards. */
interface Last {
  readonly policy: Policy;
  readonly shape: PolicyShape;
  readonly data: Data;
  /** Of which files its data were read (`writeTables`), in which language, and what was said of them. */
  readonly files: number;
  readonly language: Language;
  readonly said: string;
  readonly results: Results;
  /** Tables that were asked for, by name. */
  readonly tables: Map<string, Table>;
}

let server: LanguageServer;
let last: Last | null = null;

function forget(): void {
  if (last === null) return;
  for (const table of last.tables.values()) table.close();
  last.results.close();
  last.data.close();
  last.policy.close();
  last = null;
}

const optionsOf = ({ asOf, language }: RunRequest): RunOptions =>
  ({ language, threads: 1, ...(asOf === '' ? {} : { asOf }) });

const compile = (request: RunRequest): Policy => {
  const { asOf, language } = request;
  return Policy.compile(request.sources, { language, ...(asOf === '' ? {} : { asOf }) });
};

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');

const NO_ROWS: ShownTable = { columns: [], count: 0, rows: [] };

function notesOf(results: Results, language: Language): string[] {
  const { rows } = shown(results.notes, language);
  return rows.map((row) => String(row[2]));
}

/** The tables of a policy, from their files; those of the last run where these read the same. */
function tablesOf(policy: Policy, files: number, language: Language): { data: Data | null; said: string } {
  if (last !== null && last.files === files && last.language === language) {
    const data = carryTables(policy, last.data, language);
    if (data !== null) return { data, said: last.said };
  }
  return readTables(policy, FOLDER, language);
}

function runPolicy(policy: Policy, request: RunRequest, compiled: number): RunOutcome {
  const begun = performance.now();
  const { language } = request;
  const shape = shapeOf(policy);
  const files = writeTables(shape.entities);
  const { data, said } = tablesOf(policy, files, language);
  if (data === null) {
    policy.close();
    return { kind: 'data', shape, message: said };
  }
  const read = performance.now();
  let results: Results;
  try {
    results = policy.evaluateSync(data, optionsOf(request));
  } catch (problem) {
    data.close();
    policy.close();
    if (problem instanceof DataError) return { kind: 'data', shape, message: problem.message };
    throw problem;
  }
  const evaluated = performance.now();
  forget(); // until here the results before could be looked at
  last = { policy, shape, data, files, language, said, results, tables: new Map() };
  return {
    kind: 'results', shape,
    notes: [...lines(said), ...notesOf(results, language)],
    totals: shown(results.totals, language),
    targets: shown(results.targets, language, 200),
    findings: shown(results.findings, language, 200),
    errors: shown(results.causes, language, 200),
    errorCount: results.errorCount,
    payments: ledgerCount(results),
    rows: policy.entities.reduce((sum, { name, index }) => (index === 0 ? sum : sum + data.rowCount(name)), 0),
    times: { compile: compiled, read: read - begun, evaluate: evaluated - read },
  };
}

function run(request: RunRequest): RunOutcome {
  const begun = performance.now();
  let policy: Policy;
  try {
    policy = compile(request);
  } catch (problem) {
    if (!(problem instanceof PolicyError)) throw problem;
    const { diagnostics } = problem;
    return { kind: 'policy', message: problem.message, count: diagnostics.filter(({ severity }) => severity === 'error').length };
  }
  return runPolicy(policy, request, performance.now() - begun);
}

/** A table of the last run: "attributions", or that of an entity. */
function tableOf(name: string): Table {
  const { results, tables } = last!;
  const known = tables.get(name);
  if (known !== undefined) return known;
  const made = name === 'attributions' ? results.attributions : results.allColumns(name.slice('entity:'.length));
  tables.set(name, made);
  return made;
}

/** Whether the last run has the table. The page may ask for one of the policy before. */
function isThere(name: string): boolean {
  if (last === null) return false;
  return !name.startsWith('entity:') || last.shape.entities.some((entity) => `entity:${entity.name}` === name);
}

/** Rows of a table of the last run, or of its ledger. */
function rowsOf(name: string, from: number, count: number): ShownTable {
  if (!isThere(name)) return NO_ROWS;
  const { results, language } = last!;
  if (name !== 'ledger') return part(tableOf(name), from, count, language);
  return { ...shown(ledgerLines(results, from, count, language), language, count), count: ledgerCount(results) };
}

function compare(request: RunRequest): Compared | { message: string } {
  const { results, policy } = last!;
  const { language } = request;
  let before: Policy;
  try {
    before = compile(request);
  } catch (problem) {
    return { message: (problem as Error).message };
  }
  let tables: Data | null = null;
  try {
    const files = writeTables(shapeOf(before).entities);
    const read = tablesOf(before, files, language);
    if (read.data === null) return { message: read.said };
    tables = read.data;
    using earlier = before.evaluateSync(tables, optionsOf(request));
    using comparison = earlier.compare(results, language);
    return {
      changeCount: comparison.changeCount,
      totals: shown(comparison.totals, language),
      counts: shown(comparison.counts, language),
      largest: shown(comparison.largest(200), language),
      texts: shown(before.compareTexts(policy), language),
    };
  } catch (problem) {
    return { message: (problem as Error).message };
  } finally {
    tables?.close();
    before.close();
  }
}

export const calls: Omit<Calls, 'start'> & { start(language: Language, wasm: ArrayBuffer): Promise<string> } = {
  async start(language, wasm) {
    await startProgram(wasm);
    server = new LanguageServer(language);
    return Policy.libraryVersion;
  },
  tables: takeTables,
  run,
  rows: rowsOf,
  explain(entity, key, column, language) {
    const { html, text } = last!.results.explain(entity, key, column, { language });
    return { html, text };
  },
  compare,
  parameters: (text) => parametersOf(text, last?.shape ?? null),
  sweep(set, show) {
    const { policy, data, language } = last!;
    try {
      const sweep = policy.sweep(data, [set], show === '' ? [] : [show]);
      const pictures = sweep.columns.slice(sweep.parameters).map((_, index) => sweep.picture(sweep.parameters + index));
      const { parameters } = sweep;
      return { parameters, pictures, table: shown(sweep, language) };
    } catch (problem) {
      return { message: (problem as Error).message };
    }
  },
  make,
  read: readFile,
  keywords: (text, language) => Policy.format(text, language),
  serve(message) {
    const served = server.receive(JSON.parse(message) as Message).map((each) => JSON.stringify(each));
    if (served.length > 0) self.postMessage({ served } satisfies Answer);
  },
};
