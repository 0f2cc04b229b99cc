import type { Pointer } from './abi.js';
import { whole } from './checks.js';
import { languageNumber, make } from './errors.js';
import { abi, takeString } from './library.js';
import { Table } from './table.js';
import type { Language } from './words.js';

/** Figures for each of a grid of parameters: first the parameters, as they are written, then the figures.
 * See Policy.sweep. */
export class Sweep extends Table {
  /** How many of the columns are parameters. */
  readonly parameters: number;
  readonly #language: Language;

  /** @internal */
  constructor(address: Pointer, parameters: number, language: Language) {
    super(address, language);
    this.parameters = parameters;
    this.#language = language;
  }

  /** One figure as a picture, an SVG that needs nothing else; empty if there is nothing to draw. */
  picture(column: number, language: Language = this.#language): string {
    const figure = whole('column', column, 0, this.columns.length - 1);
    return takeString(make(language, (made, error) =>
      abi.remit_sweep_picture(this.address, this.parameters, figure, languageNumber(language), made, error)));
  }
}
