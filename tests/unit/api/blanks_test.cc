// The table "Blanks and errors" of docs/numbers.md, written out by hand for every function and
// operator, and held against both evaluators: what becomes of a value, of a blank and of an error,
// in a formula over one row and over rows, where there are none too.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

#include "remit/remit.h"
#include "type/functions.h"
#include "type/operators.h"

namespace remit {
namespace {

// What stands in a cell: a value as text, or one of these.
constexpr std::string_view kBlank = "(blank)";
constexpr std::string_view kMissing = "missing";
constexpr std::string_view kBad = "bad_cell";
constexpr std::string_view kUnknown = "bad_reference";

/// Over one row: where its fields are values, where they are blank, where they are errors.
struct OfRow {
  std::string_view formula;
  std::array<std::string_view, 3> expected;
};

/// A strict operation: its value, or what the blank and the error become.
constexpr OfRow strict(std::string_view formula, std::string_view value) {
  return {formula, {value, kMissing, kBad}};
}

constexpr OfRow kRowTable[] = {
    // Copies keep a blank.
    {"n", {"4.00", kBlank, kBad}},
    {"if yes then n else 1", {"4.00", kBlank, kBad}},
    // Asked for.
    {"n is given", {"true", "false", kBad}},
    {"n is not given", {"false", "true", kBad}},
    {"fee is given", {"true", "false", kBad}},
    {"home is given", {"true", "false", kUnknown}},
    // Only what says that it does not apply does not: a blank was forgotten, of an error nobody
    // knows.
    {"n is applicable", {"true", "true", kBad}},
    {"n is not applicable", {"false", "false", kBad}},
    // `otherwise` replaces a blank, and nothing that was computed of one.
    {"n otherwise 9", {"4.00", "9.00", kBad}},
    {"n otherwise -1", {"4.00", "-1.00", kBad}},
    {"(n otherwise 9) + 1", {"5.00", "10.00", kBad}},
    {"home.size otherwise 0", {"7", "0", kUnknown}},
    // Through a reference.
    {"home.size", {"7", kBlank, kUnknown}},
    {"home.size + 1", {"8", kMissing, kUnknown}},
    // Arithmetic.
    strict("n + 1", "5.00"),
    strict("1 - n", "-3.00"),
    strict("n * 2", "8.00"),
    strict("round(10 / n, to 0.01, half_up)", "2.50"),
    strict("-n", "-4.00"),
    // Comparisons.
    strict("n = 4", "true"),
    strict("n != 4", "false"),
    strict("n < 5", "true"),
    strict("n <= 4", "true"),
    strict("n > 4", "false"),
    strict("n >= 4", "true"),
    strict("kind is a1", "true"),
    strict("kind is not a1", "false"),
    strict("n in { 4, 5 }", "true"),
    strict("n not in { 4, 5 }", "false"),
    strict("on_day < 2011-01-01", "true"),
    // Logic: the answer as soon as the others settle it.
    strict("not ok", "false"),
    strict("ok and yes", "true"),
    {"ok and never", {"false", "false", "false"}},
    {"never and ok", {"false", "false", "false"}},
    strict("ok or never", "true"),
    {"ok or yes", {"true", "true", "true"}},
    {"yes or ok", {"true", "true", "true"}},
    strict("no or never", "false"),
    strict("no and yes", "false"),
    {"at least 1 of { ok, yes }", {"true", "true", "true"}},
    strict("at least 2 of { ok, yes }", "true"),
    {"at least 2 of { ok, never }", {"false", "false", "false"}},
    strict("at least 1 of { no, never }", "false"),
    {"not (ok and never)", {"true", "true", "true"}},
    strict("if ok then 1 else 2", "1"),
    // Functions.
    strict("abs(n)", "4.00"),
    strict("floor(n)", "4"),
    strict("ceil(n)", "4"),
    strict("round(n, to 1, half_up)", "4"),
    strict("min(n, 9)", "4.00"),
    strict("min(n, 3)", "3.00"),
    strict("max(n, 1)", "4.00"),
    strict("year(on_day)", "2010"),
    strict("quarter(on_day)", "2"),
    strict("month(on_day)", "5"),
    strict("day(on_day)", "17"),
    strict("weekday(on_day)", "1"),
    strict("end_of_month(on_day)", "2010-05-31"),
    strict("end_of_quarter(on_day)", "2010-06-30"),
    strict("end_of_year(on_day)", "2010-12-31"),
    strict("next_weekday(on_day, 3)", "2010-05-19"),
    strict("date(2010, month(on_day), 17)", "2010-05-17"),
    strict("days_in_month(on_day)", "31"),
    strict("days_in_year(on_day)", "365"),
    strict("next_workday(on_day)", "2010-05-17"),
    strict("previous_workday(on_day)", "2010-05-17"),
    strict("mod(n, 3)", "1.00"),
    strict("power(n, 2)", "16.0000"),
    strict("round(prorated(n, on_day, on_day, 2010-05-17, 2010-05-20), to 0.01, half_up)", "1.00"),
    strict("round(prorated_by_month(n, on_day, on_day, 2010-05-01, 2010-05-31), to 0.01, half_up)",
           "0.13"),
    strict("join(on_day, \"!\")", "2010-05-17!"),
    // A text is no error by itself, but what it is chosen by may be.
    strict("length(if n > 3 then \"abc\" else \"\")", "3"),
    strict("contains(if n > 3 then \"abc\" else \"\", \"b\")", "true"),
    strict("starts_with(if n > 3 then \"abc\" else \"\", \"b\")", "false"),
    strict("ends_with(if n > 3 then \"abc\" else \"\", \"c\")", "true"),
    strict("is_citizen_id(if n > 3 then \"11010519491231002X\" else \"\")", "true"),
    strict("is_credit_code(if n > 3 then \"91350100M000100Y43\" else \"\")", "true"),
    strict("birth_date(if n > 3 then \"11010519491231002X\" else \"\")", "1949-12-31"),
    strict("is_digits(if n > 3 then \"12\" else \"\")", "true"),
    strict("is_male(if n > 3 then \"11010519491231002X\" else \"\")", "false"),
    strict("region_code(if n > 3 then \"11010519491231002X\" else \"\")", "110105"),
    strict("add_days(on_day, 1)", "2010-05-18"),
    strict("add_months(on_day, 1)", "2010-06-17"),
    strict("add_years(on_day, 1)", "2011-05-17"),
    strict("on_day + 1 months", "2010-06-17"),
    strict("on_day + 1 years", "2011-05-17"),
    strict("on_day + 1 workdays", "2010-05-18"),
    strict("on_day + floor(n) months", "2010-09-17"),
    strict("on_day - floor(n) days", "2010-05-13"),
    strict("days between on_day and 2010-05-20", "3"),
    strict("months between on_day and 2010-07-17", "2"),
    strict("years between on_day and 2012-05-17", "2"),
    strict("months begun between on_day and 2010-07-18", "3"),
    strict("years begun between on_day and 2012-05-17", "2"),
    strict("workdays between on_day and 2010-05-19", "2"),
    // Tables.
    strict("rates(kind)", "1"),
    strict("steps(n)", "10"),
    strict("ageing in year (2000 + floor(n))", "7"),
    strict("ageing on on_day", "8"),
    strict("dated on on_day", "5"),
    strict("round(fee in USD on on_day, to 0.01, half_up)", "0.50"),
};

/// Over rows: where there are none, one with values, that and one with blanks, that and one with
/// errors.
struct OfRows {
  std::string_view formula;
  std::array<std::string_view, 4> expected;
};

constexpr OfRows kFoldTable[] = {
    {"sum(part.n)", {"0.00", "4.00", kMissing, kBad}},
    {"sum(part.n where w)", {"0.00", "4.00", kMissing, kBad}},
    {"sum(part.n otherwise 1)", {"0.00", "4.00", "5.00", kBad}},
    {"sum(part.n where n is given)", {"0.00", "4.00", "4.00", kBad}},
    {"count(part)", {"0", "1", "2", "2"}},
    {"count(part where ok)", {"0", "1", kMissing, kBad}},
    {"count(part where ok and never)", {"0", "0", "0", "0"}},
    {"min(part.n)", {kBlank, "4.00", kMissing, kBad}},
    {"max(part.n)", {kBlank, "4.00", kMissing, kBad}},
    {"min(part.on_day)", {kBlank, "2010-05-17", kMissing, kBad}},
    {"min(part.n where w)", {kBlank, "4.00", kMissing, kBad}},
    {"min(part.n) otherwise 0", {"0.00", "4.00", kMissing, kBad}},
    {"max(part.n) otherwise -1", {"-1.00", "4.00", kMissing, kBad}},
    {"round(average(part.n), to 1, half_up)", {kMissing, "4", kMissing, kBad}},
    {"round(average(part.n) otherwise 0, to 1, half_up)", {"0", "4", kMissing, kBad}},
    {"round(average(part.n where w) otherwise 0, to 1, half_up)", {"0", "4", kMissing, kBad}},
    {"any(part.ok)", {"false", "true", "true", "true"}},
    {"any(part.no)", {"false", "false", kMissing, kBad}},
    {"any(part where ok)", {"false", "true", "true", "true"}},
    {"any(part.ok where w)", {"false", "true", "true", "true"}},
    {"any(part.no where w)", {"false", "false", kMissing, kBad}},
    {"all(part.ok)", {"true", "true", kMissing, kBad}},
    {"all(part.no)", {"true", "false", "false", "false"}},
    {"all(part.no where w)", {"true", "false", "false", "false"}},
    {"all(part.ok where w)", {"true", "true", kMissing, kBad}},
    {"median(part.n)", {kBlank, "4.000", kMissing, kBad}},
    {"median(part.n where n is given)", {kBlank, "4.000", "4.000", kBad}},
    {"first(part.n by id)", {kBlank, "4.00", "4.00", "4.00"}},
    {"last(part.n by id)", {kBlank, "4.00", kBlank, kBad}},
    {"last(part.n by id) otherwise 9", {"9.00", "4.00", "9.00", kBad}},
    {"first(part.id by on_day)", {kBlank, "1", kMissing, kBad}},
    {"only(part.n)", {"none_found", "4.00", "several_found", "several_found"}},
    {"only(part.n where w)", {"none_found", "4.00", kMissing, kBad}},
    {"sum(part.n top 1 by n)", {"0.00", "4.00", kMissing, kBad}},
};

/// Of the first row, which has values, beside nothing, a row with blanks, or one with errors.
struct AmongRows {
  std::string_view formula;
  std::array<std::string_view, 3> expected;
};

constexpr AmongRows kAmongTable[] = {
    {"rank(n desc ties standard)", {"1", kMissing, kBad}},
    {"rank(n desc where n is given ties standard)", {"1", "1", kBad}},
    {"share(10, by n remainder to largest ties by key)", {"10.00", kMissing, kBad}},
    {"share_rounds(10, by n at most 5)", {"1", kMissing, kBad}},
    {"share(10, by n where n is given remainder to largest ties by key)", {"10.00", "10.00", kBad}},
    {"sum(n within kind)", {"4.00", "4.00", kBad}},
    {"any(flag within kind)", {"true", "true", "true"}},
    {"all(flag within kind)", {"true", "true", kBad}},
    {"sum(n where kind = this.kind)", {"4.00", "4.00", kBad}},
    {"sum(n where n <= this.n)", {"4.00", kMissing, kBad}},
    {"last(n by id where n <= this.n)", {"4.00", kMissing, kBad}},
};

/// Of a row whose group is blank, and of one that has a group of its own: each function over the
/// rows of a group belongs here.
struct OfGroup {
  std::string_view formula;
  std::string_view expected;  ///< of the one that has a group
};

constexpr OfGroup kGroupTable[] = {
    {"sum(n within kind)", "4.00"},
    {"count(id within kind)", "1"},
    {"min(n within kind)", "4.00"},
    {"max(n within kind)", "4.00"},
    {"any(flag within kind)", "true"},
    {"all(flag within kind)", "true"},
    {"average(n within kind) is given", "true"},
    {"average(n where kind = this.kind) is given", "true"},
    {"average(n top 1 by n within kind) is given", "true"},
    {"median(n within kind)", "4.000"},
    {"first(n by id within kind)", "4.00"},
    {"last(n by id within kind)", "4.00"},
    {"only(n within kind)", "4.00"},
    {"rank(n desc within kind ties standard)", "1"},
    {"share(10, by n within kind remainder to largest ties by key)", "10.00"},
    {"share_rounds(10, by n at most 5 within kind)", "1"},
};

std::string policy_text() {
  std::string text = R"(policy blanks {
  currency CNY
  rounding half_up to 0.01
  calendar plain
  rate USD to CNY = 8 from 2009-01-01
  param dated = 5 from 2010-01-01, 6 from 2011-01-01
  schedule ageing starting 2001 { 1..9 : 7, after : 8 }
  scale steps step { below 5 : 10, 5 and above : 20 }
  entity home { key id : text  size : count }
  entity unit {
    key id : text
    n : number to 0.01 optional   fee : money optional   ok : bool optional   no : bool optional
    yes : bool   never : bool   on_day : date optional   kind : one of { a1, a2 } optional
    home : home optional
  }
  entity part {
    key id : text
    home : home
    n : number to 0.01 optional   ok : bool optional   no : bool optional   w : bool optional
    on_day : date optional   never : bool
  }
  param rates by unit.kind { a1 : 1, a2 : 2 }
)";
  for (const std::string_view name : {"alone", "beside_blank", "beside_error"}) {
    text += "  entity " + std::string(name) +
            " { key id : text  n : number to 0.01 optional  kind : one of { x, y } optional  "
            "flag : bool }\n";
  }
  const auto define = [&](char letter, std::size_t index, std::string_view rows,
                          std::string_view formula) {
    text += "  define " + std::string(1, letter) + std::to_string(index) + " for " +
            std::string(rows) + " = " + std::string(formula) + "\n";
  };
  for (std::size_t i = 0; i < std::size(kRowTable); ++i)
    define('r', i, "unit", kRowTable[i].formula);
  for (std::size_t i = 0; i < std::size(kFoldTable); ++i)
    define('f', i, "home", kFoldTable[i].formula);
  text +=
      "  entity grouped { key id : text  n : number to 0.01  kind : one of { x, y } optional  "
      "flag : bool }\n";
  for (std::size_t i = 0; i < std::size(kGroupTable); ++i)
    define('g', i, "grouped", kGroupTable[i].formula);
  for (std::size_t i = 0; i < std::size(kAmongTable); ++i) {
    for (const std::string_view rows : {"alone", "beside_blank", "beside_error"})
      define('a', i, rows, kAmongTable[i].formula);
  }
  return text + "}\n";
}

void add(Data& data, const Policy& policy, std::string_view entity,
         const std::vector<std::vector<std::string>>& rows) {
  std::vector<TextColumn> columns(rows[0].size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].header = rows[0][i];
    for (std::size_t row = 1; row < rows.size(); ++row) columns[i].cells.push_back(rows[row][i]);
  }
  ASSERT_TRUE(data.set_table_text(*policy.find_entity(entity), columns).ok()) << entity;
}

