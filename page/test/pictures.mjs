// Pictures of the page for the book, and to be looked at: three widths, both languages.
// usage: pictures.mjs FOLDER
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Desk } from './browser.mjs';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
for (const language of ['en', 'zh']) {
  for (const [width, height] of [[1440, 900], [820, 1100], [390, 844]]) {
    const desk = await Desk.open({ language, width, height });
    const picture = (name) => desk.page.screenshot({ path: join(folder, `${language}-${width}-${name}.png`) });
    await desk.example(language === 'zh' ? /地方服务/ : /local services/);
    await desk.see('[data-part=totals] .grid', /25,000,000/);
    await picture('results');
    await desk.tab('tables');
    await picture('tables');
    await desk.tab('what-if');
    await desk.page.waitForSelector('.what-if button[type=submit]');
    await desk.press('.what-if button[type=submit]');
    await desk.page.waitForSelector('.picture svg');
    await picture('what-if');
    await desk.tab('results');
    await desk.press('[data-part=payments] .acts');
    await desk.page.waitForSelector('dialog.memo[open] iframe');
    await new Promise((done) => setTimeout(done, 500));
    await picture('memo');
    await desk.close();
  }
}
