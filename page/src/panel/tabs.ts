import { h, unique } from '../dom.ts';

export interface Tab {
  readonly name: string;
  readonly panel: HTMLElement;
  title(): string;
  /** Called when it comes to the front. */
  shown?(): void;
}

/** Panels of which one is in front, as the practices of ARIA have it: arrows go from one to the next. */
export class Tabs {
  readonly element: HTMLElement;
  readonly #list: HTMLElement;
  readonly #tabs: readonly Tab[];
  readonly #buttons: HTMLButtonElement[];
  #chosen = 0;

  constructor(tabs: readonly Tab[], label: () => string) {
    this.#tabs = tabs;
    this.#buttons = tabs.map(({ name, panel }, index) => {
      const id = unique('tab');
      panel.id ||= unique('panel');
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', id);
      return h('button', {
        id, type: 'button', role: 'tab', 'aria-controls': panel.id, 'data-tab': name, onclick: () => this.choose(index),
      });
    });
    this.#list = h('div', { role: 'tablist', class: 'tablist' }, ...this.#buttons);
    this.#list.addEventListener('keydown', (event) => this.#press(event));
    this.element = h('div', { class: 'tabs' }, this.#list, ...tabs.map(({ panel }) => panel));
    this.label = label;
    this.choose(0);
  }

  readonly label: () => string;

  /** Says everything again, in the language of the page. */
  speak(): void {
    this.#list.setAttribute('aria-label', this.label());
    this.#tabs.forEach((tab, index) => {
      this.#buttons[index]!.textContent = tab.title();
    });
  }

  get chosen(): string {
    return this.#tabs[this.#chosen]!.name;
  }

  open(name: string): void {
    this.choose(this.#tabs.findIndex((tab) => tab.name === name));
  }

  choose(index: number): void {
    this.#chosen = (index + this.#tabs.length) % this.#tabs.length;
    this.#tabs.forEach(({ panel }, each) => {
      panel.hidden = each !== this.#chosen;
      const button = this.#buttons[each]!;
      button.setAttribute('aria-selected', String(each === this.#chosen));
      button.tabIndex = each === this.#chosen ? 0 : -1;
    });
    this.#tabs[this.#chosen]!.shown?.();
  }

  #press(event: KeyboardEvent): void {
    const to = { ArrowRight: this.#chosen + 1, ArrowLeft: this.#chosen - 1, Home: 0, End: this.#tabs.length - 1 }[event.key];
    if (to === undefined) return;
    this.choose(to);
    this.#buttons[this.#chosen]!.focus();
    event.preventDefault();
  }
}
