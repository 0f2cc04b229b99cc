// Generated from capi/remit.json by bindings/java/generate_abi.py; not edited by hand.
package remit;

/** What this package says for itself, in both languages; all else is worded by the library. */
enum Words {
  NO_ENTITY("no entity is called “{0}”; there are {1}", "没有名为“{0}”的数据表，现有：{1}"),
  NO_FIELD("“{0}” has no field “{1}”; there are {2}", "数据表“{0}”没有字段“{1}”，现有：{2}"),
  FIELD_TWICE("the row gives the field “{1}” of “{0}” twice", "这一行两次给出数据表“{0}”的字段“{1}”"),
  NO_TABLE("no table is given for: {0}; one without rows is given empty", "没有给出以下数据表：{0}；没有数据行的表请给空表"),
  NO_COLUMN("no column is called “{0}”; there are {1}", "没有名为“{0}”的列，现有：{1}"),
  NO_ROW("there is no row {0}; there are {1} rows", "没有第 {0} 行，共 {1} 行"),
  NO_ROW_OBJECT("{0} is no row: give cells by the names of fields", "{0} 不能作为一行：请按字段名称给出各单元格"),
  NO_VALUE("the cell has no value: {0}", "该格没有值：{0}"),
  ONE_ROW("the whole has exactly one row, not {0}", "总体表只有一行，而不是 {0} 行"),
  LENGTHS("the columns differ in length: {0}", "各列长度不一：{0}"),
  NOT_DAY("not a day: “{0}”; write 2010-12-31", "“{0}”不是日期，应写作 2010-12-31"),
  NOT_DECIMAL("not a decimal number of at most 38 digits: “{0}”", "“{0}”不是至多 38 位的十进制数"),
  NOT_UNICODE("the text is not Unicode: half of a surrogate pair", "文本不是有效的 Unicode：代理对不完整"),
  NUL("the name “{0}” contains a NUL", "名称“{0}”含有 NUL 字符"),
  CLOSED("it is closed", "已关闭"),
  SEPARATOR(", ", "、");

  private final String en;
  private final String zh;

  Words(String en, String zh) {
    this.en = en;
    this.zh = zh;
  }

  /** The sentence, with its arguments in the places of {@code {0}}, {@code {1}}. */
  String in(Language language, Object... arguments) {
    final String template = language == Language.ZH ? zh : en;
    final StringBuilder said = new StringBuilder();
    for (int i = 0; i < template.length(); ++i) {
      if (template.charAt(i) == '{') {
        said.append(arguments[template.charAt(i + 1) - '0']);
        i += 2;
      } else {
        said.append(template.charAt(i));
      }
    }
    return said.toString();
  }
}
