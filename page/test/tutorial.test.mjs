// The lesson for officers, done step by step as its text says, in both languages. The policy, the table and the
// figures are those of the text; with REMIT_RECORD=1 the pictures of the book are made again on the way.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Desk } from './browser.mjs';

const docs = new URL('../../docs/', import.meta.url).pathname;
const pictures = join(docs, 'pictures');
const words = readFileSync(new URL('../src/words.ts', import.meta.url), 'utf8');

const LESSONS = {
  en: {
    page: 'page-tutorial.md', mistake: ['share * rent', 'share * rents'], shop: 'A03', rent: 3, bad: '18 000 yuan',
    share: ['= 20%', '= 25%'], errors: /Cells to mend: 1/, fine: /Nothing to mend/, rows: /7 rows/, differ: /2 payments differ/,
    step: ['10%', '40%', '5%'], memo: /Result: CNY 6,000\.00/,
  },
  zh: {
    page: 'zh/page-tutorial.md', mistake: ['补助比例 * 租金', '补助比例 * 租经'], shop: 'A03', rent: 3, bad: '18000多',
    share: ['= 20%', '= 25%'], errors: /需更正的单元格：1/, fine: /没有需更正之处/, rows: /7 行/, differ: /2 笔支付有变化/,
    step: ['10%', '40%', '5%'], memo: /结果：6,000\.00元/,
  },
};

