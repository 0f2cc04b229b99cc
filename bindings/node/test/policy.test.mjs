// What is Node's own: values, exceptions, runs beside the event loop, closing.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as remit from '../index.mjs';

const { Cancelled, DataError, Fault, InvalidArgument, LimitExceeded, NotFound, Policy, PolicyError, RemitError } = remit;
const TEXT = `policy bonuses "bonuses" {
  source "x"
  currency CNY
  rounding half_up to 0.01
  party treasury "Treasury"
  entity project {
    key id  : text "Number"
    revenue : money
    staff   : count optional
    signed  : date optional
  }
  reward bonus for project cite "1" {
    pay 20% * revenue
    cap 500_000 CNY
    from treasury
  }
  define third for project = round(staff / 3, to 0.01, half_up)
  target jobs cite "2" : sum(project.staff) >= 3
}`;
const policy = Policy.compile(TEXT);
const run = (row) => policy.evaluateSync({ project: [{ id: 'p', staff: 1, ...row }] }).allColumns('project').row(0);

test('one of each class, however it is loaded', () => {
  assert.equal(createRequire(import.meta.url)('../dist/index.js').Policy, Policy);
});

test('figures are exact', () => {
  assert.equal(run({ revenue: '2500000.05' }).bonus, '500000.00');
  assert.equal(run({ revenue: '1000000.23' }).bonus, '200000.05');
  assert.equal(run({ revenue: 0.1 }).bonus, '0.02');
  assert.equal(run({ revenue: 1000 }).bonus, '200.00');
  assert.equal(run({ revenue: 123n }).bonus, '24.60');
  const table = policy.evaluateSync({ project: [{ id: 'p', revenue: 5, staff: 1 }] }).allColumns('project');
  assert.deepEqual(table.decimal(0, 'bonus'), { coefficient: 100n, scale: 2 });
});

test('wide numbers keep all digits', () => {
  const wide = Policy.compile('policy w "w" { source "x" entity row { key id : text n : number } define m for row = n + 1 }');
  for (const n of [2n ** 63n - 1n, 2n ** 63n, -(2n ** 63n) - 1n, 12345678901234567890123456789n]) {
    const table = wide.evaluateSync({ row: [{ id: 'a', n }] }).table('row');
    const { coefficient, scale } = table.decimal(0, 'm');
    assert.equal(coefficient, (n + 1n) * 10n ** BigInt(scale));
    assert.equal(table.text(0, 'm').replace('.', ''), String(coefficient));
  }
});

test('an id of 18 digits is not rounded in silence', () => {
  const data = { project: [{ id: 310101199001011234, revenue: 1, staff: 1 }] }; // not the number it looks like
  assert.equal(policy.evaluateSync(data).causes.length, 1);
  const exact = policy.evaluateSync({ project: [{ id: 310101199001011234n, revenue: 1, staff: 1 }] });
  assert.equal(exact.table('project').find('310101199001011234'), 0);
});

test('what is no value is an error of its cell', () => {
  for (const revenue of ['much', Infinity, 0.1 + 0.2, new Date(2010, 0, 1), {}, '\ud800', 2 ** 60]) {
    const { bonus } = run({ revenue });
    assert.ok(bonus instanceof Fault, String(revenue));
    assert.equal(bonus.name, 'bad_cell');
  }
  assert.ok(run({ revenue: NaN }).bonus instanceof Fault);
  assert.equal(run({ revenue: null }).bonus.name, 'missing');
  assert.throws(() => Policy.compile('\ud800'), InvalidArgument);
});

test('names that do not fit are said', () => {
  const data = policy.data();
  assert.throws(() => data.add('project', { id: 'a', revenu: 1 }), (e) => e instanceof NotFound && /“revenu”.*revenue/.test(e.message));
  assert.equal(data.rowCount('project'), 0);
  assert.throws(() => data.add('projects', {}), NotFound);
  assert.throws(() => data.add('project', { id: 'a', Number: 'b' }), InvalidArgument);
  assert.throws(() => policy.evaluateSync({}), DataError);
  assert.throws(() => Policy.compile(TEXT, { language: 'zh' }).entity('x'), /没有名为“x”的数据表/);
  const table = policy.evaluateSync({ project: [] }).totals;
  assert.throws(() => table.text(9, 'payer'), NotFound);
  assert.throws(() => table.text(0, 'nobody'), NotFound);
});

