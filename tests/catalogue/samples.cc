#include "samples.h"

#include "diagnostic/code/cells.h"
#include "diagnostic/code/data.h"
#include "diagnostic/code/habits.h"
#include "diagnostic/code/lexical.h"
#include "diagnostic/code/limits.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/tests.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/check.h"

namespace remit::catalogue {

using diagnostic::Argument;
namespace code = diagnostic::code;
namespace text = diagnostic::text;

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
      {code::invalid_utf8, "example", "policy sample \"\xB2\xE2\" {\n}\n", {}},
      {code::hidden_character, "example", "policy sample \"Sa\u202Emple\" {\n}\n", {}},
      {code::no_policy_block, "example.md", "# A notice\n\nAll of it is prose.\n", {}},
      {code::unclosed_policy_block, "example.md", "# A notice\n\n```remit\n" + kPolicy, {}},
      {code::no_policy, "example", "# All of it is a comment.\n", {}},
      {code::source_too_large, "example", kPolicy, {.source_bytes = 100}},
      {code::too_many_tokens, "example", kPolicy, {.tokens = 10}},
      {code::nested_too_deeply, "example", kPolicy, {.nesting_depth = 1}},
      {code::too_many_declarations, "example", kPolicy, {.declarations = 1}},
      {code::too_many_columns, "example", kPolicy, {.columns = 1}},
      {code::expression_too_large, "example", kPolicy, {.expression_nodes = 2}},
      {code::number_too_long, "example", kPolicy, {.number_digits = 4}},
      {code::text_too_long, "example", kPolicy, {.text_bytes = 4}},
      {code::too_many_diagnostics,
       "example",
       "policy sample \"Sample\" {\n  define a = b\n  define c = d\n  define e = f\n}\n",
       {.diagnostics = 1}},
  };
  return samples;
}

