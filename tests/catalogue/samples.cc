#include "samples.h"

namespace remit::catalogue {

using diagnostic::Argument;
using diagnostic::Code;
using diagnostic::Text;

namespace {

const std::string kPolicy =
    "policy sample \"Sample\" {\n"
    "  currency CNY\n"
    "  entity unit { key name : text  tax : money }\n"
    "  define half for unit = (tax / 2) + 1000000 CNY\n"
    "}\n";

Argument table() { return {"project", "项目"}; }
Argument field() { return {"tax", "税收"}; }
Argument titled() { return {"`tax`", "“税收”"}; }
Argument row() { return {"line 9 (row 4)", "第 4 行（文件第 9 行）"}; }
Argument file() { return {"data/project.csv", "数据/项目.csv"}; }

}  // namespace

const std::vector<TextSample>& text_samples() {
  static const std::vector<TextSample> samples = {
      {Code::invalid_utf8, "example", "policy sample \"\xB2\xE2\" {\n}\n", {}},
      {Code::hidden_character, "example", "policy sample \"Sa\u202Emple\" {\n}\n", {}},
      {Code::no_policy_block, "example.md", "# A notice\n\nAll of it is prose.\n", {}},
      {Code::unclosed_policy_block, "example.md", "# A notice\n\n```remit\n" + kPolicy, {}},
      {Code::no_policy, "example", "# All of it is a comment.\n", {}},
      {Code::source_too_large, "example", kPolicy, {.source_bytes = 100}},
      {Code::too_many_tokens, "example", kPolicy, {.tokens = 10}},
      {Code::nested_too_deeply, "example", kPolicy, {.nesting_depth = 1}},
      {Code::too_many_declarations, "example", kPolicy, {.declarations = 1}},
      {Code::too_many_columns, "example", kPolicy, {.columns = 1}},
      {Code::expression_too_large, "example", kPolicy, {.expression_nodes = 2}},
      {Code::number_too_long, "example", kPolicy, {.number_digits = 4}},
      {Code::text_too_long, "example", kPolicy, {.text_bytes = 4}},
      {Code::too_many_diagnostics,
       "example",
       "policy sample \"Sample\" {\n  define a = b\n  define c = d\n  define e = f\n}\n",
       {.diagnostics = 1}},
  };
  return samples;
}

const std::vector<ArgumentSample>& argument_samples() {
  static const std::vector<ArgumentSample> samples = {
      {Code::cannot_format, {"above"}},
      {Code::missing_column, {table(), titled()}},
      {Code::extra_column, {table(), Argument("remark", "备注")}},
      {Code::bad_cell, {table(), row(), field(), "12a", Text::type_number}},
      {Code::unknown_reference,
       {table(), row(), Argument("introduced_by", "引进单位"), Argument("Nowhere", "无此单位"),
        Argument("unit", "单位")}},
      {Code::duplicate_key,
       {table(), "A-7", Argument("3 (line 7)", "第 3 行（文件第 7 行）"),
        Argument("9 (line 14)", "第 9 行（文件第 14 行）")}},
      {Code::blank_key, {table(), row()}},
      {Code::too_many_decimals, {table(), row(), field(), "12.345", 2}},
      {Code::missing_table, {table(), Argument("project.csv", "项目.csv")}},
      {Code::unknown_header_unit,
       {table(), Argument("tax (bushel)", "税收（斗）"), Argument("bushel", "斗")}},
      {Code::duplicate_column, {table(), field()}},
      {Code::ragged_row, {file(), 9, 4, 6, 5}},
      {Code::unclosed_quote, {file(), 9}},
      {Code::text_behind_quote, {file(), 9, "\"a\"b"}},
      {Code::no_header_above, {file(), 9, "x"}},
      {Code::unknown_encoding, {file(), 9}},
      {Code::empty_table, {file()}},
      {Code::inexact_float, {table(), row(), field(), "12.345", 2}},
      {Code::misplaced_float, {table(), row(), field(), "5.0", Text::expected_key}},
      {Code::large_float, {table(), row(), field(), "9007199254740993.0"}},
      {Code::number_too_large, {table(), row(), field(), "1e40"}},
      {Code::blank_input, {field()}},
      {Code::circular_reference,
       {table(), row(), Argument("above", "上级单位"), Argument("Head office", "总部")}},
      {Code::near_column, {table(), Argument("taxes", "税收额"), field()}},
      {Code::unit_beside_column, {table(), Argument("taxes (10k CNY)", "税收额 万元"), field()}},
      {Code::found_columns, {Argument("`ID` and `Tax`", "“编号”和“税收额”")}},
      {Code::defaulted_column, {table(), field(), "0"}},
      {Code::more_extra_columns, {table(), 31}},
      {Code::look_alike_keys,
       {table(), "A1", Argument("line 2 (row 1)", "第 1 行（文件第 2 行）"), "A1\u200B", row()}},
      {Code::look_alike_reference,
       {table(), row(), Argument("unit", "单位"), "Alder\u200B", Argument("unit", "单位"),
        "Alder"}},
      {Code::percent_twice, {table(), row(), Argument("share", "比例"), "50%"}},
      {Code::misplaced_percent, {table(), row(), field(), "5%"}},
      {Code::beyond_whole, {table(), row(), Argument("share", "比例"), "15", "1500%"}},
      {Code::spreadsheet_error, {table(), row(), field(), "#N/A"}},
      {Code::lost_digits, {table(), row(), Argument("account", "账号"), "6.22202E+18"}},
      {Code::day_number, {table(), row(), Argument("signed", "签约日期"), "45292", "2024-01-01"}},
      {Code::total_row, {table(), row(), Argument("total", "合计")}},
      {Code::note_row, {table(), row(), Argument("Note: preliminary", "备注：暂定")}},
      {Code::grouped_number, {table(), row(), field(), "1,234.50"}},
      {Code::wide_digits, {table(), row(), field(), "１２", "12"}},
      {Code::formula_in_cell, {table(), row(), Argument("code", "代码"), "=\"001\""}},
      {Code::unit_in_cell, {table(), row(), field(), Argument("CNY 12", "12万元")}},
      {Code::blank_cell, {table(), row(), field()}},
      {Code::title_above_header, {file(), Argument("Rents of 2024", "2024年租金表")}},
      {Code::no_table, {file(), Argument("a workbook (.xls)", "工作簿（.xls）")}},
      {Code::mixed_encoding, {file(), 9, 2}},
      {Code::cut_off, {file(), "UTF-8"}},
      {Code::bad_bytes, {file(), 9, "UTF-8"}},
      {Code::private_letter, {file(), 9, "GB18030", "<U+E4C6>"}},
      {Code::doubtful_encoding, {file(), 9, "儔乕儊儞揦"}},
      {Code::marked_utf8, {file(), "GB18030"}},
      {Code::read_as, {file(), "GB18030", "茶摊"}},
      {Code::other_separator, {file(), "ID;Fee", Argument("semicolons", "分号")}},
      {Code::long_row, {file(), 9, 16}},
      {Code::repeated_header, {file(), 9}},
      {Code::ambiguous_encoding, {file(), 2, "һ", "一"}},
      {Code::read_as_utf8, {file(), "£", "拢"}},
      {Code::word_for_nothing, {table(), row(), field(), "NULL"}},
      {Code::nothing_as_text,
       {table(), Argument("payee", "收款人"), Argument("-", "无"),
        Argument("line 9", "文件第 9 行")}},
      {Code::total_word, {table(), row(), Argument("total", "合计"), Argument("town", "乡镇")}},
      {Code::decimal_comma, {file(), field(), "12,50", 9, "1,234", 4}},
      {Code::accounting_sign, {table(), row(), field(), "(5)", "-5"}},
      {Code::text_mark, {table(), row(), Argument("code", "代码"), "'001", "001"}},
      {Code::rounded_numbers, {table(), Argument("account", "账号"), 12, "110101199003071000"}},
      {Code::test_out_of_force, {"2009-05-05", "sample_2010", "sample"}},
      {Code::column_numbers, {file(), 2, "1,2,3"}},
      {Code::column_numbers_perhaps, {file(), 2, "1,2"}},
      {Code::percent_mixed, {table(), Argument("share", "比例"), "15%", "1", "100%"}},
      {Code::no_day_of_run, {"sample_2010", Argument("from 2010-01-01 on", "自 2010-01-01 起")}},
      {Code::amendment_not_applied, {"first", "second", "base"}},
      {Code::payer_no_party, {Argument("bonus", "引进奖"), Argument("nobody", "某局")}},
      {Code::out_of_force,
       {"2024-05-05", "sample",
        Argument("from 2010-01-01 to 2010-12-31", "自 2010-01-01 至 2010-12-31")}},
      {Code::policy_left_out, {Argument("other", "另一政策"), Argument("base", "基础政策")}},
      {Code::amendment_left_out,
       {"2009-05-05", "sample_2010", Argument("from 2010-01-01 on", "自 2010-01-01 起")}},
      {Code::amendment_overlooked, {"2011-05-05", "sample_2010", "2009-05-05"}},
      {Code::period_gap, {table(), 2, Argument("A: 3; B: 2", "A：3；B：2")}},
      {Code::rows_outside,
       {table(), Argument("from 2010-01-01 to 2010-12-31", "自 2010-01-01 至 2010-12-31"), 2,
        Argument("A: 2005-03-01; B: 2014-12-31", "A：2005-03-01；B：2014-12-31")}},
      {Code::formulas_nested, {32}},
      {Code::blank, {}},
      {Code::missing, {}},
      {Code::division_by_zero, {}},
      {Code::overflow, {}},
      {Code::bad_reference, {}},
      {Code::out_of_bounds, {}},
      {Code::check_failed, {}},
      {Code::hole, {}},
      {Code::no_quotation, {}},
      {Code::out_of_period, {}},
      {Code::no_band, {}},
      {Code::cannot_share, {}},
      {Code::negative_weight, {}},
      {Code::no_holidays, {}},
      {Code::circular, {}},
      {Code::left_out, {}},
      {Code::edges_not_ascending, {}},
      {Code::none_found, {}},
      {Code::several_found, {}},
      {Code::expectation_failed, {Argument("unit \"A\" half", "单位“甲” 半数"), "3.00", "2.50"}},
      {Code::test_file_unreadable, {Argument("data/units.csv", "数据/单位.csv")}},
      {Code::test_row_unknown, {table(), "A-7"}},
  };
  return samples;
}

}  // namespace remit::catalogue