test('a bad policy throws with its diagnostics', () => {
  assert.throws(() => Policy.compile([{ name: 'bad.remit', text: TEXT.replace('* revenue', '* revenu') }]), (problem) => {
    assert.ok(problem instanceof PolicyError);
    const [first] = problem.diagnostics;
    assert.deepEqual([first.code, first.line, first.replacement], ['R0201', 13, 'revenue']);
    assert.match(problem.message, /\^~~/);
    return true;
  });
});

test('a case runs again and again', () => {
  const project = policy.case('project');
  assert.equal(project.run({ id: 'p', revenue: 100, staff: 1 }).bonus, '20.00');
  assert.equal(project.run({ revenue: 200 }).bonus, '40.00');
  assert.equal(project.data().rowCount('project'), 1);
  project.close();
  assert.throws(() => project.run(), /closed/);
});

test('cells in and figures out in one call', () => {
  const wide = Policy.compile(`policy w { currency CNY  rounding half_up to 0.01  party t
    entity row {
      key id : text  a : money  b : count  day : date  yes : bool  level : one of { low, high }  note : text optional
    }
    define per for row = round(a / b, to 0.01 CNY, half_up)
    define next for row : date = day + 1 month
    define no for row = not yes
    define kept for row = if yes then level else low
    define twice for row = 2 * b
    define said for row : text = note otherwise "none" }`);
  const row = wide.case('row');
  const desk = row.exchange(['id', 'a', 'b', 'day', 'yes', 'level', 'note'], ['per', 'next', 'no', 'kept', 'twice', 'said']);
  assert.throws(() => row.exchange(['x'], []), NotFound);
  assert.throws(() => row.exchange([], ['x']), NotFound);
  assert.deepEqual(desk.run(['k', '100.00', 3n, '2010-01-31', true, 'high', '远']),
    ['33.33', '2010-02-28', false, 'high', '6', '远']);
  assert.deepEqual(desk.decimal(0), { coefficient: 3333n, scale: 2 });
  assert.equal(desk.decimal(1), null);
  // What is undefined stays as it was; a blank is none.
  assert.deepEqual(desk.run([undefined, '-7.5', 2, undefined, false, undefined, null]),
    ['-3.75', '2010-02-28', true, 'low', '4', 'none']);
  assert.deepEqual(desk.decimal(4), { coefficient: 4n, scale: 0 });
  // Numbers of any size, and what is no number at all, as by Data.
  for (const [a, b] of [['12345678901234567.89', 1], ['-99999999999999999999999999.99', 1n], [2n ** 70n, 7n], ['1,000.00', 4],
    ['abc', 1], ['007', 2], ['-0', 3], ['0.5', 0], ['.5', 1], ['5.', 1], ['1.234', 1], [NaN, 1], [2.5, 2], [{}, 1]]) {
    const [got] = desk.run([undefined, a, b]);
    const expected = row.run({ a, b }).per;
    assert.deepEqual(got, expected, `${a} / ${b}`);
  }
  for (const day of ['0001-01-01', '2000-02-29', '1900-02-29', '9999-11-30', '2010-13-01', 'x', '2012-02-30', '1969-12-31']) {
    const next = desk.run([undefined, undefined, undefined, day])[1];
    assert.deepEqual(next, row.run({ day }).next, day);
  }
  row.run({ a: '10', b: 4 });
  desk.keep(1);
  desk.keep(2);
  assert.equal(desk.run()[0], '2.50');
  for (const cell of [7, 99, -1, 0.5, 1.25, NaN]) {
    assert.throws(() => desk.set(cell, 1), RangeError);
    assert.throws(() => desk.keep(cell), RangeError);
  }
  assert.equal(desk.run()[0], '2.50');
  desk.close();
  assert.throws(() => desk.run(), /closed/);
  assert.throws(() => desk.keep(1), /closed/);
});

