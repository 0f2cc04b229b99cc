/** The languages in which Remit answers. */
export type Language = 'en' | 'zh';

/** What this package says for itself, in both languages; all else is worded by the library. */
const WORDS = {
  notUnicode: ['the text is not Unicode: half of a surrogate pair', '文本不是有效的 Unicode：代理对不完整'],
  noEntity: ['no entity is called “{0}”; there are {1}', '没有名为“{0}”的数据表，现有：{1}'],
  noField: ['“{0}” has no field “{1}”; there are {2}', '数据表“{0}”没有字段“{1}”，现有：{2}'],
  fieldTwice: ['the row gives the field “{1}” of “{0}” twice', '这一行两次给出数据表“{0}”的字段“{1}”'],
  noTable: ['no table is given for: {0}', '没有给出以下数据表：{0}'],
  noColumn: ['no column is called “{0}”; there are {1}', '没有名为“{0}”的列，现有：{1}'],
  noRow: ['there is no row {0}; there are {1} rows', '没有第 {0} 行，共 {1} 行'],
  noValue: ['the cell has no value: {0}', '该格没有值：{0}'],
  notDay: ['not a day: “{0}”; write 2010-12-31', '“{0}”不是日期，应写作 2010-12-31'],
  closed: ['it is closed', '已关闭'],
  separator: [', ', '、'],
} as const;

export type Word = keyof typeof WORDS;

export function say(language: Language, word: Word, ...parts: (string | number)[]): string {
  return WORDS[word][language === 'zh' ? 1 : 0].replace(/\{(\d)\}/g, (_, n) => String(parts[Number(n)]));
}

export function list(language: Language, names: Iterable<string>): string {
  return [...names].filter((name) => name !== '').join(say(language, 'separator'));
}
