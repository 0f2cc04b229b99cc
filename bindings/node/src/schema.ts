import * as raw from './abi.js';
import { call } from './errors.js';
import { abi, lentOrEmpty } from './library.js';
import type { Pointer } from './abi.js';

/** What a cell holds. */
export type Kind = 'boolean' | 'number' | 'money' | 'date' | 'text' | 'category' | 'reference' | 'duration';

export const KINDS: readonly Kind[] =
  ['boolean', 'number', 'money', 'date', 'text', 'category', 'reference', 'duration'];

/** An input column. `header` is what the data calls it besides its name and its label. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly header: string;
  readonly kind: Kind;
  readonly scale: number;
  readonly currency: string;
  readonly refersTo: string;
  readonly categories: readonly string[];
  readonly key: boolean;
  readonly optional: boolean;
  readonly hasDefault: boolean;
  readonly hole: boolean;
  readonly percent: boolean;
  readonly cite: string;
}

/** A column that the policy defines, by which declaration, and where that stands: `line` from 1. */
export interface DefinedColumn {
  readonly name: string;
  readonly labelEn: string;
  readonly labelZh: string;
  readonly kind: Kind;
  readonly scale: number;
  readonly currency: string;
  readonly categories: readonly string[];
  readonly form: string;
  readonly declaration: string;
  readonly role: string;
  readonly cite: string;
  readonly file: string;
  readonly line: number;
}

/** A table: its fields come in, its columns go out. Of one that is `made` the policy makes the rows. */
export interface Entity {
  readonly index: number;
  readonly name: string;
  readonly label: string;
  readonly hole: boolean;
  readonly made: boolean;
  readonly fields: readonly Field[];
  readonly columns: readonly DefinedColumn[];
}

/** A declaration, the clause that it cites, what that says in short, how it was read, and where it stands. */
export interface Clause {
  readonly name: string;
  readonly form: string;
  readonly label: string;
  readonly cite: string;
  readonly says: string;
  readonly reading: string;
  readonly notComputed: string;
  readonly file: string;
  readonly line: number;
}

/** What the document leaves open: a parameter or a whole table. */
export interface Hole {
  readonly name: string;
  readonly isEntity: boolean;
  readonly cite: string;
}

/** Reads one list of a policy. */
class Entries {
  constructor(
    private readonly policy: Pointer,
    private readonly which: number,
    private readonly entity = 0,
  ) {}

  map<T>(entry: (index: number) => T): T[] {
    const count: [number | bigint] = [0];
    call('en', (error) => abi.remit_policy_count(this.policy, this.which, this.entity, count, error));
    return Array.from({ length: Number(count[0]) }, (_, index) => entry(index));
  }

  text(index: number, which: number): string {
    return lentOrEmpty((size) =>
      abi.remit_policy_list_text(this.policy, this.which, this.entity, index, which, size));
  }

  number(index: number, which: number): number {
    const value: [number | bigint] = [0];
    call('en', (error) =>
      abi.remit_policy_entry_number(this.policy, this.which, this.entity, index, which, value, error));
    return Number(value[0]);
  }

  is(index: number, which: number): boolean {
    return this.number(index, which) === 1;
  }

  kind(index: number): Kind {
    return KINDS[this.number(index, raw.ENTRY_KIND)] ?? 'text';
  }

  categories(index: number): string[] {
    const count = Math.max(0, this.number(index, raw.ENTRY_CATEGORY_COUNT));
    return Array.from({ length: count }, (_, category) =>
      lentOrEmpty((size) =>
        abi.remit_policy_list_category(this.policy, this.which, this.entity, index, category, size)));
  }
}

function fieldsOf(policy: Pointer, entity: number): Field[] {
  const list = new Entries(policy, raw.LIST_FIELDS, entity);
  return list.map((index) => ({
    name: list.text(index, raw.ENTRY_NAME),
    label: list.text(index, raw.ENTRY_LABEL_EN),
    header: list.text(index, raw.ENTRY_HEADER),
    kind: list.kind(index),
    scale: Math.max(0, list.number(index, raw.ENTRY_SCALE)),
    currency: list.text(index, raw.ENTRY_CURRENCY),
    refersTo: list.text(index, raw.ENTRY_REFERS_TO),
    categories: list.categories(index),
    key: list.is(index, raw.ENTRY_IS_KEY),
    optional: list.is(index, raw.ENTRY_IS_OPTIONAL),
    hasDefault: list.is(index, raw.ENTRY_HAS_DEFAULT),
    hole: list.is(index, raw.ENTRY_IS_HOLE),
    percent: list.is(index, raw.ENTRY_IS_PERCENT),
    cite: list.text(index, raw.ENTRY_CITE),
  }));
}

function columnsOf(policy: Pointer, entity: number): DefinedColumn[] {
  const list = new Entries(policy, raw.LIST_COLUMNS, entity);
  return list.map((index) => ({
    name: list.text(index, raw.ENTRY_NAME),
    labelEn: list.text(index, raw.ENTRY_LABEL_EN),
    labelZh: list.text(index, raw.ENTRY_LABEL_ZH),
    kind: list.kind(index),
    scale: Math.max(0, list.number(index, raw.ENTRY_SCALE)),
    currency: list.text(index, raw.ENTRY_CURRENCY),
    categories: list.categories(index),
    form: list.text(index, raw.ENTRY_FORM),
    declaration: list.text(index, raw.ENTRY_DECLARATION),
    role: list.text(index, raw.ENTRY_ROLE),
    cite: list.text(index, raw.ENTRY_CITE),
    file: list.text(index, raw.ENTRY_FILE),
    line: list.number(index, raw.ENTRY_LINE),
  }));
}

export function entitiesOf(policy: Pointer): Entity[] {
  const list = new Entries(policy, raw.LIST_ENTITIES);
  return list.map((index) => ({
    index,
    name: list.text(index, raw.ENTRY_NAME),
    label: list.text(index, raw.ENTRY_LABEL_EN),
    hole: list.is(index, raw.ENTRY_IS_HOLE),
    made: list.is(index, raw.ENTRY_IS_MADE),
    fields: fieldsOf(policy, index),
    columns: columnsOf(policy, index),
  }));
}

export function clausesOf(policy: Pointer): Clause[] {
  const list = new Entries(policy, raw.LIST_CLAUSES);
  return list.map((index) => ({
    name: list.text(index, raw.ENTRY_NAME),
    form: list.text(index, raw.ENTRY_FORM),
    label: list.text(index, raw.ENTRY_LABEL_EN),
    cite: list.text(index, raw.ENTRY_CITE),
    says: list.text(index, raw.ENTRY_SAYS),
    reading: list.text(index, raw.ENTRY_READING),
    notComputed: list.text(index, raw.ENTRY_NOT_COMPUTED),
    file: list.text(index, raw.ENTRY_FILE),
    line: list.number(index, raw.ENTRY_LINE),
  }));
}

export function holesOf(policy: Pointer): Hole[] {
  const list = new Entries(policy, raw.LIST_HOLES);
  return list.map((index) => ({
    name: list.text(index, raw.ENTRY_NAME),
    isEntity: list.is(index, raw.ENTRY_IS_ENTITY),
    cite: list.text(index, raw.ENTRY_CITE),
  }));
}
