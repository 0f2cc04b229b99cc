// For those who use no pointer, or no eyes: the rules of WCAG 2.1 A and AA as axe-core knows them over every view,
// and a whole job by keys alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, test } from 'node:test';
import { Desk } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const desks = [];
after(() => Promise.all(desks.map((desk) => desk.close())));

async function open(options) {
  const desk = await Desk.open(options);
  desks.push(desk);
  return desk;
}

/** What breaks a rule, and where. */
async function broken(desk) {
  if (!(await desk.page.evaluate(() => 'axe' in globalThis))) await desk.page.evaluate(axe);
  return desk.page.evaluate(async () => {
    const { violations } = await axe.run(document, {
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }, iframes: false,
    });
    return violations.flatMap(({ id, help, nodes }) => nodes.slice(0, 2).map(({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 160)} ${failureSummary}`));
  });
}

for (const [language, scheme, width] of [['en', 'light', 1440], ['zh', 'light', 820], ['en', 'dark', 390]]) {
  test(`every view keeps the rules, ${language}, ${scheme}, ${width} wide`, async () => {
    const desk = await open({ language, width, height: 900 });
    await desk.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    const found = { 'nothing written yet': await broken(desk) };
    await desk.example(language === 'zh' ? /地方服务/ : /local services/);
    await desk.see('[data-part=totals] .grid', /25,000,000/);
    await new Promise((done) => setTimeout(done, 1500)); // colours by meaning come from the server
    found['results'] = await broken(desk);
    for (const view of ['tables', 'what-if', 'compare', 'report']) {
      await desk.tab(view);
      await new Promise((done) => setTimeout(done, 300));
      found[view] = await broken(desk);
    }
    await desk.tab('what-if');
    await desk.press('.what-if button[type=submit]');
    await desk.page.waitForSelector('.picture svg');
    found['a picture'] = await broken(desk);
    await desk.tab('results');
    await desk.press('[data-part=payments] .acts');
    await desk.page.waitForSelector('dialog.memo[open] iframe');
    found['a memo'] = await broken(desk);
    assert.deepEqual(Object.entries(found).filter(([, each]) => each.length > 0), []);
  });
}

test('a whole job by keys alone', async () => {
  const desk = await open({ language: 'en' });
  const { keyboard } = desk.page;
  const focused = () => desk.page.evaluate(() => {
    const at = document.activeElement;
    return at.getAttribute('data-do') ?? at.getAttribute('data-tab') ?? at.getAttribute('role') ?? at.tagName;
  });
  /** Tab until it is there; nothing may hold the focus. */
  const to = async (name, key = 'Tab') => {
    for (let steps = 0; steps < 60; ++steps) {
      if ((await focused()) === name) return;
      await keyboard.press(key);
    }
    assert.fail(`no way by keys to ${name}`);
  };
  await to('textbox'); // the policy
  const session = await desk.page.createCDPSession();
  await session.send('Input.insertText', { text: 'policy p { currency CNY rounding half_up to 0.01 party t param rate = 20% '
    + 'entity project { key id : text revenue : money } reward bonus for project cite "1" { pay rate * revenue from t } }' });
  await desk.see('footer', /0 rows/);
  // Tab writes blanks into the text; Escape and Tab leave it, as the page says.
  await keyboard.press('Escape');
  await keyboard.press('Tab');
  assert.notEqual(await focused(), 'textbox');
  await to('results');
  await keyboard.press('ArrowRight');
  assert.equal(await focused(), 'tables');
  await to('grid');
  for (const text of ['p1', '800000.05']) {
    await keyboard.type(text);
    await keyboard.press('Tab');
  }
  await desk.see('footer', /1 rows/);
  await to('tables', 'ArrowLeft').catch(() => {});
  await keyboard.down('Shift');
  await to('tables');
  await keyboard.up('Shift');
  await keyboard.press('ArrowLeft');
  assert.equal(await focused(), 'results');
  await desk.see('[data-part=payments] .grid', /160,000\.01/);
  // Totals, then payments: grids whose cells arrows reach.
  await to('grid');
  const label = () => desk.page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  while ((await label()) !== 'Payments') await keyboard.press('Tab');
  for (let steps = 0; steps < 12 && !(await desk.page.$('[data-part=payments] .active.acts')); ++steps) await keyboard.press('ArrowRight');
  await keyboard.press('Enter');
  await desk.page.waitForSelector('dialog.memo[open] iframe');
  await keyboard.press('Escape');
  await desk.page.waitForSelector('dialog.memo:not([open])', { hidden: true });
  assert.equal(await label(), 'Payments');
});