test('amounts of an exchange with a minor unit are whole numbers', () => {
  const amounts = Policy.compile(`policy m { currency CNY  rounding half_up to 0.01  party t
    entity row { key id : text  a : money  b : count }
    define half for row = round(a / b, to 0.01 CNY, half_up)
    define whole for row = round(a, to 1 CNY, half_up)
    define even for row = round(a / b, to 0.0001 CNY, half_up)
    define twice for row = 2 * b }`);
  const row = amounts.case('row');
  row.run({ id: 'k', a: 1, b: 2 });
  const desk = row.exchange(['a', 'b'], ['half', 'whole', 'twice'], { minorUnit: 2 });
  const most = 2n ** 63n;
  for (const fen of [0, 1, 12345, -12345, 0n, 5n, -5n, Number.MAX_SAFE_INTEGER, most - 1n, -most, most, -most - 1n, 10n ** 30n, -(10n ** 30n)]) {
    const figures = desk.run([fen, 2]);
    const half = row.table.decimal(0, 'half');
    assert.deepEqual(half, { coefficient: figures[0], scale: 2 });
    const twice = 2n * figures[0];
    assert.ok(twice === BigInt(fen) || twice === BigInt(fen) + (fen < 0 ? -1n : 1n), String(fen));
    assert.equal(figures[1], row.table.decimal(0, 'whole').coefficient * 100n);
    assert.equal(figures[2], '4'); // no amount
  }
  for (const wrong of [1.5, NaN, '100', '1.00', true, {}, 2 ** 53]) assert.throws(() => desk.run([wrong]), TypeError, String(wrong));
  assert.equal(desk.run([null])[0].name, 'missing');
  assert.ok(desk.run([10n ** 40n])[0] instanceof Fault); // more than 128 bits
  assert.ok(desk.run([500, 0])[0] instanceof Fault);
  assert.deepEqual(desk.run([500, 2]), [250n, 500n, '4']);
  assert.throws(() => row.exchange(['a'], ['even'], { minorUnit: 2 }), RangeError);
  assert.throws(() => row.exchange(['a'], ['half'], { minorUnit: 1 }), RangeError);
  for (const minorUnit of [-1, 39, 0.5, '2']) assert.throws(() => row.exchange([], [], { minorUnit }), RangeError);
  assert.deepEqual(row.exchange(['a'], ['half'], { minorUnit: 4 }).run([10_0000n]), [5_0000n]);
});

test('a minor unit is that of one currency', () => {
  const several = Policy.compile(`policy m { currency CNY  rounding half_up to 0.01  party t
    entity row { key id : text  own : money  yen : money JPY  dinar : money KWD  cur : currency of { CNY, JPY }  any : money in cur }
    define a for row = round(own / 2, to 0.01 CNY, half_up)
    define y for row = round(yen / 2, to 1 JPY, half_up)
    define z for row = any
    define n for row = 2 }`);
  const row = several.case('row');
  for (const [fields, columns] of [[['yen', 'dinar'], []], [['own', 'yen'], ['n']], [['any'], []], [[], ['z']], [['own'], ['z']],
    [['dinar'], ['y']], [[], ['a', 'y']], [['any', 'own'], ['a']]]) {
    row.exchange(fields, columns);
    assert.throws(() => row.exchange(fields, columns, { minorUnit: 3 }), RangeError);
  }
  row.exchange(['yen'], ['y'], { minorUnit: 0 });
  row.exchange(['id', 'own', 'cur'], ['a', 'n'], { minorUnit: 2 });
});

const LEVELS = `policy w {
  entity row { key part, level  part : text  level : one of { low, mid, high }  yes : bool  note : text optional }
  define kept for row = if yes then level else low
  define said for row : text = note otherwise "none" }`;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

