// The whole job in a real browser: a policy is written, tables are typed and dropped, results are read,
// explained, compared, swept, reported and saved.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { Desk } from './browser.mjs';

const POLICY = `policy township_bonus "Who introduces a project benefits" {
  currency CNY
  rounding half_up to 0.01
  party treasury "City treasury"
  param rate = 20%
  entity project { key id : text   revenue : money   incentives : money default 0 }
  reward bonus for project cite "III(3)2" {
    pay  rate * (revenue - incentives)
    cap  500000 CNY
    from treasury
  }
}
`;

let desk;
before(async () => {
  desk = await Desk.open({ language: 'en' });
});
after(() => desk.close());

test('a policy is written, and what is wrong is said and mended', async () => {
  await desk.write(POLICY.replace('rate * (revenue', 'rate * (revenu'));
  await desk.see('footer', /1 to mend/);
  await desk.page.waitForSelector('.cm-lintRange-error', { timeout: 20_000 });
  await desk.press('footer button'); // to the next complaint
  await desk.page.keyboard.down('Control');
  await desk.page.keyboard.down('Shift');
  await desk.page.keyboard.press('m');
  await desk.page.keyboard.up('Shift');
  await desk.page.keyboard.up('Control');
  await desk.page.waitForSelector('.cm-diagnosticAction');
  assert.match(await desk.text('.cm-diagnosticText'), /nothing here is called/);
  await desk.press('.cm-diagnosticAction');
  await desk.see('footer', /Nothing to mend/);
});

test('what was said of an older text goes when it is mended, however quickly one types', async () => {
  await desk.write('');
  await desk.see('footer', /Nothing is written yet/);
  assert.equal((await desk.page.$$('.cm-lintRange')).length, 0);
  await desk.page.focus('.cm-content');
  await desk.page.keyboard.type('policy p {\ncurrency CNY\nrounding half_up to 0.01\nentity shop {\nkey licence : text\n');
  await desk.see('footer', /Nothing to mend/);
  await desk.page.waitForFunction(() => document.querySelectorAll('.cm-lintRange-error').length === 0);
  await new Promise((done) => setTimeout(done, 500));
  assert.equal((await desk.page.$$('.cm-lintRange-error')).length, 0);
});

test('completion knows the fields', async () => {
  await desk.write(POLICY.replace('(revenue', '(reven'));
  await desk.see('footer', /1 to mend/);
  await desk.page.waitForSelector('.cm-lintRange-error');
  await desk.press('footer button'); // chooses the word
  await desk.page.keyboard.press('ArrowRight');
  await desk.page.keyboard.down('Control');
  await desk.page.keyboard.press('Space');
  await desk.page.keyboard.up('Control');
  await desk.see('.cm-tooltip-autocomplete li', /^revenue/);
  await desk.page.keyboard.press('Escape');
  await desk.write(POLICY);
  await desk.see('footer', /Nothing to mend/);
});

test('rows are typed into a grid, by the keyboard alone', async () => {
  await desk.tab('tables');
  await desk.chooseTable('project');
  await desk.typeRows([['p1', '800000.05', ''], ['p2', '4000000', '100000']]);
  await desk.see('footer', /2 rows/);
  await desk.tab('results');
  await desk.see('[data-part=totals] .grid', /660,000\.01/);
  assert.deepEqual((await desk.cells('[data-part=payments]')).map((row) => row.find((cell) => /\.\d\d$/.test(cell))),
    ['160,000.01', '500,000.00']);
});

test('a click on a figure says how it came about', async () => {
  await desk.press('[data-part=payments] .acts');
  await desk.page.waitForSelector('dialog.memo[open] iframe');
  const frame = await (await desk.page.$('dialog.memo iframe')).contentFrame();
  await frame.waitForSelector('h1');
  assert.match(await frame.$eval('body', (body) => body.textContent), /CNY 160,000\.01/);
  await desk.page.keyboard.press('Escape');
  await desk.page.waitForSelector('dialog.memo:not([open])', { hidden: true });
});

