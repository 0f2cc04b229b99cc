// The page in a real browser, from a file and without a network.
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

export const PAGE = resolve(process.env.REMIT_PAGE ?? new URL('../../build/page/remit.html', import.meta.url).pathname);
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** Milliseconds that anything may take. */
export const PATIENCE = Number(process.env.REMIT_PATIENCE ?? 60_000);

/** What a person does with the page, and what is to be seen of it. */
export class Desk {
  /** Addresses that were asked for, but for the page itself. */
  requests = [];
  problems = [];

  static async open({ language = 'en', width = 1440, height = 900 } = {}) {
    const desk = new Desk();
    desk.folder = mkdtempSync(join(tmpdir(), 'remit-page-'));
    desk.browser = await puppeteer.launch({
      executablePath: CHROMIUM, env: { ...process.env, LANGUAGE: language === 'zh' ? 'zh_CN' : 'en_GB' }, args: ['--no-sandbox', '--disable-dev-shm-usage', `--lang=${language}`], protocolTimeout: 120_000,
    });
    desk.page = await desk.browser.newPage();
    desk.page.setDefaultTimeout(PATIENCE);
    await desk.page.setViewport({ width, height });
    desk.page.on('pageerror', (problem) => desk.problems.push(problem.message));
    desk.page.on('console', (message) => message.type() === 'error' && desk.problems.push(message.text()));
    desk.page.on('request', (request) => desk.requests.push(request.url()));
    desk.page.on('dialog', (dialog) => void dialog.accept());
    const session = await desk.page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: desk.folder });
    await desk.page.goto(pathToFileURL(PAGE).href);
    await desk.page.waitForSelector('.cm-content', { timeout: 60_000 });
    if ((await desk.language()) !== language) await desk.press('[data-do=language]');
    return desk;
  }

  async close() {
    await this.browser.close();
  }

  async language() {
    return (await this.page.$eval('html', (html) => html.lang)).slice(0, 2);
  }

  press(selector) {
    return this.page.$eval(selector, (element) => element.click());
  }

  async tab(name) {
    await this.press(`[data-tab=${name}]`);
  }

  /** Waits until a text of the page matches. */
  async see(selector, pattern, timeout = PATIENCE) {
    await this.page.waitForFunction(
      (selector, source, flags) => [...document.querySelectorAll(selector)].some((each) => new RegExp(source, flags).test(each.textContent)),
      { timeout, polling: 50 }, selector, pattern.source, pattern.flags);
  }

  text(selector) {
    return this.page.$eval(selector, (element) => element.textContent);
  }

  async example(pattern) {
    const value = await this.page.$$eval('[data-do=examples] option',
      (options, source) => options.find((each) => new RegExp(source).test(each.textContent)).value, pattern.source);
    await this.page.select('[data-do=examples]', value);
  }

  /** Types a policy in the place of the one that is there. */
  async write(text) {
    await this.page.focus('.cm-content');
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press('a');
    await this.page.keyboard.up('Control');
    const session = await this.page.createCDPSession();
    await session.send('Input.insertText', { text });
    await session.detach();
  }

  /** Cells of the rows in view of a grid. */
  cells(selector) {
    return this.page.$$eval(`${selector} .grid-row`, (rows) => rows.map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent)));
  }

  async chooseTable(name) {
    await this.page.$$eval('.table-list button', (buttons, name) => buttons.find((each) => each.title === name).click(), name);
  }

  /** Types rows into the grid of the chosen table, cell by cell. */
  async typeRows(rows) {
    await this.page.focus('.data .grid');
    for (const row of rows) {
      await this.page.keyboard.press('Home');
      for (const cell of row) {
        await this.page.keyboard.press('Enter');
        await this.page.keyboard.type(cell);
        await this.page.keyboard.press('Tab');
      }
      await this.page.keyboard.press('ArrowDown');
    }
  }

  /** Pastes into the grid of the chosen table. */
  async paste(text) {
    await this.page.focus('.data .grid');
    await this.page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  }

  /** Clicks a cell of the chosen table. */
  async cell(row, column) {
    await this.page.click(`.data .grid-row[data-row="${row}"] [data-column="${column}"]`);
  }

  /** Writes another text into the cell that is being typed into. */
  async retype(text) {
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press('a');
    await this.page.keyboard.up('Control');
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Drops files onto the page. */
  drop(files) {
    return this.page.evaluate((files) => {
      const data = new DataTransfer();
      for (const { name, base64 } of files) {
        data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
      }
      dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') })));
  }

  /** The file that a command of the menu saves. */
  async saved(what, ending, timeout = PATIENCE) {
    await this.press(`[data-do=${what}]`);
    const since = Date.now();
    // Its name is there before all of its bytes are.
    for (let size = 0; ;) {
      const name = readdirSync(this.folder).find((each) => each.endsWith(ending));
      const bytes = name ? readFileSync(join(this.folder, name)) : Buffer.alloc(0);
      if (bytes.length > 0 && bytes.length === size) return bytes;
      size = bytes.length;
      if (Date.now() - since > timeout) throw new Error(`no ${ending} was saved: ${await this.text('footer')}`);
      await new Promise((done) => setTimeout(done, 200));
    }
  }
}
