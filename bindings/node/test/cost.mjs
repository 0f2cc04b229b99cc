// What one unit through a case costs, and a bare call of the library. By hand, after `npm run build`: node test/cost.mjs
import { createRequire } from 'node:module';

const { Policy } = await import('../index.mjs');
const { abi } = createRequire(import.meta.url)('../dist/library.js');
const policy = Policy.compile(`policy p { currency CNY  rounding half_up to 0.01  party t
  entity project { key id : text  revenue : money }
  reward bonus for project cite "1" { pay 20% * revenue cap 500_000 CNY from t } }`);

function measure(what, calls, body) {
  let least = Infinity;
  for (let turn = 0; turn < 8; ++turn) {
    const begin = process.hrtime.bigint();
    for (let i = 0; i < calls; ++i) body(i);
    least = Math.min(least, Number(process.hrtime.bigint() - begin) / calls);
  }
  console.log(what.padEnd(46), least.toFixed(0), 'ns');
}

const amounts = ['800000.05', '700000.10'];
const project = policy.case('project');
project.run({ id: 'a', revenue: amounts[0] });
measure('a bare call', 200_000, () => abi.remit_abi_version());
measure('one unit: set a cell, run, read the row', 20_000, (i) => project.run({ revenue: amounts[i & 1] }).bonus);
measure('one unit: set a cell, run, read the amount', 20_000, (i) => {
  project.compute({ revenue: amounts[i & 1] });
  return project.table.text(0, 'bonus');
});
const desk = project.exchange(['revenue'], ['bonus']);
measure('the same by an exchange', 200_000, (i) => {
  desk.set(0, amounts[i & 1]);
  desk.compute();
  return desk.value(0);
});
measure('of it what the library takes', 200_000, () => abi.remit_exchange_run(desk.address, null));
