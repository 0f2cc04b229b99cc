package remit;

import java.text.MessageFormat;

/** What this package says for itself, in both languages; all else is worded by the library. */
enum Words {
  NOT_UNICODE("the text is not Unicode: half of a surrogate pair", "文本不是有效的 Unicode：代理对不完整"),
  NO_ENTITY("no entity is called “{0}”; there are {1}", "没有名为“{0}”的数据表，现有：{1}"),
  NO_FIELD("“{0}” has no field “{1}”; there are {2}", "数据表“{0}”没有字段“{1}”，现有：{2}"),
  FIELD_TWICE("the row gives the field “{1}” of “{0}” twice", "这一行两次给出数据表“{0}”的字段“{1}”"),
  NO_TABLE("no table is given for: {0}", "没有给出以下数据表：{0}"),
  NO_COLUMN("no column is called “{0}”; there are {1}", "没有名为“{0}”的列，现有：{1}"),
  NO_ROW_OBJECT("{0} is no row: give a map, a record or a bean", "{0} 不能作为一行：请给出映射、记录或 Bean"),
  NO_VALUE("the cell has no value: {0}", "该格没有值：{0}"),
  OTHER_POLICY("the data belongs to another policy", "数据属于另一政策"),
  CLOSED("it is closed", "已关闭"),
  LIST_SEPARATOR(", ", "、");

  private final String en;
  private final String zh;

  Words(String en, String zh) {
    this.en = en;
    this.zh = zh;
  }

  String in(Language language, Object... arguments) {
    final String template = language == Language.ZH ? zh : en;
    return arguments.length == 0 ? template : new MessageFormat(template).format(arguments);
  }
}
