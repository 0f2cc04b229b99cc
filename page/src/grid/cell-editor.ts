import { h } from '../dom.ts';

export interface CellPlace {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
}

/** The field in which a cell of a grid is typed. Enter and Tab take what was typed and go on, Escape leaves
 * the cell as it was. */
export class CellEditor {
  readonly element = h('input', { class: 'cell-editor', type: 'text', autocomplete: 'off', spellcheck: 'false' });
  readonly #taken: (text: string, move: readonly [number, number], focus: boolean) => void;
  readonly #grid: HTMLElement;
  #before = '';
  #open = false;

  /** `taken` is told the text, by how many rows and columns to go on, and whether keys stay with the grid. */
  constructor(grid: HTMLElement, taken: (text: string, move: readonly [number, number], focus: boolean) => void) {
    this.#grid = grid;
    this.#taken = taken;
    this.element.addEventListener('keydown', (event) => this.#press(event));
    this.element.addEventListener('blur', () => this.#end([0, 0], false));
  }

  get open(): boolean {
    return this.#open;
  }

  show(parent: Element, text: string, { top, left, width, height, label }: CellPlace): void {
    this.#open = true;
    this.#before = text;
    this.element.value = text;
    this.element.setAttribute('aria-label', label);
    this.element.style.cssText = `top:${top}px;left:${left}px;width:${width}px;height:${height}px`;
    parent.append(this.element);
    this.element.focus();
    this.element.setSelectionRange(text.length, text.length);
  }

  #press(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Enter') this.#end([event.shiftKey ? -1 : 1, 0]);
    else if (event.key === 'Tab') this.#end([0, event.shiftKey ? -1 : 1]);
    else if (event.key === 'Escape') this.#leave();
    else return;
    event.preventDefault();
  }

  /** Taking it away takes the focus away as well, which must not end it once more. */
  #close(): string {
    this.#open = false;
    this.element.remove();
    return this.element.value;
  }

  #leave(): void {
    this.#close();
    this.#grid.focus({ preventScroll: true });
  }

  #end(move: readonly [number, number], focus = true): void {
    if (!this.#open) return;
    const value = this.#close();
    if (focus || value !== this.#before) this.#taken(value, move, focus);
  }
}
