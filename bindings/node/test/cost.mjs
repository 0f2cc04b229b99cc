// What one unit through a case costs, and a bare call of the library. By hand, after `npm run build`: node test/cost.mjs
import { createRequire } from 'node:module';

const { Policy } = await import('../index.mjs');
const { abi } = createRequire(import.meta.url)('../dist/library.js');
const policy = Policy.compile(`policy p { currency CNY  rounding half_up to 0.01  party t
  entity project { key id : text  revenue : money }
  reward bonus for project cite "1" { pay 20% * revenue cap 500_000 CNY from t } }`);

// The least of many short turns, each taken by all: so a machine that does other work disturbs all alike.
const contest = [];
const measure = (what, body) => contest.push({ what, body, least: Infinity });
const CALLS = 500;
const TURNS = 1000;

function run() {
  for (let turn = 0; turn < TURNS; ++turn) {
    for (const each of contest) {
      const begin = process.hrtime.bigint();
      for (let i = 0; i < CALLS; ++i) each.body(i);
      each.least = Math.min(each.least, Number(process.hrtime.bigint() - begin) / CALLS);
    }
  }
  for (const { what, least } of contest) console.log(what.padEnd(46), least.toFixed(0), 'ns');
}

const amounts = ['800000.05', '700000.10'];
const project = policy.case('project');
project.run({ id: 'a', revenue: amounts[0] });
measure('a bare call', () => abi.remit_abi_version());
const data = policy.data();
measure('a bare call with two arguments', () => abi.remit_data_row_count(data.address, 1));
measure('one unit: set a cell, run, read the row', (i) => project.run({ revenue: amounts[i & 1] }).bonus);
measure('one unit: set a cell, run, read the amount', (i) => {
  project.compute({ revenue: amounts[i & 1] });
  return project.table.text(0, 'bonus');
});
const desk = project.exchange(['revenue'], ['bonus']);
measure('the same by an exchange: texts in and out', (i) => {
  desk.set(0, amounts[i & 1]);
  desk.compute();
  return desk.value(0);
});
const fen = [80000005n, 70000010n];
const minor = project.exchange(['revenue'], ['bonus'], { minorUnit: 2 });
measure('bigints in and out, of the minor unit', (i) => {
  minor.set(0, fen[i & 1]);
  minor.compute();
  return minor.value(0);
});
measure('by run: a list in and a list out', (i) => minor.run([fen[i & 1]])[0]);
measure('of it what the library takes', () => abi.remit_exchange_run(desk.address, null));
run();
