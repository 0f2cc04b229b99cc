// Cells of results as a person reads them.
import type { Shown, ShownColumn } from '../engine/protocol.ts';
import type { GridCell, GridColumn } from '../grid/source.ts';
import { spoken } from '../words.ts';
import words from '../../../editors/colours/words.json';

const FIGURES = new Set(['money', 'number', 'duration']);

/** Columns of lists that hold figures of several kinds, and so are texts. */
const MIXED = new Set(['metric', 'goal', 'progress', 'exact', 'rounded', 'difference']);

export const isFigure = ({ kind, name }: ShownColumn): boolean => FIGURES.has(kind) || MIXED.has(name);

/** "1234567.80" as "1,234,567.80"; what is no decimal as it is. */
export function grouped(text: string): string {
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(text);
  if (parts === null) return text;
  const [, sign, whole, rest = ''] = parts;
  return `${sign}${whole!.replace(/\B(?=(\d{3})+$)/g, ',')}${rest}`;
}

export const titleOf = ({ name, labelEn, labelZh, currency }: ShownColumn): string => {
  const label = (spoken() === 'zh' ? labelZh || labelEn : labelEn || labelZh) || name;
  return currency === '' ? label : `${label} (${currency})`;
};

export const columnOf = (column: ShownColumn): GridColumn => ({ title: titleOf(column), hint: column.name, end: isFigure(column) });

/** Words of lists that are the same for programs in every language, as people read them; by column. */
const STABLE: Record<string, Record<string, readonly [string, string]>> = {
  status: { due: ['due', '应付'], nothing: ['nothing', '不付'], error: ['error', '有误'], repay: ['to be paid back', '应退'] },
  change: { added: ['added', '新增'], removed: ['removed', '删除'], changed: ['changed', '修改'] },
  entity: { whole: ['the whole', '整体'] },
};
/** What declarations are called, by their English keyword. */
const CHINESE: Readonly<Record<string, string>> = words.chinese;
const YES: Record<string, readonly [string, string]> = { true: ['yes', '是'], false: ['no', '否'] };

export function cellOf(shown: Shown, column: ShownColumn): GridCell {
  if (shown === null) return { text: '' };
  if (typeof shown === 'object') return { text: spoken() === 'zh' ? '有误' : 'error', error: shown.detail };
  if (column.kind === 'boolean') return { text: (YES[shown] ?? [shown, shown])[spoken() === 'zh' ? 1 : 0]! };
  if (column.name === 'form' && spoken() === 'zh') return { text: CHINESE[shown] ?? shown };
  const stable = STABLE[column.name.replace(/_(before|after)$/, '')]?.[shown];
  if (stable !== undefined) return { text: stable[spoken() === 'zh' ? 1 : 0]! };
  return { text: isFigure(column) ? grouped(shown) : shown };
}