test('lines are pasted under the headers that they bring along, cells where they are pasted', async () => {
  await desk.tab('tables');
  await desk.cell(0, 0);
  await desk.paste('revenue,id\n1000,"p3, old"\n2000,p4\n');
  await desk.see('.data .grid', /p3, old/);
  assert.deepEqual((await desk.cells('.data')).map((row) => row.slice(0, 2)).slice(0, 2), [['p3, old', '1000'], ['p4', '2000']]);
  await desk.cell(0, 1);
  await desk.paste('1,500\n2,500\n'); // of one column: the commas are those of figures
  await desk.see('.data .grid', /2,500/);
  assert.deepEqual((await desk.cells('.data')).map((row) => row.slice(0, 2)).slice(0, 2), [['p3, old', '1,500'], ['p4', '2,500']]);
});

test('what is wrong in a cell is said, and one click goes there', async () => {
  await desk.tab('tables');
  await desk.drop([{ name: 'project.csv', bytes: 'id,revenue,incentives\np1,800000.05,\np2,four million,\n' }]);
  await desk.see('footer', /Cells to mend/);
  await desk.tab('results');
  await desk.see('[data-part=errors] .grid', /revenue/);
  await desk.press('[data-part=errors] .acts');
  await desk.see('.data .grid .active', /four million/);
  await desk.page.keyboard.press('Enter');
  await desk.retype('4000000');
  await desk.see('footer', /Nothing to mend/);
});

test('tables that changed are read again, whatever the results that are shown were of', async () => {
  await desk.drop([{ name: 'project.csv', bytes: 'id,revenue,incentives\np1,800000.05,\n' }]);
  await desk.see('footer', /1 rows? in/);
  await desk.drop([{ name: 'project.csv', bytes: 'id,revenue (miles),incentives\np1,800000.05,\n' }]);
  await desk.see('footer', /miles/);
  await desk.page.$eval('footer', (footer) => delete footer.dataset.waited);
  await desk.write(POLICY.replace('20%', '25%'));
  await desk.page.waitForFunction(() => document.querySelector('footer').dataset.waited !== undefined);
  assert.match(await desk.text('footer'), /miles/);
  await desk.drop([{ name: 'project.csv', bytes: 'id,revenue,incentives\np1,800000.05,\n' }]);
  await desk.see('footer', /1 rows? in/);
  await desk.tab('results');
  await desk.see('[data-part=totals] .grid', /200,000\.01/);
  await desk.write(POLICY.replace('revenue : money ', 'revenue : money default 5 ').replace('incentives : money default 0', 'incentives : money'));
  await desk.see('footer', /Cells to mend/); // the same file read another way
  await desk.write(POLICY);
  await desk.see('[data-part=totals] .grid', /160,000\.01/);
});

test('a CSV of Chinese office software is read, and its encoding is said', async () => {
  await desk.drop([{ name: 'project.csv', bytes: Buffer.from([...Buffer.from('id,revenue\n'), 0xcf, 0xee, 0xc4, 0xbf, 0xbc, 0xd7, ...Buffer.from(',1000000\n')]) }]);
  await desk.see('.data .notes', /GB18030/);
  await desk.see('.data .grid', /项目甲/);
});

test('a workbook is read, amounts as exact texts', async () => {
  const book = execFileSync('/usr/bin/python3', ['-c', `
import io, sys, openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "project"
sheet.append(["id", "revenue", "incentives"])
sheet.append(["p1", 800000.05, None])
sheet.append(["p2", "12345678901234567.89", 100000])
out = io.BytesIO(); book.save(out); sys.stdout.buffer.write(out.getvalue())
`], { maxBuffer: 1 << 24 });
  await desk.drop([{ name: 'tables.xlsx', bytes: book }]);
  await desk.see('.data .grid', /12345678901234567\.89/);
  await desk.tab('results');
  await desk.see('[data-part=payments] .grid', /160,000\.01/);
});

