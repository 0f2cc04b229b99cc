import * as raw from './abi.js';
import type { Pointer } from './abi.js';
import type { CellIn, Data } from './data.js';
import { dayText, daysOf, decimalText, wholeOf } from './exchange-numbers.js';
import { checkedList } from './checks.js';
import { call } from './errors.js';
import { Handle } from './handle.js';
import { abi, runOf, Words } from './library.js';
import type { Entity, Field } from './schema.js';
import type { Cell, Column, Table } from './table.js';
import type { Language } from './words.js';

/** @internal What an exchange works with, looked up. */
export interface Desk {
  /** The case, kept for as long as what it lends: data and table. */
  readonly owner: Handle;
  readonly entity: Entity;
  readonly data: Data;
  readonly table: Table;
  readonly language: Language;
  /** Indices of fields and of columns, in the order of the exchange. */
  readonly fields: readonly number[];
  readonly columns: readonly number[];
  readonly minorUnit: number | undefined;
}

/** How an exchange takes and gives its cells. */
export interface ExchangeOptions {
  /**
   * The digits after the point of the currency's smallest unit: amounts of money go in and come out as whole
   * numbers of that unit, which is the quickest. With 2, 80000005n is 800000.05; a number that is whole goes
   * in as well, and what comes out is a bigint. RangeError for cells and figures of several currencies, whose
   * smallest units differ.
   */
  readonly minorUnit?: number;
}

/** @internal Their names. */
export const EXCHANGE_OPTIONS: Readonly<Record<keyof ExchangeOptions, true>> = { minorUnit: true };

const FIGURES: ReadonlySet<string> = new Set(['number', 'money', 'duration']);
/** The words of 32 bits in one of 64; the machines that there are have the lower one first. */
const HALVES = 2;
const TWO_32 = 2 ** 32;
const FINEST_MINOR_UNIT = 38;
const TEN = 10n;

/** The digits of the minor unit, in which all figures of money that are asked for can be told. */
function minorUnitOf({ minorUnit }: Desk, fields: readonly Field[], heads: readonly Column[]): number | undefined {
  if (minorUnit === undefined) return undefined;
  if (!Number.isInteger(minorUnit) || minorUnit < 0 || minorUnit > FINEST_MINOR_UNIT) {
    throw new RangeError(`a minor unit of ${minorUnit} digits; there are 0 to ${FINEST_MINOR_UNIT}`);
  }
  const finer = heads.find(({ kind, scale, ratio }) => kind === 'money' && (ratio || scale > minorUnit));
  if (finer) throw new RangeError(`“${finer.name}” may be finer than a minor unit of ${minorUnit} digits`);
  // The smallest unit of one currency is not that of another.
  const money = [...fields, ...heads].filter(({ kind }) => kind === 'money');
  if (money.some(({ currency }) => currency === '' || currency !== money[0]!.currency)) {
    const mixed = money.map(({ name, currency }) => `${name} ${currency || '?'}`).join(', ');
    throw new RangeError(`a minor unit is that of one currency: ${mixed}`);
  }
  return minorUnit;
}

/** Cells of a case in and figures out by memory that the library reads and writes: a run is one call,
 * whatever number of cells and figures. For a program to which a microsecond matters. */
export class Exchange extends Handle {
  readonly #desk: Desk;
  readonly #fields: readonly Field[];
  readonly #heads: readonly Column[];
  /** The words of a figure, by the numbers that it has for them. */
  readonly #categories: (readonly string[])[];
  readonly #cells: Words;
  readonly #figures: Words;
  readonly #minorUnit: number | undefined;
  readonly #run: () => number;

  /** @internal */
  constructor(address: Pointer, desk: Desk) {
    super(address, 'remit_exchange_free');
    this.#desk = desk;
    this.#fields = desk.fields.map((index) => desk.entity.fields[index]!);
    this.#heads = desk.columns.map((index) => desk.table.columns[index]!);
    this.#minorUnit = minorUnitOf(desk, this.#fields, this.#heads);
    this.#run = runOf(address);
    const described = [...desk.entity.columns, ...desk.entity.fields];
    this.#categories = this.#heads.map((head) => described.find(({ name }) => name === head.name)?.categories ?? []);
    this.#cells = new Words(abi.remit_exchange_cells(address), desk.fields.length * raw.EXCHANGE_WORD_COUNT);
    this.#figures = new Words(abi.remit_exchange_figures(address), desk.columns.length * raw.EXCHANGE_WORD_COUNT);
  }

