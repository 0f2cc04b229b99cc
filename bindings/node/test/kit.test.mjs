// The kit of cases (tests/kit) through Node, or through the package that REMIT_PACKAGE names (@remit/wasm).
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const { Policy, PolicyError, Fault } = await import(process.env.REMIT_PACKAGE ?? '../index.mjs');

const KIT = process.env.REMIT_KIT ?? new URL('../../../build/kit.json', import.meta.url);
const kit = JSON.parse(readFileSync(KIT, 'utf8'));
const LISTS = new Set(['ledger', 'totals', 'targets', 'errors', 'findings', 'attributions']);

const having = (member) => kit.cases.filter((each) => member in each);
const options = (one) => (one.as_of ? { asOf: one.as_of } : {});

function evaluated(one) {
  const policy = Policy.compile(one.sources, options(one));
  return policy.evaluateSync(filled(policy, one), options(one));
}

function filled(policy, one) {
  const data = policy.data();
  for (const { table, columns, rows } of one.tables) {
    for (const row of rows) {
      const cells = Object.fromEntries(row.map((cell, index) => [columns[index], cell]));
      if (policy.entity(table).index === 0) data.set(table, 0, cells);
      else data.add(table, cells);
    }
  }
  return data;
}

/** A text as a fraction in lowest terms, or as it is. */
function figure(text) {
  const parts = /^(-?\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(text);
  if (!parts) return text;
  const [, whole, digits = '', below = '1'] = parts;
  let top = BigInt(whole + digits);
  let bottom = BigInt(below) * 10n ** BigInt(digits.length);
  let [a, b] = [top < 0n ? -top : top, bottom];
  while (b) [a, b] = [b, a % b];
  return `${(top /= a || 1n)}/${(bottom /= a || 1n)}`;
}

test('there are cases', () => {
  assert.equal(kit.version, 1);
  assert.ok(having('expect').length > 200 && having('diagnostics').length > 70 && having('explanations').length > 5);
});

for (const one of having('expect')) {
  test(one.name, () => {
    const results = evaluated(one);
    const shown = (text) => (one.equal === 'value' ? figure(text) : text);
    for (const { table, columns, rows } of one.expect) {
      const found = LISTS.has(table) ? results[table] : results.table(table);
      const there = new Set(found.columns.map(({ name }) => name));
      const wanted = columns.map((name) => (there.has(name) ? name : `${name}.met`));
      const cell = (row, name) => {
        const fault = found.fault(row, name);
        return shown(fault instanceof Fault ? `!${fault.name}` : found.text(row, name));
      };
      const got = Array.from({ length: found.length }, (_, row) => wanted.map((name) => cell(row, name)));
      assert.deepEqual(got, rows.map((row) => row.map(shown)), table);
    }
  });
}

const PLAIN = /^-?\d+(?:\.(\d+))?$/;
const digitsOf = (text) => PLAIN.exec(text)?.[1]?.length ?? 0;
/** An amount as a whole number of a unit of so many digits, and back. */
const toUnit = (text, digits) => BigInt(text.replace('.', '') + '0'.repeat(digits - digitsOf(text)));
const ofUnit = (whole, digits) => `${whole}/1${'0'.repeat(digits)}`;

/** The same cells once more, with amounts as whole numbers; undefined where they or the columns have no unit in common. */
function inMinorUnits(row, entity, fields, columns, cells) {
  const money = (list) => list.filter(({ kind }) => kind === 'money');
  const heads = columns.map((name) => row.table.columns[row.table.index(name)]);
  const amounts = cells.filter((_, at) => entity.fields[at].kind === 'money').filter((text) => text != null);
  const currencies = new Set([...money(entity.fields), ...money(heads)].map(({ currency }) => currency));
  if (currencies.size !== 1 || currencies.has('') || heads.some(({ kind, ratio }) => kind === 'money' && ratio)) return undefined;
  if (amounts.some((text) => !PLAIN.test(text))) return undefined;
  const minorUnit = Math.max(2, ...amounts.map(digitsOf), ...money(heads).map(({ scale }) => scale));
  const desk = row.exchange(fields, columns, { minorUnit });
  const given = cells.map((cell, at) => (cell != null && entity.fields[at].kind === 'money' ? toUnit(cell, minorUnit) : cell));
  const got = desk.run(given);
  desk.close();
  return got.map((cell) => (typeof cell === 'bigint' ? ofUnit(cell, minorUnit) : cell));
}

// The first row of every table that figures are expected of, cell by cell through an exchange.
let exchanged = 0;
let inUnits = 0;
for (const one of having('expect')) {
  test(`${one.name}: exchanged`, () => {
    const policy = Policy.compile(one.sources, options(one));
    const data = filled(policy, one);
    const shown = (text) => (one.equal === 'value' ? figure(text) : text);
    for (const { table, columns, rows } of one.expect) {
      if (LISTS.has(table) || rows.length === 0 || policy.entity(table).made) continue;
      const entity = policy.entity(table);
      const row = policy.case(table, data, options(one));
      const there = new Set(row.table.columns.map(({ name }) => name));
      // A result may show fields too, which a case does not.
      const attribute = columns.map((name) => (there.has(name) ? name : `${name}.met`));
      const wanted = attribute.filter((name) => there.has(name));
      const fields = entity.fields.map(({ name }) => name);
      const desk = row.exchange(fields, wanted);
      const given = one.tables.find((each) => policy.entity(each.table) === entity);
      const cells = [];
      (given?.columns ?? []).forEach((name, index) => {
        const at = policy.fieldIndex(entity, name);
        const text = given.rows[0]?.[index];
        const truth = entity.fields[at].kind === 'boolean' && /^(true|false)$/.test(text);
        cells[at] = text === '' ? null : truth ? text === 'true' : text;
      });
      const text = (cell) => (cell instanceof Fault ? `!${cell.name}` : String(cell ?? ''));
      const expected = rows[0].filter((_, index) => there.has(attribute[index]));
      assert.deepEqual(desk.run(cells).map(text).map(shown), expected.map(shown), table);
      ++exchanged;
      const again = inMinorUnits(row, entity, fields, wanted, Array.from(cells));
      if (again !== undefined) {
        assert.deepEqual(again.map(text).map(figure), expected.map(figure), `${table}, in minor units`);
        ++inUnits;
      }
      desk.close();
      row.close();
    }
  });
}

test('many rows were exchanged', () => assert.ok(exchanged > 200 && inUnits > 100, `${exchanged}, ${inUnits}`));

for (const one of having('diagnostics')) {
  test(one.name, () => {
    let said;
    try {
      said = Policy.compile(one.sources).diagnostics;
    } catch (problem) {
      assert.ok(problem instanceof PolicyError, problem);
      said = problem.diagnostics;
    }
    const line = (code, file, number, column, replacement) => [code, file, number, column, replacement].join(' ');
    assert.deepEqual(
      [...said].map((e) => line(e.code, e.file, e.line, e.displayColumn, e.replacement)).sort(),
      one.diagnostics.map((e) => line(e.code, e.file, e.line, e.display_column, e.replacement)).sort(),
    );
  });
}

for (const one of having('explanations')) {
  test(one.name, () => {
    const results = evaluated(one);
    for (const { entity, key, column, language, text } of one.explanations) {
      const memo = results.explain(entity, key, column, { language });
      assert.equal(memo.text, text);
      assert.equal(memo.json.version, 1);
      assert.match(memo.html, /<html/);
    }
  });
}