void fill(Data& data, const Policy& policy) {
  add(data, policy, "home",
      {{"id", "size"}, {"none", "7"}, {"value", "7"}, {"blank", "7"}, {"error", "7"}});
  add(data, policy, "unit",
      {{"id", "n", "fee", "ok", "no", "yes", "never", "on_day", "kind", "home"},
       {"v", "4", "4", "true", "false", "true", "false", "2010-05-17", "a1", "none"},
       {"b", "", "", "", "", "true", "false", "", "", ""},
       {"e", "?", "?", "?", "?", "true", "false", "?", "?", "nowhere"}});
  const auto part = [](std::string id, std::string of, bool values, const std::string& other) {
    const auto cell = [&](const char* value) { return values ? std::string(value) : other; };
    return std::vector<std::string>{std::move(id), std::move(of), cell("4"),          cell("true"),
                                    cell("false"), cell("true"),  cell("2010-05-17"), "false"};
  };
  add(data, policy, "part",
      {{"id", "home", "n", "ok", "no", "w", "on_day", "never"},
       part("1", "value", true, ""),
       part("2", "blank", true, ""),
       part("3", "blank", false, ""),
       part("4", "error", true, ""),
       part("5", "error", false, "?")});
  add(data, policy, "alone", {{"id", "n", "kind", "flag"}, {"1", "4", "x", "true"}});
  add(data, policy, "beside_blank",
      {{"id", "n", "kind", "flag"}, {"1", "4", "x", "true"}, {"2", "", "", "true"}});
  add(data, policy, "grouped",
      {{"id", "n", "kind", "flag"}, {"1", "4", "x", "true"}, {"2", "4", "", "true"}});
  add(data, policy, "beside_error",
      {{"id", "n", "kind", "flag"}, {"1", "4", "x", "true"}, {"2", "?", "?", "true"}});
}

