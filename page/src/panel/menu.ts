import type { Engine } from '../engine/client.ts';
import type { Making } from '../engine/protocol.ts';
import { chooseFiles, download, h, replace } from '../dom.ts';
import type { Example } from '../examples.ts';
import type { Session } from '../session.ts';
import { emptyWork } from '../state.ts';
import { say } from '../words.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const FILES: [Making, 'saveWorkbook' | 'savePayments' | 'saveTemplate'][] =
  [['workbook', 'saveWorkbook'], ['payments', 'savePayments'], ['template', 'saveTemplate']];

export interface MenuActions {
  open(files: readonly File[]): Promise<void>;
  example(example: Example): Promise<void>;
  otherLanguage(): void;
  otherKeywords(): Promise<void>;
  tell(text: string): void;
  fresh(): void;
}

/** What stands at the head of the page: files, examples, the day, the language. */
export class Menu {
  readonly element = h('header');
  readonly #engine: Engine;
  readonly #session: Session;
  readonly #actions: MenuActions;
  readonly #examples: readonly Example[];
  readonly #day = h('input', { type: 'date' });
  readonly #keep = h('input', { type: 'checkbox' });

  constructor(engine: Engine, session: Session, examples: readonly Example[], actions: MenuActions) {
    this.#engine = engine;
    this.#session = session;
    this.#examples = examples;
    this.#actions = actions;
    this.#day.addEventListener('change', () => {
      session.work.asOf = this.#day.value;
      session.changed();
    });
    this.#keep.addEventListener('change', () => session.setKeeps(this.#keep.checked));
  }

  /** In the language of the page, about the work as it is. */
  show(): void {
    const { asOf } = this.#session.work;
    this.#day.value = asOf;
    this.#keep.checked = this.#session.keeps;
    replace(this.element,
      h('h1', {}, 'Remit'),
      this.#menu('menuOpen', [
        ['openPolicy', () => void chooseFiles('.remit,.md,.txt,.csv,.xlsx,.xlsm', true).then((files) => this.#actions.open(files))],
        ['newPolicy', () => this.#new()],
      ]),
      this.#exampleMenu(),
      this.#menu('menuSave', [
        ['savePolicy', () => download(this.#session.work.policy.name, this.#session.work.policy.text, 'text/plain')],
        ...FILES.map(([what, word]) => [word, () => void this.#make(what)] as const),
      ]),
      h('label', { class: 'day' }, say('asOf'), ' ', this.#day),
      h('label', { class: 'keep' }, this.#keep, ' ', say('keep')),
      h('span', { class: 'space' }),
      h('button', { type: 'button', 'data-do': 'keywords', onclick: () => void this.#actions.otherKeywords() }, say('keywordsOther')),
      h('button', { type: 'button', 'data-do': 'language', lang: document.documentElement.lang === 'en' ? 'zh-CN' : 'en', onclick: () => this.#actions.otherLanguage() }, say('language')));
  }

  #new(): void {
    if (this.#session.work.policy.text !== '' && !confirm(say('replaceAll'))) return;
    this.#session.setWork(emptyWork(this.#session.work.language));
    this.#actions.fresh();
  }

  /** A button that opens a list of commands: `details`, which keyboards and readers of screens know. */
  #menu(word: 'menuOpen' | 'menuSave', entries: readonly (readonly [Parameters<typeof say>[0], () => void])[]): HTMLElement {
    const details = h('details', { class: 'menu', 'data-menu': word }, h('summary', {}, say(word)),
      h('div', { class: 'menu-list' }, ...entries.map(([entry, act]) =>
        h('button', {
          type: 'button', 'data-do': entry,
          onclick: () => {
            details.open = false;
            act();
          },
        }, say(entry)))));
    return details;
  }

  #exampleMenu(): HTMLElement {
    const select = h('select', { 'aria-label': say('examples'), 'data-do': 'examples' }, h('option', { value: '' }, say('examples')),
      ...this.#examples.map(({ name }, index) => h('option', { value: String(index) }, name[this.#session.work.language])));
    select.addEventListener('change', () => {
      const example = this.#examples[Number(select.value)];
      if (select.value !== '' && example) void this.#actions.example(example);
    });
    return select;
  }

  async #make(what: Making): Promise<void> {
    const { file, said } = await this.#engine.call('make', what, this.#session.request);
    if (file === null) this.#actions.tell(said);
    else download(`${what}.xlsx`, file, XLSX);
  }
}
