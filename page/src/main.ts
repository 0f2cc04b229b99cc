import { Engine } from './engine/client.ts';
import type { Language } from './engine/protocol.ts';
import { PolicyEditor } from './editor/editor.ts';
import { h, replace } from './dom.ts';
import type { Example } from './examples.ts';
import { ComparePanel } from './panel/compare.ts';
import { DataPanel } from './panel/data.ts';
import { MemoPanel } from './panel/memo.ts';
import { Menu } from './panel/menu.ts';
import { ReportPanel } from './panel/report.ts';
import { ResultsPanel } from './panel/results.ts';
import { StatusLine } from './panel/status.ts';
import { Tabs } from './panel/tabs.ts';
import { WhatIfPanel } from './panel/what-if.ts';
import { packed, packedBytes, packedText } from './packed.ts';
import { Session } from './session.ts';
import { emptyWork, kept, type Work } from './state.ts';
import { isPolicyFile, isTableFile, textOf } from './text-files.ts';
import { say, speak } from './words.ts';

/** The parts of the page and how they hear of each other. */
class Page {
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #editor: PolicyEditor;
  readonly #tabs: Tabs;
  readonly #menu: Menu;
  readonly #data: DataPanel;
  readonly #results: ResultsPanel;
  readonly #compare: ComparePanel;
  readonly #whatIf: WhatIfPanel;
  readonly #report: ReportPanel;
  readonly #status: StatusLine;
  readonly #policy = h('section', { class: 'policy' });
  /** The example that was taken last, as it was. */
  #example: { text: string; tables: Work['tables'] } = { text: '', tables: {} };
  readonly #skip = h('a', { class: 'skip', href: '#views' });

