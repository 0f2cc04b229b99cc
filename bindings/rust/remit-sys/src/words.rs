// Generated from capi/remit.json by bindings/rust/generate_sys.py; not edited by hand.

//! What a binding says for itself, in English and in Chinese; `{0}`, `{1}` are arguments.

/// no entity is called “{0}”; there are {1}
pub const NO_ENTITY: [&str; 2] = ["no entity is called “{0}”; there are {1}", "没有名为“{0}”的数据表，现有：{1}"];
/// “{0}” has no field “{1}”; there are {2}
pub const NO_FIELD: [&str; 2] = ["“{0}” has no field “{1}”; there are {2}", "数据表“{0}”没有字段“{1}”，现有：{2}"];
/// the row gives the field “{1}” of “{0}” twice
pub const FIELD_TWICE: [&str; 2] = ["the row gives the field “{1}” of “{0}” twice", "这一行两次给出数据表“{0}”的字段“{1}”"];
/// no table is given for: {0}; one without rows is given empty
pub const NO_TABLE: [&str; 2] = ["no table is given for: {0}; one without rows is given empty", "没有给出以下数据表：{0}；没有数据行的表请给空表"];
/// no column is called “{0}”; there are {1}
pub const NO_COLUMN: [&str; 2] = ["no column is called “{0}”; there are {1}", "没有名为“{0}”的列，现有：{1}"];
/// there is no row {0}; there are {1} rows
pub const NO_ROW: [&str; 2] = ["there is no row {0}; there are {1} rows", "没有第 {0} 行，共 {1} 行"];
/// {0} is no row: give cells by the names of fields
pub const NO_ROW_OBJECT: [&str; 2] = ["{0} is no row: give cells by the names of fields", "{0} 不能作为一行：请按字段名称给出各单元格"];
/// the cell has no value: {0}
pub const NO_VALUE: [&str; 2] = ["the cell has no value: {0}", "该格没有值：{0}"];
/// the whole has exactly one row, not {0}
pub const ONE_ROW: [&str; 2] = ["the whole has exactly one row, not {0}", "总体表只有一行，而不是 {0} 行"];
/// the columns differ in length: {0}
pub const LENGTHS: [&str; 2] = ["the columns differ in length: {0}", "各列长度不一：{0}"];
/// not a day: “{0}”; write 2010-12-31
pub const NOT_DAY: [&str; 2] = ["not a day: “{0}”; write 2010-12-31", "“{0}”不是日期，应写作 2010-12-31"];
/// not a decimal number of at most 38 digits: “{0}”
pub const NOT_DECIMAL: [&str; 2] = ["not a decimal number of at most 38 digits: “{0}”", "“{0}”不是至多 38 位的十进制数"];
/// the text is not Unicode: half of a surrogate pair
pub const NOT_UNICODE: [&str; 2] = ["the text is not Unicode: half of a surrogate pair", "文本不是有效的 Unicode：代理对不完整"];
/// the name “{0}” contains a NUL
pub const NUL: [&str; 2] = ["the name “{0}” contains a NUL", "名称“{0}”含有 NUL 字符"];
/// it is closed
pub const CLOSED: [&str; 2] = ["it is closed", "已关闭"];
/// ,
pub const SEPARATOR: [&str; 2] = [", ", "、"];