test('what is neither a text nor a table is told, and changes nothing', async () => {
  const text = await desk.text('.cm-content');
  for (const [name, bytes] of [['scan.png', [0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]], ['call.docx', [0x50, 0x4b, 3, 4, 0, 0]], ['call.pdf', [...Buffer.from('%PDF-1.4')]]]) {
    await desk.drop([{ name, bytes: Buffer.from(bytes) }]);
    await desk.see('footer', new RegExp(`${name}.* is neither a text nor a table`));
  }
  await desk.drop([{ name: 'old.xls', bytes: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array(600).fill(0)]) }]);
  await desk.see('.data .notes .error', /\.xls/);
  assert.equal(await desk.text('.cm-content'), text);
});

test('a file of another table is left out unless one says otherwise, and what went wrong is taken back', async () => {
  await desk.tab('tables');
  const cells = await desk.cells('.data');
  await desk.drop([{ name: 'phones.csv', bytes: 'name,phone\nLi,138\n' }]);
  await desk.page.waitForSelector('dialog.ask[open]');
  assert.equal(await desk.page.$eval('dialog.ask select', (select) => select.value), '');
  await desk.page.select('dialog.ask select', 'project');
  await desk.press('dialog.ask button');
  await desk.see('.data .grid', /138/);
  await desk.press('[data-do=undo]');
  await desk.see('.data .grid', /800000\.05/);
  assert.deepEqual(await desk.cells('.data'), cells);
  await desk.cell(0, 0);
  await desk.page.keyboard.type('p9');
  await desk.page.keyboard.press('Enter');
  await desk.see('.data .grid', /p9/);
  await desk.page.keyboard.down('Control');
  await desk.page.keyboard.press('z');
  await desk.page.keyboard.up('Control');
  await desk.page.waitForFunction(() => !document.querySelector('.data .grid').textContent.includes('p9'));
  assert.deepEqual(await desk.cells('.data'), cells);
});

test('a sheet with a title above its headers is told, and so is what merged cells cover', async () => {
  const book = (lines) => execFileSync('/usr/bin/python3', ['-c', `
import io, sys, openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "project"
${lines}
out = io.BytesIO(); book.save(out); sys.stdout.buffer.write(out.getvalue())
`], { maxBuffer: 1 << 24 });
  await desk.drop([{ name: 'titled.xlsx', bytes: book('sheet.append(["Projects of the year"]); sheet.merge_cells("A1:C1"); sheet.append(["id", "revenue"]); sheet.append(["p1", 5])') }]);
  await desk.see('.data .notes .error', /first line .* is no header/);
  await desk.drop([{ name: 'merged.xlsx', bytes: book('sheet.append(["id", "revenue"]); sheet.append(["p1", 800000.05]); sheet.append(["p2", None]); sheet.merge_cells("B2:B3")') }]);
  await desk.see('.data .notes', /value of the first .*B2:B3/);
  await desk.press('[data-do=undo]');
});

test('another version is held against this one, and says who gains', async () => {
  await desk.tab('compare');
  await desk.press('[data-do=keep-version]');
  await desk.see('.compare .said', /Every payment is the same/);
  await desk.write(POLICY.replace('20%', '25%'));
  await desk.see('.compare .said', /1 payments differ/);
  await desk.see('[data-part=largest] .grid', /200,000\.01/);
  await desk.see('[data-part=textsDiffer] .grid', /rate/);
  await desk.press('[data-part=largest] .acts');
  await desk.page.waitForSelector('dialog.memo[open] iframe');
  const frame = await (await desk.page.$('dialog.memo iframe')).contentFrame();
  await frame.waitForSelector('h1');
  assert.match(await frame.$eval('body', (body) => body.textContent), /CNY 200,000\.01/);
  await desk.page.keyboard.press('Escape');
});

test('a parameter is swept, and the picture follows the slider', async () => {
  await desk.tab('what-if');
  await desk.page.waitForSelector('.what-if button[type=submit]');
  await desk.press('.what-if button[type=submit]');
  await desk.page.waitForSelector('.picture svg .chosen', { timeout: 20_000 });
  const before = await desk.text('.slide output');
  await desk.page.focus('.slide input');
  await desk.page.keyboard.press('ArrowRight');
  const now = await desk.text('.slide output');
  assert.notEqual(now, before);
  assert.match(now, /rate = /);
});