test('an exchange keeps the case that nobody holds', async () => {
  const levels = Policy.compile(LEVELS);
  const desks = Array.from({ length: 20 }, () => levels.case('row').exchange(['part', 'level', 'yes', 'note'], ['kept', 'said']));
  for (let i = 0; i < 5; ++i) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const others = Array.from({ length: 50 }, () => levels.case('row')); // what was freed would be theirs now
  for (const desk of desks) assert.deepEqual(desk.run(['p', 'mid', true, '远']), ['mid', '远']);
  for (const desk of desks) assert.deepEqual(desk.run(['p', 'mid', true, null]), ['mid', 'none']);
  for (const other of others) assert.equal(other.run({ part: 'q', level: 'low', yes: true, note: 'n' }).said, 'n');
  const row = levels.case('row');
  const last = row.exchange(['part', 'level', 'yes', 'note'], ['kept']);
  last.run(['p', 'low', true]);
  row.close();
  assert.deepEqual(last.run([undefined, 'mid']), ['mid']);
  assert.throws(() => last.set(3, 'a text'), /closed/);
});

test('the word of a figure is that of its own run', () => {
  const levels = Policy.compile(LEVELS);
  const [{ categories }] = levels.entity('row').columns;
  assert.deepEqual(categories, ['low', 'mid', 'high']);
  const row = levels.case('row');
  const one = row.exchange(['part', 'level', 'yes'], ['level', 'kept']);
  const other = row.exchange(['level'], ['kept']);
  ['p', 'mid', true].forEach((value, cell) => one.set(cell, value));
  one.compute();
  for (const run of [() => row.run({ level: 'high' }), () => other.run(['low']), () => other.run(['nothing'])]) {
    run();
    assert.deepEqual([one.value(0), one.value(1)], ['mid', 'mid']);
  }
  for (const level of ['low', 'mid', 'high', 'mid']) {
    assert.deepEqual(one.run([undefined, level, true]), [level, level]);
    assert.deepEqual(one.run([undefined, level, false]), [level, 'low']);
  }
});