const std::vector<ArgumentSample>& argument_samples() {
  static const std::vector<ArgumentSample> samples = {
      {code::cannot_format, {"above"}},
      {code::missing_column, {table(), titled()}},
      {code::extra_column, {table(), Argument("remark", "备注")}},
      {code::bad_cell, {table(), row(), field(), "12a", text::type_number}},
      {code::unknown_reference,
       {table(), row(), Argument("introduced_by", "引进单位"), Argument("Nowhere", "无此单位"),
        Argument("unit", "单位")}},
      {code::duplicate_key,
       {table(), "A-7", Argument("3 (line 7)", "第 3 行（文件第 7 行）"),
        Argument("9 (line 14)", "第 9 行（文件第 14 行）")}},
      {code::blank_key, {table(), row()}},
      {code::too_many_decimals, {table(), row(), field(), "12.345", 2}},
      {code::missing_table, {table(), Argument("project.csv", "项目.csv")}},
      {code::unknown_header_unit,
       {table(), Argument("tax (bushel)", "税收（斗）"), Argument("bushel", "斗")}},
      {code::duplicate_column, {table(), field()}},
      {code::ragged_row, {file(), 9, 4, 6, 5}},
      {code::unclosed_quote, {file(), 9}},
      {code::text_behind_quote, {file(), 9, "\"a\"b"}},
      {code::no_header_above, {file(), 9, "x"}},
      {code::unknown_encoding, {file(), 9}},
      {code::empty_table, {file()}},
      {code::inexact_float, {table(), row(), field(), "12.345", 2}},
      {code::misplaced_float, {table(), row(), field(), "5.0", text::expected_key}},
      {code::large_float, {table(), row(), field(), "9007199254740993.0"}},
      {code::number_too_large, {table(), row(), field(), "1e40"}},
      {code::blank_input, {field()}},
      {code::circular_reference,
       {table(), row(), Argument("above", "上级单位"), Argument("Head office", "总部")}},
      {code::near_column, {table(), Argument("taxes", "税收额"), field()}},
      {code::unit_beside_column, {table(), Argument("taxes (10k CNY)", "税收额 万元"), field()}},
      {code::found_columns, {Argument("`ID` and `Tax`", "“编号”和“税收额”")}},
      {code::defaulted_column, {table(), field(), "0"}},
      {code::more_extra_columns, {table(), 31}},
      {code::look_alike_keys,
       {table(), "A1", Argument("line 2 (row 1)", "第 1 行（文件第 2 行）"), "A1\u200B", row()}},
      {code::look_alike_reference,
       {table(), row(), Argument("unit", "单位"), "Alder\u200B", Argument("unit", "单位"),
        "Alder"}},
      {code::percent_twice, {table(), row(), Argument("share", "比例"), "50%"}},
      {code::misplaced_percent, {table(), row(), field(), "5%"}},
      {code::beyond_whole, {table(), row(), Argument("share", "比例"), "15", "1500%"}},
      {code::spreadsheet_error, {table(), row(), field(), "#N/A"}},
      {code::lost_digits, {table(), row(), Argument("account", "账号"), "6.22202E+18"}},
      {code::day_number, {table(), row(), Argument("signed", "签约日期"), "45292", "2024-01-01"}},
      {code::total_row, {table(), row(), Argument("total", "合计")}},
      {code::note_row, {table(), row(), Argument("Note: preliminary", "备注：暂定")}},
      {code::grouped_number, {table(), row(), field(), "1,234.50"}},
      {code::wide_digits, {table(), row(), field(), "１２", "12"}},
      {code::formula_in_cell, {table(), row(), Argument("code", "代码"), "=\"001\""}},
      {code::unit_in_cell, {table(), row(), field(), Argument("CNY 12", "12万元")}},
      {code::blank_cell, {table(), row(), field()}},
      {code::title_above_header, {file(), Argument("Rents of 2024", "2024年租金表")}},
      {code::no_table, {file(), Argument("a workbook (.xls)", "工作簿（.xls）")}},
      {code::mixed_encoding, {file(), 9, 2}},
      {code::cut_off, {file(), "UTF-8"}},
      {code::bad_bytes, {file(), 9, "UTF-8"}},
      {code::private_letter, {file(), 9, "GB18030", "<U+E4C6>"}},
      {code::doubtful_encoding, {file(), 9, "儔乕儊儞揦"}},
      {code::marked_utf8, {file(), "GB18030"}},
      {code::read_as, {file(), "GB18030", "茶摊"}},
      {code::other_separator, {file(), "ID;Fee", Argument("semicolons", "分号")}},
      {code::long_row, {file(), 9, 16}},
      {code::repeated_header, {file(), 9}},
      {code::many_headers, {file(), 1, 20000}},
      {code::many_cells, {file(), 9}},
      {code::ambiguous_encoding, {file(), 2, "һ", "一"}},
      {code::read_as_utf8, {file(), "£", "拢"}},
      {code::word_for_nothing, {table(), row(), field(), "NULL"}},
      {code::nothing_as_text,
       {table(), Argument("payee", "收款人"), Argument("-", "无"),
        Argument("line 9", "文件第 9 行")}},
      {code::covered_cell, {table(), row(), field(), "B2:B4"}},
      {code::no_sheet,
       {Argument("rents.xlsx", "租金.xlsx"), table(), Argument("`Sheet1`", "“Sheet1”"), table()}},
      {code::broken_workbook, {Argument("rents.xlsx", "租金.xlsx"), "xl/workbook.xml", "XML, 1:1"}},
      {code::workbook_bomb, {Argument("rents.xlsx", "租金.xlsx"), "xl/worksheets/sheet1.xml"}},
      {code::workbook_locked, {Argument("rents.xlsx", "租金.xlsx")}},
      {code::other_workbook, {Argument("rents.xlsx", "租金.xlsx"), ".xls"}},
      {code::merged_header, {Argument("rents.xlsx#rents", "租金.xlsx#租金"), "B1:C1"}},
      {code::scaled_cells, {Argument("rents.xlsx#rents", "租金.xlsx#租金"), "B2", "50000"}},
      {code::hidden_sheet, {Argument("rents.xlsx#rents", "租金.xlsx#租金")}},
      {code::hidden_columns,
       {Argument("rents.xlsx#rents", "租金.xlsx#租金"), Argument("C (rent)", "C (租金)")}},
      {code::hidden_rows, {Argument("rents.xlsx#rents", "租金.xlsx#租金"), 3, "4, 7-8"}},
      {code::merged_filled, {Argument("rents.xlsx#rents", "租金.xlsx#租金"), 2, "B4:B6"}},
      {code::summing_rows, {Argument("rents.xlsx#rents", "租金.xlsx#租金"), "9", "=SUM(B2:B8)"}},
      {code::too_many_cells, {Argument("rents.xlsx", "租金.xlsx"), Argument("`rents`", "“租金”")}},
      {code::total_word, {table(), row(), Argument("total", "合计"), Argument("town", "乡镇")}},
      {code::decimal_comma, {file(), field(), "12,50", 9, "1,234", 4}},
      {code::accounting_sign, {table(), row(), field(), "(5)", "-5"}},
      {code::text_mark, {table(), row(), Argument("code", "代码"), "'001", "001"}},
      {code::rounded_numbers, {table(), Argument("account", "账号"), 12, "110101199003071000"}},
      {code::test_out_of_force, {"2009-05-05", "sample_2010", "sample"}},
      {code::column_numbers, {file(), 2, "1,2,3"}},
      {code::column_numbers_perhaps, {file(), 2, "1,2"}},
      {code::percent_mixed, {table(), Argument("share", "比例"), "15%", "1", "100%"}},
      {code::no_day_of_run, {"sample_2010", Argument("from 2010-01-01 on", "自 2010-01-01 起")}},
      {code::amendment_not_applied, {"first", "second", "base"}},
      {code::payer_no_party, {Argument("bonus", "引进奖"), Argument("nobody", "某局")}},
      {code::out_of_force,
       {"2024-05-05", "sample",
        Argument("from 2010-01-01 to 2010-12-31", "自 2010-01-01 至 2010-12-31")}},
      {code::policy_left_out, {Argument("other", "另一政策"), Argument("base", "基础政策")}},
      {code::amendment_left_out,
       {"2009-05-05", "sample_2010", Argument("from 2010-01-01 on", "自 2010-01-01 起")}},
      {code::amendment_overlooked, {"2011-05-05", "sample_2010", "2009-05-05"}},
      {code::period_gap, {table(), 2, Argument("A: 3; B: 2", "A：3；B：2")}},
      {code::rows_outside,
       {table(), Argument("from 2010-01-01 to 2010-12-31", "自 2010-01-01 至 2010-12-31"), 2,
        Argument("A: 2005-03-01; B: 2014-12-31", "A：2005-03-01；B：2014-12-31")}},
      {code::codes_passed_over, {table(), 2, Argument("1: usd; 7: USX", "1：usd；7：USX")}},
      {code::formulas_nested, {32}},
      {code::blank, {}},
      {code::missing, {}},
      {code::division_by_zero, {}},
      {code::overflow, {}},
      {code::bad_reference, {}},
      {code::out_of_bounds, {}},
      {code::check_failed, {}},
      {code::hole, {}},
      {code::no_quotation, {}},
      {code::out_of_period, {}},
      {code::no_band, {}},
      {code::cannot_share, {}},
      {code::negative_weight, {}},
      {code::no_holidays, {}},
      {code::circular, {}},
      {code::left_out, {}},
      {code::edges_not_ascending, {}},
      {code::none_found, {}},
      {code::several_found, {}},
      {code::not_applicable, {}},
      {code::expectation_failed, {Argument("unit \"A\" half", "单位“甲” 半数"), "3.00", "2.50"}},
      {code::test_file_unreadable, {Argument("data/units.csv", "数据/单位.csv")}},
      {code::test_row_unknown, {table(), "A-7"}},
  };
  return samples;
}

}  // namespace remit::catalogue