test('the report is made, and the workbook, the payment list and the template are saved', async () => {
  await desk.tab('report');
  await desk.press('[data-do=report]');
  await desk.page.waitForSelector('.report iframe:not([hidden])', { timeout: 60_000 });
  const frame = await (await desk.page.$('.report iframe')).contentFrame();
  await frame.waitForSelector('table');
  for (const [what, ending, sheet] of [['saveWorkbook', 'workbook.xlsx', 'payments'], ['savePayments', 'payments.xlsx', ''], ['saveTemplate', 'template.xlsx', 'project']]) {
    const bytes = await desk.saved(what, ending);
    const sheets = execFileSync('/usr/bin/python3', ['-c',
      'import io, sys, openpyxl; print(openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read())).sheetnames)'], { input: bytes }).toString();
    assert.ok(sheets.includes(sheet), `${ending}: ${sheets}`);
  }
});

test('nothing is kept between visits unless that is asked for', async () => {
  const kept = () => desk.page.evaluate(() => localStorage.length);
  const again = async () => {
    await desk.page.reload();
    await desk.page.waitForSelector('.cm-content');
  };
  assert.equal(await kept(), 0);
  await desk.press('.keep input');
  await desk.page.waitForFunction(() => localStorage.length === 1);
  await again();
  await desk.see('.cm-content', /township_bonus/);
  await desk.see('[data-part=payments] .grid', /200,000\.01/);
  await desk.press('.keep input');
  assert.equal(await kept(), 0);
  await again();
  await desk.see('footer', /Nothing is written yet|尚未编写/);
  if ((await desk.language()) !== 'en') await desk.press('[data-do=language]');
  await desk.write(POLICY);
  await desk.see('footer', /Nothing to mend/);
});

test('a table before its policy is told', async () => {
  await desk.press('[data-do=newPolicy]');
  await desk.drop([{ name: 'project.csv', bytes: 'id,revenue\np1,1\n' }]);
  await desk.see('.data .notes .error', /policy first/);
  // A policy as an older editor saves it, with its table.
  const text = POLICY.replace('"Who introduces a project benefits"', '“引荐”');
  const gb = Buffer.from([...text].flatMap((each) => ({ '引': [0xd2, 0xfd], '荐': [0xbc, 0xf6], '“': [0xa1, 0xb0], '”': [0xa1, 0xb1] })[each] ?? [...Buffer.from(each)]));
  await desk.drop([{ name: 'policy.txt', bytes: gb }, { name: 'project.csv', bytes: 'id,revenue\np1,800000.05\n' }]);
  await desk.see('.cm-content', /引荐/);
  await desk.see('footer', /1 rows/);
});

test('all of it is there in Chinese', async () => {
  await desk.press('[data-do=language]');
  await desk.see('footer', /没有需更正之处/);
  await desk.tab('results');
  await desk.see('[data-part=totals] h2', /各出资方合计/);
  await desk.press('[data-do=keywords]');
  await desk.see('.cm-content', /奖励 bonus/);
  await desk.see('footer', /没有需更正之处/);
  await desk.see('[data-part=rowsOf] .grid', /应付/); // reasons are words for people
});

test('every control has a name for readers of screens', async () => {
  const names = await desk.page.$$eval('button, select, input, [role=grid], [role=tab], iframe', (all) => all.filter((each) => each.offsetParent !== null)
    .filter((each) => !(each.textContent.trim() || each.getAttribute('aria-label') || each.title || each.labels?.length)).map((each) => each.outerHTML.slice(0, 120)));
  assert.deepEqual(names, []);
});

test('nothing was asked of any address, and nothing went wrong', () => {
  const outside = desk.requests.filter((url) => !/^(file:.*remit\.html|blob:|data:|about:)/.test(url));
  assert.deepEqual(outside, []);
  assert.deepEqual(desk.problems, []);
});