  /** Sets the cells, in the order of the exchange's fields (one that is undefined stays as it was), computes,
   * and gives the figures in the order of its columns. TypeError for cells that are no array. */
  run(cells: readonly CellIn[] = []): (Cell | bigint)[] {
    checkedList('cells', cells);
    for (let cell = 0; cell < cells.length; ++cell) {
      if (cells[cell] !== undefined) this.set(cell, cells[cell]);
    }
    this.compute();
    const figures: (Cell | bigint)[] = [];
    for (let figure = 0; figure < this.#heads.length; ++figure) figures.push(this.value(figure));
    return figures;
  }

  /** Sets one cell, to a value as Data takes them; it holds for every run until it is set again. */
  set(cell: number, value: CellIn): void {
    const field = this.#field(cell);
    if (!this.#number(cell, field, value)) this.#inTable(cell, field, value);
  }

  /** Leaves a cell as it stands in the tables of the case. */
  keep(cell: number): void {
    this.#field(cell);
    this.#state(cell, raw.EXCHANGE_KEPT);
  }

  /** Computes, without reading the figures: `value` and `decimal` read those that are wanted. When it throws,
   * the figures are those of the run before. */
  compute(): void {
    const { address } = this;
    // The error is asked for where there is one: a place for it costs more than the run.
    if (this.#run() !== raw.OK) {
      call(this.#desk.language, (error) => abi.remit_exchange_run(address, error));
    }
  }

  /** A figure of the last run, by its place in the exchange's columns: see Cell; money of an exchange with a
   * minor unit is a bigint. A text, an error, and a quotient
   * without end are the table's of the case: read them before the case runs again, by itself or by another
   * exchange. */
  value(figure: number): Cell | bigint {
    this.address; // throws where it is closed
    const head = this.#head(figure);
    const { small } = this.#figures;
    const at = figure * raw.EXCHANGE_WORD_COUNT * HALVES;
    const state = small[at + raw.EXCHANGE_WORD_STATE * HALVES];
    if (state === raw.EXCHANGE_BLANK) return null;
    const column = this.#desk.columns[figure]!;
    if (state === raw.EXCHANGE_ERROR) return this.#desk.table.fault(0, column);
    if (state !== raw.EXCHANGE_VALUE) return this.#desk.table.value(0, column);
    const low = small[at + raw.EXCHANGE_WORD_LOW * HALVES]!;
    switch (head.kind) {
      case 'boolean':
        return low === 1;
      case 'date':
        return dayText(low);
      case 'category':
        return this.#categories[figure]![low]!;
      case 'money':
        if (this.#minorUnit !== undefined) return this.#minor(figure, this.#minorUnit);
        break;
      default:
        break;
    }
    const { coefficient, scale } = this.#decimal(figure);
    return decimalText(coefficient, scale);
  }

  /** A figure in units of so many digits, which are no fewer than its own. */
  #minor(figure: number, digits: number): bigint {
    const { small } = this.#figures;
    const whole = this.#whole(figure);
    const scale = small[(figure * raw.EXCHANGE_WORD_COUNT + raw.EXCHANGE_WORD_SCALE) * HALVES]!;
    return scale === digits ? whole : whole * TEN ** BigInt(digits - scale);
  }

  /** A figure as coefficient * 10^-scale; null for one that is no such number: blank, an error, a quotient
   * without end, or of another kind. */
  decimal(figure: number): { coefficient: bigint; scale: number } | null {
    this.address;
    const at = figure * raw.EXCHANGE_WORD_COUNT * HALVES;
    const head = this.#head(figure);
    if (this.#figures.small[at] !== raw.EXCHANGE_VALUE || !FIGURES.has(head.kind)) return null;
    const { coefficient, scale } = this.#decimal(figure);
    return { coefficient: BigInt(coefficient), scale };
  }

  /** The coefficient as a number where that is exact. */
  #decimal(figure: number): { coefficient: number | bigint; scale: number } {
    const { small } = this.#figures;
    const at = figure * raw.EXCHANGE_WORD_COUNT * HALVES;
    const scale = small[at + raw.EXCHANGE_WORD_SCALE * HALVES]!;
    if (this.#isNarrow(at)) {
      const low = at + raw.EXCHANGE_WORD_LOW * HALVES;
      const whole = small[low + 1]! * TWO_32 + (small[low]! >>> 0);
      if (Number.isSafeInteger(whole)) return { coefficient: whole, scale };
    }
    return { coefficient: this.#whole(figure), scale };
  }

  /** The coefficient. */
  #whole(figure: number): bigint {
    const { big } = this.#figures;
    const at = figure * raw.EXCHANGE_WORD_COUNT;
    const low = big[at + raw.EXCHANGE_WORD_LOW]!;
    return this.#isNarrow(at * HALVES) ? low : (big[at + raw.EXCHANGE_WORD_HIGH]! << 64n) + BigInt.asUintN(64, low);
  }

  /** Whether the number of the figure whose words begin there has 64 bits. */
  #isNarrow(at: number): boolean {
    const { small } = this.#figures;
    const high = at + raw.EXCHANGE_WORD_HIGH * HALVES;
    const sign = small[at + raw.EXCHANGE_WORD_LOW * HALVES + 1]! < 0 ? -1 : 0;
    return small[high] === sign && small[high + 1] === sign;
  }

  #head(figure: number): Column {
    const head = typeof figure === 'number' ? this.#heads[figure] : undefined;
    if (head === undefined) throw new RangeError(`${String(figure)} / ${this.#heads.length}`);
    return head;
  }

  #field(cell: number): Field {
    const field = typeof cell === 'number' ? this.#fields[cell] : undefined;
    if (field === undefined) throw new RangeError(`${String(cell)} / ${this.#fields.length}`);
    return field;
  }

