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
      {Code::cancelled, {}},
      {Code::missing_column, {table(), field()}},
      {Code::extra_column, {table(), Argument("remark", "备注")}},
      {Code::bad_cell, {table(), 4, field(), "12a", Text::type_number}},
      {Code::unknown_reference,
       {table(), 4, Argument("introduced_by", "引进单位"), Argument("Nowhere", "无此单位"),
        Argument("unit", "单位")}},
      {Code::duplicate_key, {table(), "A-7", 3, 9}},
      {Code::blank_key, {table(), 4}},
      {Code::too_many_decimals, {table(), 4, field(), "12.345", 2}},
      {Code::missing_table, {table(), Argument("project.csv", "项目.csv")}},
      {Code::unknown_header_unit,
       {table(), Argument("tax (bushel)", "税收（斗）"), Argument("bushel", "斗")}},
      {Code::duplicate_column, {table(), field()}},
      {Code::ragged_row, {table(), 4, 5, 6}},
      {Code::unclosed_quote, {table(), 4}},
      {Code::unknown_encoding, {table(), 1207}},
      {Code::empty_table, {table()}},
      {Code::inexact_float, {table(), 4, field(), "12.345", 2}},
      {Code::misplaced_float, {table(), 4, field(), "5.0", Text::expected_key}},
      {Code::large_float, {table(), 4, field(), "9007199254740993.0"}},
      {Code::number_too_large, {table(), 4, field(), "1e40"}},
      {Code::blank_input, {field()}},
      {Code::circular_reference,
       {table(), 4, Argument("above", "上级单位"), Argument("Head office", "总部")}},
      {Code::out_of_force,
       {"2024-05-05", "sample",
        Argument("from 2010-01-01 to 2010-12-31", "自 2010-01-01 至 2010-12-31")}},
      {Code::amendment_left_out,
       {"2009-05-05", "sample_2010", Argument("from 2010-01-01 on", "自 2010-01-01 起")}},
      {Code::amendment_overlooked, {"2011-05-05", "sample_2010", "2009-05-05"}},
      {Code::period_gap, {table(), 2, Argument("A: 3; B: 2", "A：3；B：2")}},
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
      {Code::expectation_failed, {Argument("unit \"A\" half", "单位“甲” 半数"), "3.00", "2.50"}},
      {Code::test_file_unreadable, {Argument("data/units.csv", "数据/单位.csv")}},
      {Code::test_row_unknown, {table(), "A-7"}},
  };
  return samples;
}

}  // namespace remit::catalogue
