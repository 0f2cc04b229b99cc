// The same bytes as the library of this machine: figures, memos and digests of every case of the kit and of the
// worked policies. Needs the Node package built, and REMIT_LIBRARY.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as wasm from '../index.mjs';
import * as native from '../../node/index.mjs';

const root = new URL('../../../', import.meta.url);
const kit = JSON.parse(readFileSync(process.env.REMIT_KIT ?? new URL('build/kit.json', root), 'utf8'));

/** Everything that a run comes to, as one text; or what is wrong with the policy. */
function outcome({ Policy, PolicyError }, one) {
  const options = one.as_of ? { asOf: one.as_of } : {};
  let policy;
  try {
    policy = Policy.compile(one.sources, options);
  } catch (problem) {
    if (!(problem instanceof PolicyError)) throw problem;
    return problem.diagnostics.toJson();
  }
  const data = policy.data();
  for (const { table, columns, rows } of one.tables ?? []) {
    for (const row of rows) {
      const cells = Object.fromEntries(row.map((cell, index) => [columns[index], cell]));
      if (policy.entity(table).index === 0) data.set(table, 0, cells);
      else data.add(table, cells);
    }
  }
  const results = policy.evaluateSync(data, options);
  const rows = (table) => JSON.stringify([...table]);
  return [policy.hash, results.digest, rows(results.ledger), rows(results.totals), rows(results.targets), rows(results.errors),
    ...(one.explanations ?? []).map(({ entity, key, column, language }) => results.explain(entity, key, column, { language }).html),
  ].join('\n');
}

for (const one of kit.cases) {
  test(one.name, () => assert.equal(outcome(wasm, one), outcome(native, one)));
}

for (const name of readdirSync(new URL('policies/', root), { withFileTypes: true }).filter((each) => each.isDirectory()).map(({ name }) => name)) {
  if (name === 'tools') continue;
  test(`policies/${name}`, () => {
    const text = readFileSync(new URL(`policies/${name}/policy.remit`, root), 'utf8');
    const [ours, theirs] = [wasm, native].map(({ Policy }) => Policy.compile([{ name: 'policy.remit', text }]));
    assert.equal(ours.hash, theirs.hash);
    const tests = (policy) => JSON.stringify(policy.runTests());
    assert.equal(tests(ours), tests(theirs));
  });
}