  /** Whether the value is one that goes in by words. */
  #number(cell: number, field: Field, value: CellIn): boolean {
    if (value === null) return this.#state(cell, raw.EXCHANGE_BLANK);
    switch (field.kind) {
      case 'number':
      case 'money':
      case 'duration': {
        if (this.#minorUnit !== undefined && field.kind === 'money') return this.#putMinor(cell, value, this.#minorUnit);
        if (typeof value === 'string') {
          const whole = wholeOf(value);
          return whole !== null && this.#put(cell, whole.coefficient, whole.scale);
        }
        if (typeof value === 'bigint') return this.#putBig(cell, value, 0);
        return typeof value === 'number' && Number.isSafeInteger(value) && this.#put(cell, value, 0);
      }
      case 'boolean':
        return typeof value === 'boolean' && this.#put(cell, value ? 1 : 0, 0);
      case 'date': {
        const days = typeof value === 'string' ? daysOf(value) : null;
        return days !== null && this.#put(cell, days, 0);
      }
      case 'category': {
        const index = typeof value === 'string' ? field.categories.indexOf(value) : -1;
        return index >= 0 && this.#put(cell, index, 0);
      }
      default:
        return false;
    }
  }

  #state(cell: number, state: number): true {
    this.address;
    this.#cells.small[cell * raw.EXCHANGE_WORD_COUNT * HALVES] = state;
    return true;
  }

  #put(cell: number, whole: number, scale: number): true {
    this.address;
    const { small } = this.#cells;
    const at = cell * raw.EXCHANGE_WORD_COUNT * HALVES;
    const sign = whole < 0 ? -1 : 0;
    small[at] = raw.EXCHANGE_VALUE;
    small[at + raw.EXCHANGE_WORD_LOW * HALVES] = whole; // modulo 2^32
    small[at + raw.EXCHANGE_WORD_LOW * HALVES + 1] = Math.floor(whole / TWO_32);
    small[at + raw.EXCHANGE_WORD_HIGH * HALVES] = sign;
    small[at + raw.EXCHANGE_WORD_HIGH * HALVES + 1] = sign;
    small[at + raw.EXCHANGE_WORD_SCALE * HALVES] = scale;
    return true;
  }

  #putBig(cell: number, whole: bigint, scale: number): boolean {
    this.address;
    const low = BigInt.asIntN(64, whole);
    if (low !== whole && whole !== BigInt.asIntN(128, whole)) return false;
    const { small, big } = this.#cells;
    const at = cell * raw.EXCHANGE_WORD_COUNT;
    big[at + raw.EXCHANGE_WORD_LOW] = low;
    if (low === whole) this.#extend(at * HALVES);
    else big[at + raw.EXCHANGE_WORD_HIGH] = whole >> 64n;
    small[(at + raw.EXCHANGE_WORD_STATE) * HALVES] = raw.EXCHANGE_VALUE;
    small[(at + raw.EXCHANGE_WORD_SCALE) * HALVES] = scale;
    return true;
  }

  /** Makes 128 bits of the 64 of the cell whose words begin there. */
  #extend(at: number): void {
    const { small } = this.#cells;
    const high = at + raw.EXCHANGE_WORD_HIGH * HALVES;
    small[high] = small[high + 1] = small[at + raw.EXCHANGE_WORD_LOW * HALVES + 1]! < 0 ? -1 : 0;
  }

  /** A whole number of the minor unit, and nothing else: 1.5 or "2" would be another amount than 2. */
  #putMinor(cell: number, value: CellIn, digits: number): boolean {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return this.#put(cell, value, digits);
    if (typeof value !== 'bigint') throw new TypeError(`no whole number of the minor unit: ${String(value)}`);
    if (!this.#putBig(cell, value, digits)) this.#inTable(cell, this.#field(cell), decimalText(value, digits));
    return true;
  }

  /** What is no number here: set as every other cell is. */
  #inTable(cell: number, field: Field, value: CellIn): void {
    this.#desk.data.set(this.#desk.entity.name, 0, { [field.name]: value });
    this.keep(cell);
  }
}