test('what types rule out is refused, and never taken for something else', () => {
  const data = policy.data();
  data.add('project', { id: 'p', revenue: 5, staff: 1 });
  const results = policy.evaluateSync(data);
  const table = results.table('project');
  const row = policy.case('project');
  row.run({ id: 'p', revenue: 5, staff: 1 });
  const desk = row.exchange(['revenue'], ['bonus']);
  desk.run([5]);
  const noPlaces = [-1, 0.5, 1.5, NaN, 99, undefined, null, 'x', {}];
  const places = {
    row: (at) => table.row(at), state: (at) => table.state(at, 'bonus'), text: (at) => table.text(at, 'bonus'),
    fault: (at) => table.fault(at, 'bonus'), value: (at) => table.value(at, 'bonus'), decimal: (at) => table.decimal(at, 'bonus'),
    column: (at) => table.text(0, at), set: (at) => data.set('project', at, { revenue: 6 }),
    figure: (at) => desk.value(at), number: (at) => desk.decimal(at), cell: (at) => desk.set(at, 1), keep: (at) => desk.keep(at),
  };
  for (const [name, place] of Object.entries(places)) {
    for (const at of noPlaces) {
      assert.throws(() => place(at), (problem) => problem instanceof RemitError || problem instanceof RangeError, `${name} ${String(at)}`);
    }
  }
  const noRows = [5, 'p', true, null, 5n, ['p'], [], Symbol('p')];
  for (const wrong of noRows) {
    for (const taken of [() => data.add('project', wrong), () => data.addAll('project', [wrong]), () => data.set('project', 0, wrong),
      () => row.run(wrong), () => row.compute(wrong), () => policy.evaluateSync({ project: [wrong] })]) {
      assert.throws(taken, InvalidArgument, String(wrong));
    }
  }
  assert.equal(data.rowCount('project'), 1);
  const takers = {
    compile: (options) => Policy.compile(TEXT, options), evaluate: (options) => policy.evaluateSync(data, options),
    case: (options) => policy.case('project', null, options), explain: (options) => results.explain('project', 'p', 'bonus', options),
    exchange: (options) => row.exchange(['revenue'], ['bonus'], options),
  };
  const noObjects = [5, 5n, 'en', '', true, false, null, [], ['en'], new Map(), new Date(), () => ({}), Symbol('a')];
  const noOptions = [{ asof: '2010-12-31' }, { language: 'xx' }, { language: 5 }, { language: null }, { language: Object.create(null) },
    { constructor: 1 }, { toString: 1 }];
  for (const [name, take] of Object.entries(takers)) {
    for (const options of [...noOptions, ...noObjects]) assert.throws(() => take(options), TypeError, `${name} ${typeof options}`);
    take({});
    take(Object.create(null));
    take(runInNewContext('({})'));
  }
  for (const limits of noObjects) assert.throws(() => policy.evaluateSync(data, { limits }), TypeError, typeof limits);
  for (const evaluator of ['rows', 5, null]) assert.throws(() => policy.evaluateSync(data, { evaluator }), TypeError);
  for (const keywords of ['fr', 5, null]) assert.throws(() => Policy.format(TEXT, keywords), TypeError);
  const sweep = policy.sweep(data, []);
  const languages = {
    compare: (language) => results.compare(results, language), picture: (language) => sweep.picture(0, language),
  };
  for (const [name, take] of Object.entries(languages)) {
    for (const language of ['xx', 5, null, '', {}, 'EN']) assert.throws(() => take(language), TypeError, `${name} ${String(language)}`);
    take('zh');
  }
  // Lists: a text has its letters by numbers, and a number no cell at all.
  for (const cells of [5, 5n, '12', '', { 0: 1 }, null, true, new Map(), new Set([1]), new Float64Array(1)]) {
    assert.throws(() => desk.run(cells), TypeError, typeof cells);
  }
  for (const number of [1.5, NaN, Infinity, 'x', 2 ** 60, null, {}]) {
    for (const options of [{ threads: number }, { batchRows: number }, { limits: { steps: number } }]) {
      assert.throws(() => policy.evaluateSync(data, options), RangeError, JSON.stringify(options));
    }
    if (number !== null) assert.throws(() => results.explain('project', 'p', 'bonus', { depth: number }), RangeError);
  }
  // No whole number goes in as another one, modulo the width of what it goes in by.
  const comparison = results.compare(results);
  const wholes = {
    depth: (number) => results.explain('project', 'p', 'bonus', { depth: number }), most: (number) => comparison.largest(number),
    picture: (number) => sweep.picture(number), minorUnit: (number) => row.exchange([], [], { minorUnit: number }),
    threads: (threads) => policy.evaluateSync(data, { threads }),
    row: (number) => table.row(number), column: (number) => table.text(0, number), set: (number) => data.set('project', number, { revenue: 5 }),
    cell: (number) => desk.set(number, 1), figure: (number) => desk.value(number),
  };
  for (const [name, take] of Object.entries(wholes)) {
    take(0);
    const wrong = [1.5, NaN, Infinity, '0', {}, -1, -(2 ** 32), 2 ** 53, 2 ** 64, 0n];
    if (name !== 'most') wrong.push(2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 40);
    for (const number of wrong) {
      assert.throws(() => take(number), (problem) => problem instanceof RemitError || problem instanceof RangeError, `${name} ${String(number)}`);
    }
  }
  assert.equal(comparison.largest(2 ** 32 + 1).length, comparison.largest(5).length);
  assert.throws(() => policy.evaluateSync(data, { limits: { stepz: 5 } }), /stepz/);
  assert.equal(row.run().bonus, policy.evaluateSync(data).table('project').row(0).bonus);
});