for (const [language, lesson] of Object.entries(LESSONS)) {
  const text = readFileSync(join(docs, lesson.page), 'utf8');
  const policy = /```remit file [^\n]*\n([\s\S]*?)```/.exec(text)[1];
  const table = /```csv file [^\n]*\n([\s\S]*?)```/.exec(text)[1];
  /** The figures of each shop, clause by clause, as the lesson has them. */
  const figures = Object.fromEntries([...text.matchAll(/^\| (A\d\d) \| ([\d .]+) \| ([\d .]+) \| ([\d .]+) \|/gm)]
    .map(([, shop, ...clauses]) => [shop, clauses.map((each) => each.replace(/(\d) (?=\d)/g, '$1,').trim())]));
  let desk;
  after(() => desk?.close());

  /** A picture for the book: small, and of the same size each. */
  async function picture(name) {
    if (!process.env.REMIT_RECORD) return;
    mkdirSync(pictures, { recursive: true });
    await new Promise((done) => setTimeout(done, 600));
    await desk.page.screenshot({ path: join(pictures, `page-${language}-${name}.webp`), type: 'webp', quality: 45 });
  }

  test(`${language}: what the lesson names stands on the page`, () => {
    const named = [...text.matchAll(/\*\*(.+?)\*\*/g)].flatMap(([, name]) => name.split(' → '))
      .filter((name) => !name.includes('2026') && !text.includes(`> **${name}**`));
    assert.ok(named.length > 10);
    const missing = named.filter((name) => !words.includes(`'${name}'`));
    assert.deepEqual(missing, []);
  });

  test(`${language}: the policy is written, and a slip is told and mended`, async () => {
    desk = await Desk.open({ language, width: 1060, height: 640 });
    await desk.press('[data-do=newPolicy]');
    await desk.write(policy.replace(...lesson.mistake));
    await desk.page.waitForSelector('.cm-lintRange-error');
    await desk.press('footer button');
    await desk.page.hover('.cm-lintRange-error');
    await desk.page.waitForSelector('.cm-diagnosticAction');
    await picture('policy');
    await desk.press('.cm-diagnosticAction');
    await desk.see('footer', lesson.fine);
    assert.equal(await desk.page.$eval('.cm-content', (content) => content.cmTile?.root.view.state.doc.toString()
      ?? content.cmView.rootView.view.state.doc.toString()), policy);
  });

  test(`${language}: the table is pasted with its headers, and a cell that cannot be read is found again`, async () => {
    await desk.tab('tables');
    await desk.paste(table);
    await desk.see('footer', lesson.rows);
    await picture('table');
    await desk.cell(2, lesson.rent);
    await desk.page.keyboard.press('Enter');
    await desk.retype(lesson.bad);
    await desk.see('footer', lesson.errors);
    await desk.tab('results');
    await desk.see('[data-part=errors] .grid', new RegExp(lesson.shop));
    await picture('errors');
    await desk.press('[data-part=errors] .acts');
    await desk.see('.data .grid .active', new RegExp(lesson.bad));
    await desk.page.keyboard.press('Enter');
    await desk.retype('18000');
    await desk.see('footer', lesson.fine);
  });

  test(`${language}: the figures are those of the lesson, and each says how it came about`, async () => {
    await desk.tab('results');
    await desk.see('[data-part=totals] .grid', /37,500\.00/);
    await desk.see('[data-part=payments] .grid', /A07/);
    const lines = (await desk.cells('[data-part=payments]')).map((cells) => ({ shop: cells[2], amount: cells.find((cell) => /\.\d\d$/.test(cell)) }));
    for (const [shop, clauses] of Object.entries(figures)) {
      assert.deepEqual(lines.filter((line) => line.shop === shop).map(({ amount }) => amount), clauses, shop);
    }
    await picture('results');
    await desk.press('[data-part=payments] .acts');
    await desk.page.waitForSelector('dialog.memo[open] iframe');
    const frame = await (await desk.page.$('dialog.memo iframe')).contentFrame();
    await frame.waitForSelector('h1');
    assert.match(await frame.$eval('body', (body) => body.textContent), lesson.memo);
    await picture('memo');
    await desk.page.keyboard.press('Escape');
  });

  test(`${language}: the share is moved, and the picture follows`, async () => {
    await desk.tab('what-if');
    await desk.page.waitForSelector('.what-if button[type=submit]');
    const fields = await desk.page.$$('.what-if input[type=text]');
    for (const [index, value] of lesson.step.entries()) {
      await fields[index].click({ count: 3 });
      await desk.page.keyboard.type(value);
    }
    await desk.page.keyboard.press('Enter');
    await desk.page.waitForSelector('.picture svg .chosen');
    await desk.page.focus('.slide input');
    await desk.page.keyboard.press('Home');
    await desk.see('.slide output', /10%.*31,000\.00/);
    const [low] = await desk.page.$$eval('.chosen', (all) => all.map((each) => each.getAttribute('cx')));
    await desk.page.keyboard.press('End');
    await desk.see('.slide output', /40%/);
    const [high] = await desk.page.$$eval('.chosen', (all) => all.map((each) => each.getAttribute('cx')));
    assert.ok(Number(high) > Number(low));
    await picture('what-if');
  });

  test(`${language}: another share is compared, and undone`, async () => {
    await desk.tab('compare');
    await desk.press('[data-do=keep-version]');
    await desk.write(policy.replace(...lesson.share));
    await desk.see('.compare .said', lesson.differ);
    await desk.see('[data-part=totals] .grid', /2,000\.00/);
    await picture('compare');
    await desk.page.focus('.cm-content');
    await desk.page.keyboard.down('Control');
    await desk.page.keyboard.press('z');
    await desk.page.keyboard.up('Control');
    await desk.see('.compare .said', /same|相同/);
  });

  test(`${language}: what is handed on`, async () => {
    for (const [what, ending] of [['savePayments', 'payments.xlsx'], ['saveWorkbook', 'workbook.xlsx'], ['saveTemplate', 'template.xlsx']]) {
      assert.equal((await desk.saved(what, ending)).subarray(0, 2).toString(), 'PK');
    }
    assert.equal((await desk.saved('savePolicy', '.remit')).toString(), policy);
    await desk.tab('report');
    await desk.press('[data-do=report]');
    await desk.page.waitForSelector('.report iframe:not([hidden])');
    assert.deepEqual(desk.problems, []);
  });
}
