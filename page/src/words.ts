import type { Language } from './engine/protocol.ts';

/** What the page says for itself, in both languages; all else is worded by the library. */
const WORDS = {
  // The page
  title: ['Remit: work out a policy', 'Remit 政策核算'],
  starting: ['Starting …', '正在启动……'],
  cannotStart: ['This browser cannot run the page: {0}', '此浏览器无法运行本页面：{0}'],
  ended: ['The computation has ended: {0}. Save what you have and open the page again.', '计算已中止：{0}。请先保存，再重新打开本页。'],
  skip: ['Skip to the results', '跳到计算结果'],
  language: ['中文', 'English'],
  menuOpen: ['Open', '打开'],
  menuSave: ['Save', '保存'],
  openPolicy: ['A policy or tables …', '政策或数据表……'],
  savePolicy: ['The policy text', '政策文本'],
  saveWorkbook: ['The results as a workbook', '计算结果（工作簿）'],
  savePayments: ['The payment list as a workbook', '支付清单（工作簿）'],
  saveTemplate: ['An empty workbook to fill in', '空白填报表（工作簿）'],
  examples: ['Examples', '示例'],
  newPolicy: ['New policy', '新建政策'],
  asOf: ['On the day', '时点'],
  keep: ['Keep in this browser', '保存在此浏览器'],
  keptTooLarge: ['This is too much for the browser to keep; save it as files.', '内容过大，浏览器无法保存，请存为文件。'],
  keywordsOther: ['Keywords 中/英', '关键词 中/英'],
  replacePolicy: ['Replace the policy by “{0}”? Its tables stay.', '以“{0}”替换当前政策？数据表保留。'],
  notText: ['“{0}” is neither a text nor a table. A policy is a text (.remit, .txt), tables are workbooks (.xlsx) or CSV.',
    '“{0}”既不是文本，也不是数据表。政策应为文本文件（.remit、.txt），数据表应为工作簿（.xlsx）或 CSV 文件。'],
  replaceAll: ['This replaces the policy and its tables. Go on?', '将替换当前政策和数据表，是否继续？'],
  // Editor
  policy: ['Policy', '政策'],
  writeHere: ['Write a policy here, drop a file onto the page, or choose an example.', '在此编写政策，或将文件拖到页面上，或选择一个示例。'],
  policyText: ['The text of the policy', '政策文本'],
  complaints: ['{0} to mend', '{0} 处需更正'],
  nextComplaint: ['Go to the next', '转到下一处'],
  noComplaints: ['Nothing to mend', '没有需更正之处'],
  // Tabs
  views: ['Views', '视图'],
  results: ['Results', '结果'],
  tables: ['Tables', '数据'],
  whatIf: ['What if', '测算'],
  comparison: ['Compare', '比较'],
  report: ['Report', '报告'],
  // Status
  nothingYet: ['Nothing is written yet', '尚未编写'],
  computed: ['{0} rows in {1} ms', '{0} 行，用时 {1} 毫秒'],
  computing: ['Computing …', '正在计算……'],
  policyWrong: ['The policy has to be mended first; these are the last results.', '政策需先更正；以下为上一次结果。'],
  dataWrong: ['A table has to be mended first; these are the last results.', '数据表需先更正；以下为上一次结果。'],
  // Results
  totals: ['Totals per payer', '各出资方合计'],
  targets: ['Targets', '目标'],
  payments: ['Payments', '支付明细'],
  findings: ['Findings', '认定'],
  errors: ['Cells to mend', '需更正的单元格'],
  errorsCounted: ['Cells to mend: {0}', '需更正的单元格：{0}'],
  rowsOf: ['All figures of', '各行数值'],
  notes: ['Notes', '提示'],
  nothing: ['Nothing', '无'],
  noResults: ['There are no results as yet. Write a policy, or choose an example.', '尚无结果。请编写政策，或选择一个示例。'],
  noRows: ['The tables have no rows as yet.', '数据表尚无数据。'],
  fillIn: ['Fill in the tables', '填写数据表'],
  goToCell: ['Go to the cell', '转到单元格'],
  // Memo
  memo: ['How it comes about', '计算说明'],
  memoOf: ['How {0} of “{1}” comes about', '“{1}”的{0}如何得出'],
  close: ['Close', '关闭'],
  print: ['Print', '打印'],
  copy: ['Copy the text', '复制文本'],
  copied: ['Copied', '已复制'],
  // Tables
  table: ['Table', '数据表'],
  rowCount: ['{0} rows', '{0} 行'],
  dropHere: ['Drop a workbook or CSV files here, or paste cells.', '可将工作簿或 CSV 文件拖放到此处，也可粘贴单元格。'],
  openTable: ['Open a file …', '打开文件……'],
  saveTable: ['Save as CSV', '存为 CSV'],
  clearTable: ['Empty the table', '清空数据表'],
  clearSure: ['Remove all rows of “{0}”?', '删除“{0}”的所有行？'],
  encoding: ['Encoding', '编码'],
  encodingAuto: ['found out', '自动识别'],
  belongsTo: ['“{0}” is not called like a table of the policy. It is:', '“{0}”与政策中的数据表名称不符，它是：'],
  undo: ['Undo', '撤销'],
  policyFirst: ['Write or open a policy first: it says which tables there are.', '请先编写或打开政策：有哪些数据表由政策规定。'],
  leaveOut: ['Leave out', '不导入'],
  noTables: ['The policy has no tables.', '政策没有数据表。'],
  required: ['has to be filled in', '必填'],
  optional: ['may be blank', '可留空'],
  key: ['tells rows apart', '标识各行'],
  refersTo: ['refers to “{0}”', '引用“{0}”'],
  read: ['Read “{0}”: {1} rows', '已读入“{0}”：{1} 行'],
  unread: ['“{0}” cannot be read: {1}', '无法读取“{0}”：{1}'],
  // What if
  parameter: ['Parameter', '参数'],
  from: ['from', '从'],
  to: ['to', '到'],
  step: ['by', '步长'],
  figure: ['Figure', '指标'],
  sweep: ['Work out', '测算'],
  noParameters: ['The policy has no parameter that could be changed. Give a figure a name with “param”.', '政策中没有可变动的参数。可用“参数”为一个数值命名。'],
  valueNow: ['{0} = {1}', '{0} = {1}'],
  drag: ['Value of the parameter', '参数取值'],
  sweepHint: ['Choose a range, for example from 10% to 30% by 1%.', '请给出范围，例如从 10% 到 30%，步长 1%。'],
  // Compare
  compareWith: ['The version to compare with: {0}', '用于比较的版本：{0}'],
  keepVersion: ['The text as it is now', '以当前文本为准'],
  openVersion: ['A file …', '打开文件……'],
  compareHint: ['Keep the text as it is now, then change it: here stands what each change costs, and for whom.',
    '先保留当前文本，再作修改：此处显示每处修改增减多少、涉及哪些对象。'],
  same: ['Every payment is the same.', '所有支付均相同。'],
  changed: ['{0} payments differ', '{0} 笔支付有变化'],
  gainLose: ['Who gains, who loses', '增减情况'],
  largest: ['The largest differences', '差额最大者'],
  textsDiffer: ['What the texts say otherwise', '文本差异'],
  // Report
  makeReport: ['Make the report', '生成报告'],
  saveReport: ['Save the page', '保存网页'],
  reportHint: ['One page that can be printed and passed on: targets, totals, payments, what is to be mended.',
    '一份可打印、可转交的网页：目标、合计、支付明细、需更正之处。'],
  reportPage: ['The report', '报告'],
} as const satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof WORDS;

let index = 0;

export function speak(language: Language): void {
  index = language === 'zh' ? 1 : 0;
}

export const spoken = (): Language => (index === 1 ? 'zh' : 'en');

/** A text of the catalogue in the language of the page. */
export function say(word: Word, ...parts: readonly (string | number)[]): string {
  return WORDS[word][index]!.replace(/\{(\d)\}/g, (_, part) => String(parts[Number(part)] ?? ''));
}

/** A number of rows or milliseconds, with its thousands apart. */
export const count = (value: number): string => value.toLocaleString(index === 1 ? 'zh-CN' : 'en');