  constructor(engine: Engine, session: Session, examples: readonly Example[]) {
    this.#engine = engine;
    this.#session = session;
    const memo = new MemoPanel(engine);
    this.#data = new DataPanel(engine, session);
    this.#results = new ResultsPanel(engine, session, {
      tables: () => this.#tabs.open('tables'),
      memo: (figure) => void memo.show(figure),
      cell: (entity, row, column) => this.#goToCell(entity, row, column, memo),
    });
    this.#compare = new ComparePanel(engine, session, (figure) => void memo.show(figure));
    this.#whatIf = new WhatIfPanel(engine, session);
    this.#report = new ReportPanel(engine, session);
    this.#tabs = new Tabs([
      { name: 'results', panel: this.#results.panel, title: () => say('results') },
      { name: 'tables', panel: this.#data.panel, title: () => say('tables'), shown: () => this.#data.show() },
      { name: 'what-if', panel: this.#whatIf.panel, title: () => say('whatIf'), shown: () => void this.#whatIf.show() },
      { name: 'compare', panel: this.#compare.panel, title: () => say('comparison'), shown: () => void this.#compare.show() },
      { name: 'report', panel: this.#report.panel, title: () => say('report'), shown: () => this.#report.show() },
    ], () => say('views'));
    this.#menu = new Menu(engine, session, examples, {
      open: (files) => this.#open(files), example: (example) => this.#takeExample(example), otherLanguage: () => this.#otherLanguage(),
      otherKeywords: () => this.#otherKeywords(), tell: (text) => this.#status.tell(text), fresh: () => this.#fresh(),
    });
    const text = h('div', { class: 'editor' });
    this.#editor = new PolicyEditor(text, engine, session.work.language, (policy) => session.setText(policy));
    this.#status = new StatusLine(() => this.#editor.goToComplaint());
    this.#policy.append(h('h2', {}), text);
    const views = h('section', { id: 'views', class: 'views', tabindex: '-1' }, this.#tabs.element);
    replace(document.body, this.#skip, this.#menu.element, h('main', {}, this.#policy, views), this.#status.element, memo.element);
    session.listen(() => this.#show());
    session.onLong = () => this.#status.wait();
    session.onKeepFailed = () => this.#status.tell(say('keptTooLarge'));
    engine.onEnded = (reason) => this.#status.tell(say('ended', reason));
    this.#takeDrops();
    addEventListener('beforeunload', (event) => {
      if (this.#isOwnWork()) event.preventDefault(); // the browser asks
    });
    this.#fresh();
  }

  /** All that is said, in the language of the page. */
  #speak(): void {
    const { language } = this.#session.work;
    speak(language);
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = say('title');
    this.#skip.textContent = say('skip');
    this.#policy.querySelector('h2')!.textContent = say('policy');
    this.#menu.show();
    this.#tabs.speak();
  }

  /** The work is another: everything is shown anew. */
  #fresh(): void {
    this.#speak();
    this.#editor.text = this.#session.work.policy.text;
    this.#show();
    this.#session.changed();
  }

  #show(): void {
    const { outcome, results } = this.#session;
    const stale = outcome !== null && outcome.kind !== 'results';
    this.#results.show(results, stale);
    this.#status.show(this.#session);
    if (this.#tabs.chosen === 'tables') this.#data.show();
    if (this.#tabs.chosen === 'compare') void this.#compare.show();
    if (this.#tabs.chosen === 'what-if') void this.#whatIf.show();
    if (this.#tabs.chosen === 'report') this.#report.show();
  }

  #goToCell(entity: string, row: number, column: string, memo: MemoPanel): void {
    const shape = this.#session.shape?.entities.find(({ name, table }) => name === entity || table === entity);
    if (shape === undefined) return;
    if (shape.fields.some(({ name, label }) => name === column || label === column)) {
      this.#tabs.open('tables');
      this.#data.go(entity, row, column);
    } else {
      void this.#memoOfRow(shape.name, row, column, memo);
    }
  }

  /** The memo of a defined column that is in error, by the number of its row. */
  async #memoOfRow(entity: string, row: number, column: string, memo: MemoPanel): Promise<void> {
    const shape = this.#session.shape!.entities.find(({ name }) => name === entity)!;
    const keys = shape.fields.filter(({ key }) => key).length || 1;
    const table = await this.#engine.call('rows', `entity:${entity}`, Math.max(row, 0), 1);
    const key = shape.whole ? '' : (table.rows[0] ?? []).slice(0, keys).map(String).join('/');
    await memo.show({ entity, key, column });
  }

  #otherLanguage(): void {
    const { work } = this.#session;
    work.language = work.language === 'zh' ? 'en' : 'zh';
    this.#speak();
    this.#editor.speak(work.language);
    this.#session.changed();
    this.#show();
    this.#tabs.open(this.#tabs.chosen);
  }

  /** Writes the keywords in the language in which they are not; what is no keyword stays. */
  async #otherKeywords(): Promise<void> {
    const { text } = this.#editor;
    try {
      const chinese = await this.#engine.call('keywords', text, 'zh');
      this.#editor.text = chinese === text ? await this.#engine.call('keywords', text, 'en') : chinese;
    } catch (problem) {
      this.#status.tell((problem as Error).message);
    }
  }

  /** Whether something was written that is kept nowhere: examples come back of themselves. */
  #isOwnWork(): boolean {
    const { policy, tables } = this.#session.work;
    return !this.#session.keeps && policy.text.trim() !== '' && (policy.text !== this.#example.text || tables !== this.#example.tables);
  }

  async #takeExample({ policy, tables, asOf }: Example): Promise<void> {
    if (this.#isOwnWork() && !confirm(say('replaceAll'))) return;
    const { language } = this.#session.work;
    const work = { ...emptyWork(language), policy: { name: 'policy.remit', text: policy[language] }, asOf };
    for (const [name, text] of Object.entries(tables[language])) {
      const read = await this.#engine.call('read', `${name}.csv`, new TextEncoder().encode(text), 'utf-8', language);
      const [table] = read.tables ?? [];
      if (table) work.tables[name] = { headers: table.headers, rows: table.rows };
    }
    this.#session.setWork(work);
    this.#example = { text: work.policy.text, tables: work.tables };
    this.#fresh();
    this.#tabs.open('results');
  }

  async #open(files: readonly File[]): Promise<void> {
    const tables: File[] = [];
    this.#status.show(this.#session);
    for (const file of files) {
      const text = isTableFile(file.name) ? null : textOf(new Uint8Array(await file.arrayBuffer()));
      if (isTableFile(file.name) || (text !== null && !isPolicyFile(file.name, text))) tables.push(file);
      else if (text === null) this.#status.tell(say('notText', file.name));
      else this.#takePolicy(file.name, text);
    }
    if (tables.length === 0) return;
    await this.#session.settled(); // the policy says which tables there are
    this.#tabs.open('tables');
    await this.#data.take(tables);
  }

  #takePolicy(name: string, text: string): void {
    const { policy } = this.#session.work;
    if (policy.text.trim() !== '' && policy.text !== text && !confirm(say('replacePolicy', name))) return;
    this.#session.work.policy = { name, text };
    this.#fresh();
  }

  /** Files may be dropped anywhere. */
  #takeDrops(): void {
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      void this.#open(files);
    });
  }
}

async function begin(): Promise<void> {
  const before = kept();
  const language: Language = before?.language ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');
  speak(language);
  document.body.textContent = say('starting');
  const engine = new Engine(packed('worker'));
  await engine.call('start', language, await packedBytes('wasm'));
  const examples = JSON.parse(await packedText('examples')) as Example[];
  new Page(engine, new Session(engine, before ?? emptyWork(language), before !== null), examples);
}

begin().catch((problem: unknown) => {
  document.body.textContent = say('cannotStart', problem instanceof Error ? problem.message : String(problem));
});