std::string cell(const Table& table, std::uint64_t row, const std::string& column) {
  const auto at = table.find_column(column);
  if (!at) return "no such column";
  if (table.state(row, *at) == CellState::blank) return std::string(kBlank);
  if (table.state(row, *at) == CellState::error) return table.fault_name(row, *at);
  return table.text(row, *at);
}

class Blanks : public testing::TestWithParam<Evaluator> {};

TEST_P(Blanks, AreAndBecomeWhatTheTableSays) {
  const Result<Policy> policy = compile({{"blanks.remit", policy_text()}});
  ASSERT_TRUE(policy.ok()) << policy.error().diagnostics().text(Language::en);
  Data data = policy->new_data();
  fill(data, *policy);
  RunOptions options;
  options.evaluator = GetParam();
  const Result<Results> results = policy->evaluate(data, options);
  ASSERT_TRUE(results.ok()) << results.error().message(Language::en);
  const auto table = [&](std::string_view entity) {
    return results->entity(*policy->find_entity(entity));
  };
  const auto compare = [&](char letter, std::size_t index, const Table& of, std::uint64_t row,
                           std::string_view expected, std::string_view formula) {
    const std::string column = letter + std::to_string(index);
    EXPECT_EQ(cell(of, row, column), expected) << formula << ", row " << row << " of " << of.name();
  };
  const Table unit = table("unit");
  for (std::size_t i = 0; i < std::size(kRowTable); ++i)
    for (std::uint64_t row = 0; row < 3; ++row)
      compare('r', i, unit, row, kRowTable[i].expected[row], kRowTable[i].formula);
  const Table home = table("home");
  for (std::size_t i = 0; i < std::size(kFoldTable); ++i)
    for (std::uint64_t row = 0; row < 4; ++row)
      compare('f', i, home, row, kFoldTable[i].expected[row], kFoldTable[i].formula);
  // Whether there is an average is an answer of its own.
  const Table grouped = table("grouped");
  for (std::size_t i = 0; i < std::size(kGroupTable); ++i) {
    const OfGroup& each = kGroupTable[i];
    compare('g', i, grouped, 0, each.expected, each.formula);
    compare('g', i, grouped, 1, each.formula.ends_with("given") ? "false" : kBlank, each.formula);
  }
  const std::string_view beside[] = {"alone", "beside_blank", "beside_error"};
  for (std::size_t i = 0; i < std::size(kAmongTable); ++i)
    for (std::size_t k = 0; k < 3; ++k)
      compare('a', i, table(beside[k]), 0, kAmongTable[i].expected[k], kAmongTable[i].formula);
}

