// How long from a key to results: a policy of some 300 lines over 10 000 rows.
// usage: speed.mjs [ROWS]
import { readFileSync } from 'node:fs';
import { Desk } from './browser.mjs';

const rows = Number(process.argv[2] ?? 10_000);
const policy = new URL('../../policies/003/en/', import.meta.url);
const desk = await Desk.open();
await desk.example(/Opinion on raising investment/);
await desk.see('footer', /rows in/);
await desk.write(readFileSync(new URL('policy.remit', policy), 'utf8'));
// The rows of the largest table again and again, each under a key of its own.
const [header, ...lines] = readFileSync(new URL('data/project.csv', policy), 'utf8').trim().split('\n');
const many = Array.from({ length: rows }, (_, row) => lines[row % lines.length].replace(/^[^,]+/, `N${row}`));
await desk.tab('tables');
await desk.drop([{ name: 'project.csv', bytes: [header, ...many].join('\n') }]);
await desk.see('footer', /1\d,\d{3} rows in/);
await desk.page.focus('.cm-content');
await desk.page.keyboard.down('Control');
await desk.page.keyboard.press('End');
await desk.page.keyboard.up('Control');
const took = [];
for (let key = 0; key < 11; ++key) {
  await desk.page.$eval('footer', (footer) => delete footer.dataset.waited);
  await desk.page.keyboard.press(key % 2 === 0 ? 'Space' : 'Backspace');
  await desk.page.waitForFunction(() => document.querySelector('footer').dataset.waited !== undefined, { polling: 5 });
  took.push(await desk.page.$eval('footer', ({ dataset }) => ({ waited: Number(dataset.waited), ...JSON.parse(dataset.times) })));
}
const middle = (of) => took.map(of).sort((a, b) => a - b)[5].toFixed(0);
console.log(`${rows} rows: from a key to results ${middle((each) => each.waited)} ms (compile ${middle((each) => each.compile)}, `
  + `read ${middle((each) => each.read)}, evaluate ${middle((each) => each.evaluate)})`);
await desk.close();