test('a run beside the event loop', async () => {
  const data = policy.data();
  for (let i = 0; i < 20_000; ++i) data.add('project', { id: `p${i}`, revenue: i, staff: 1 });
  const { digest } = policy.evaluateSync(data);
  let ticks = 0;
  const timer = setInterval(() => ++ticks, 1);
  const runs = await Promise.all([0, 1, 2, 3].map((threads) => policy.evaluate(data, { threads })));
  clearInterval(timer);
  assert.deepEqual(runs.map((each) => each.digest), [digest, digest, digest, digest]);

  const aborted = new AbortController();
  aborted.abort();
  await assert.rejects(policy.evaluate(data, { signal: aborted.signal }), Cancelled);
  assert.throws(() => policy.evaluateSync(data, { signal: aborted.signal }), Cancelled);
  assert.throws(() => policy.evaluateSync(data, { batchRows: 64, progress: () => false }), Cancelled);
  assert.throws(() => policy.evaluateSync(data, { progress: () => { throw new RangeError('mine'); } }), RangeError);
  await assert.rejects(policy.evaluate(data, { batchRows: 64, progress: () => false }), Cancelled);
  await assert.rejects(policy.evaluate(data, { limits: { steps: 10 } }), LimitExceeded);
  assert.throws(() => policy.evaluateSync(data, { asOf: '31.12.2010' }), InvalidArgument);
});

test('closing is final and results live on', () => {
  const own = Policy.compile(TEXT);
  const results = own.evaluateSync({ project: [{ id: 'p', revenue: 5, staff: 1 }] });
  const { ledger } = results;
  own.close();
  own.close();
  assert.throws(() => own.name, /closed/);
  assert.equal(results.table('project').row(0).bonus, '1.00');
  results[Symbol.dispose]();
  assert.equal(ledger.text(0, 'key'), 'p');
});

test('the policy describes itself and runs its own tests', () => {
  assert.equal(policy.name, 'bonuses');
  assert.equal(policy.hash.length, 64);
  assert.equal(policy.clauses[0].form, 'reward');
  assert.equal(policy.entity('project').fields[1].currency, 'CNY');
  assert.match(Policy.format(TEXT, 'zh'), /奖励 bonus/);
  const tested = Policy.compile(TEXT.replace(/}$/, '  test "one" {\n    given project from "a.csv"\n    expect project "p" bonus = 2 CNY\n  }\n}'));
  const [passed] = tested.runTests((path, entity, data) => data.add(entity, { id: 'p', revenue: 10, staff: 1 }));
  assert.equal(passed.passed, true, passed.message);
  const [failed] = tested.runTests(() => { throw new Error('no file'); });
  assert.equal(failed.passed, false);
});

test('a million calls do not leak', { skip: !process.env.REMIT_LONG }, async () => {
  const project = policy.case('project');
  project.run({ id: 'p', revenue: 1, staff: 1 });
  const desk = project.exchange(['revenue'], ['bonus']);
  const fen = project.exchange(['revenue'], ['bonus'], { minorUnit: 2 });
  const work = async (calls) => {
    for (let i = 0; i < calls; ++i) {
      project.compute({ revenue: i % 1000 });
      project.table.text(0, 'bonus');
      desk.set(0, i % 1000);
      desk.compute();
      desk.value(0);
      fen.run([BigInt(i)]);
    }
    for (let i = 0; i < calls / 100; ++i) {
      const data = policy.data();
      const results = policy.evaluateSync(data);
      results.totals.close();
      results.close();
      data.close();
    }
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 300));
    return process.memoryUsage().rss;
  };
  await work(200_000);
  const before = await work(200_000);
  const grown = (await work(1_000_000)) - before;
  assert.ok(grown < 48 * 2 ** 20, `grown by ${grown}`);
});

test('a library that is not there is told with what to do', () => {
  const program = `import(${JSON.stringify(new URL('../index.mjs', import.meta.url).href)})`;
  const done = spawnSync(process.execPath, ['--input-type=module', '-e', `await ${program}`], {
    encoding: 'utf8',
    env: { ...process.env, REMIT_LIBRARY: '/nowhere/libremit.so.1' },
  });
  assert.equal(done.status, 1);
  assert.match(done.stderr, /the library of Remit cannot be loaded; set REMIT_LIBRARY to its file/);
  assert.match(done.stderr, /\/nowhere\/libremit\.so\.1/);
});