INSTANTIATE_TEST_SUITE_P(Evaluators, Blanks, testing::Values(Evaluator::row, Evaluator::columnar));

std::string all_formulas() {
  std::string all = "\n";
  for (const OfRow& each : kRowTable) all.append(each.formula).append("\n");
  for (const OfRows& each : kFoldTable) all.append(each.formula).append("\n");
  for (const AmongRows& each : kAmongTable) all.append(each.formula).append("\n");
  return all;
}

/// Whether the word or sign stands there by itself: `day` is not in `weekday`, `<` not in `<=`.
bool has_word(std::string_view text, std::string_view word) {
  const auto kind = [](char c) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') return 1;
    return std::string_view("<>=!+*/").find(c) != std::string_view::npos ? 2 : 0;
  };
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const int inside = kind(word.front());
    const char after = at + word.size() < text.size() ? text[at + word.size()] : '\n';
    if (inside == 0 || (kind(text[at - 1]) != inside && kind(after) != kind(word.back())))
      return true;
  }
  return false;
}

// Nor is a new function over rows without a line about rows that have no group.
TEST(BlanksTable, HasEveryFunctionOfGroups) {
  std::string all = "\n";
  for (const OfGroup& each : kGroupTable) all.append(each.formula).append("\n");
  using enum type::FunctionKind;
  for (const type::Function& function : type::functions()) {
    const bool of_row =
        function.kind == row || function.kind == derived || function.kind == rounding;
    if (of_row) continue;
    EXPECT_TRUE(has_word(all, std::string(function.en) + "(")) << function.en;
  }
}

// A new function or operator is not in the table until somebody says what becomes of blanks.
TEST(BlanksTable, HasEveryFunctionAndOperator) {
  const std::string all = all_formulas();
  for (const type::Function& function : type::functions())
    EXPECT_TRUE(has_word(all, std::string(function.en) + "(")) << function.en;
  for (const type::OperatorInfo& each : type::operators()) {
    const std::string word(each.symbol.empty() ? each.english : each.symbol);
    EXPECT_TRUE(has_word(all, word)) << word;
  }
}

}  // namespace
}  // namespace remit
