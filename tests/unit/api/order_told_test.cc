// What the checker says of a comparison, that it always holds or never does, is so for every row:
// formulas are drawn from all functions that have an order, and both sides are computed. And what
// is known of each function is told.

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "base/strings.h"
#include "remit/remit.h"
#include "type/functions.h"

namespace remit {
namespace {

constexpr std::string_view kTables = R"(policy order {
  currency CNY
  rounding half_up to 0.01
  entity holiday { key day : date  worked : bool }
  calendar office from holiday day day worked worked
  entity stall {
    key id : text  x : number to 0.1  y : number to 0.1  n : count within 0..40  d : date  e : date
    b : bool  t : text
  }
)";

/// What the checker says of a condition: always_holds, never_holds, or nothing.
enum class Told { nothing, always, never };

Told told_of(const std::string& condition) {
  const std::string text =
      base::concat(kTables, "  define v for stall : bool = ", condition, "\n}\n");
  const Result<Policy> policy = compile({{"order.remit", text}});
  if (policy.ok()) return Told::nothing;
  const std::string said = policy.error().diagnostics().text(Language::en);
  if (said.find("R0702") != said.npos) return Told::always;
  if (said.find("R0701") != said.npos) return Told::never;
  ADD_FAILURE() << condition << '\n' << said;
  return Told::nothing;
}

// ---- What must be told, a line for each thing that is known; never below, and never above where
// the sides change places.

constexpr std::string_view kNeverBelow[][2] = {
    // Of one operand.
    {"abs(x)", "x"},
    {"abs(x)", "-x"},
    {"ceil(x)", "x"},
    {"x", "floor(x)"},
    {"ceil(x)", "floor(x)"},
    {"round(x, to 1, ceiling)", "x"},
    {"x", "round(x, to 1, floor)"},
    {"round(x, to 1, half_up)", "x - 0.5"},
    {"x + 0.5", "round(x, to 1, half_even)"},
    {"round(n, to 10, up)", "n"},
    {"n", "round(n, to 10, down)"},
    {"end_of_month(d)", "d"},
    {"end_of_quarter(d)", "d"},
    {"end_of_year(d)", "d"},
    {"d + 30 days", "end_of_month(d)"},
    {"next_weekday(d, 1)", "d"},
    {"d + 6 days", "next_weekday(d, 5)"},
    {"next_workday(d)", "d"},
    {"d", "previous_workday(d)"},
    {"next_workday(d)", "previous_workday(d)"},
    // Of two of them.
    {"end_of_quarter(d)", "end_of_month(d)"},
    {"end_of_year(d)", "end_of_quarter(d)"},
    {"end_of_month(d + 3 days)", "end_of_month(d)"},
    {"year(d + 1 years)", "year(d)"},
    {"floor(x + 0.5)", "floor(x)"},
    {"month(d)", "quarter(d)"},
    {"days_in_month(d)", "day(d)"},
    {"max(x, y)", "x"},
    {"max(x, y)", "min(x, y)"},
    {"x", "min(y, x, 3)"},
    {"max(x, 3)", "min(x, 3)"},
    // Sums.
    {"x + n", "x"},
    {"x", "x - n"},
    {"d + n days", "d"},
    {"add_months(d, n)", "d"},
    {"d", "d - n years"},
    {"x + n + y", "y + x"},
    {"days between d and end_of_month(d)", "0"},
    {"months between d and (d + 40 days)", "0"},
    {"if b then max(x, y) else x + 1", "x"},
    // Over rows.
    {"count(id)", "1"},
    {"count(id)", "count(id where x > 5)"},
    {"count(id within t)", "rank(x desc within t ties standard)"},
    {"max(x)", "x"},
    {"x", "min(x within t)"},
    {"max(x)", "max(x where b)"},
    {"min(x where b)", "min(x)"},
    {"sum(n)", "n"},
    {"sum(n)", "sum(n where b)"},
    {"max(x)", "median(x)"},
    {"max(x where b)", "average(x where b)"},
    {"average(x)", "min(x)"},
    {"first(x by d asc)", "min(x)"},
};

constexpr std::string_view kEqual[][2] = {
    {"x + y - y", "x"},
    {"2 * x", "x + x"},
    {"-(-x)", "x"},
    {"(x + y) / 2", "x / 2 + 0.5 * y"},
    {"days between e and d", "-(days between d and e)"},
    {"days between d and (d + 3 days)", "3"},
    {"rank(x desc ties standard)", "rank(x desc ties standard)"},
};

TEST(OrderTold, OfWhatIsKnownOfEachFunction) {
  for (const auto& [more, less] : kNeverBelow) {
    EXPECT_EQ(told_of(base::concat("(", more, ") >= (", less, ")")), Told::always) << more << less;
    EXPECT_EQ(told_of(base::concat("(", more, ") < (", less, ")")), Told::never) << more << less;
    EXPECT_EQ(told_of(base::concat("(", less, ") <= (", more, ")")), Told::always) << more << less;
    EXPECT_EQ(told_of(base::concat("(", less, ") > (", more, ")")), Told::never) << more << less;
    EXPECT_EQ(told_of(base::concat("(", less, ") >= (", more, ")")), Told::nothing) << more << less;
  }
  for (const auto& [one, other] : kEqual) {
    EXPECT_EQ(told_of(base::concat("(", one, ") = (", other, ")")), Told::always) << one << other;
    EXPECT_EQ(told_of(base::concat("(", one, ") != (", other, ")")), Told::never) << one << other;
    EXPECT_EQ(told_of(base::concat("(", one, ") > (", other, ")")), Told::never) << one << other;
  }
}

// ---- What is told must be so.

/// Formulas that are drawn, by what they give; `N`, `D` and `B` are drawn again. Every function
/// that gives a number or a date stands here, which a test looks after.
constexpr std::array kNumbers = {"x",
                                 "y",
                                 "n",
                                 "3",
                                 "-2",
                                 "0.5",
                                 "N + N",
                                 "N - N",
                                 "2 * N",
                                 "-1 * N",
                                 "N / 4",
                                 "-(N)",
                                 "N + n",
                                 "abs(N)",
                                 "floor(N)",
                                 "ceil(N)",
                                 "round(N, to 1, half_up)",
                                 "round(N, to 1, up)",
                                 "round(N, to 2, down)",
                                 "round(N, to 1, ceiling)",
                                 "round(N, to 0.5, floor)",
                                 "round(N, to 1, half_even)",
                                 "round(N, to 1, half_down)",
                                 "min(N, N)",
                                 "max(N, N)",
                                 "average(N, x)",
                                 "mod(N, 3)",
                                 "power(N, 2)",
                                 "if B then N else N",
                                 "year(D)",
                                 "quarter(D)",
                                 "month(D)",
                                 "day(D)",
                                 "weekday(D)",
                                 "days_in_month(D)",
                                 "days_in_year(D)",
                                 "days between D and D",
                                 "months between D and D",
                                 "years between D and D",
                                 "months begun between D and D",
                                 "years begun between D and D",
                                 "workdays between d and e",
                                 "sum(x)",
                                 "sum(n within t)",
                                 "sum(n where b)",
                                 "count(id)",
                                 "count(id where b)",
                                 "min(x)",
                                 "max(x within t)",
                                 "max(x where b)",
                                 "min(n)",
                                 "median(x)",
                                 "average(n)",
                                 "average(x where b)",
                                 "rank(x desc ties standard)",
                                 "rank(n asc within t ties dense)",
                                 "length(t)",
                                 "sum(x top 2 by x)",
                                 "first(x by d asc ties by key)",
                                 "last(x by d asc ties by key)",
                                 "prorated(x, 2020-01-01, 2020-01-31)",
                                 "prorated_by_month(x, 2020-01-01, 2020-01-31)",
                                 "share(100, by n + 1 remainder to largest ties by key)",
                                 "share_rounds(100, by n + 1 at most 40)",
                                 "only(x where id = \"1\")"};
constexpr std::array kDates = {"d",
                               "e",
                               "2020-02-29",
                               "D + 3 days",
                               "D - 1 day",
                               "D + n days",
                               "D + 1 month",
                               "D - 2 months",
                               "D + 1 years",
                               "D - n years",
                               "D + 2 workdays",
                               "D - 1 workdays",
                               "end_of_month(D)",
                               "end_of_quarter(D)",
                               "end_of_year(D)",
                               "next_weekday(D, 3)",
                               "next_workday(D)",
                               "previous_workday(D)",
                               "add_days(D, n)",
                               "add_months(D, n)",
                               "add_years(D, 1)",
                               "min(D, D)",
                               "max(D, D)",
                               "if B then D else D",
                               "date(2020, month(D), 1)"};
constexpr std::array kConditions = {"b", "not b", "x > 1", "n = 3", "d < 2020-06-01"};

std::string drawn(std::mt19937_64& random, char what, int depth) {
  const auto pick = [&random, depth](const auto& list, std::size_t leaves) {
    return std::string(list[random() % (depth == 0 ? leaves : list.size())]);
  };
  std::string text = what == 'N'   ? pick(kNumbers, 6)
                     : what == 'D' ? pick(kDates, 3)
                                   : pick(kConditions, kConditions.size());
  for (std::size_t at = text.find_first_of("NDB"); at != text.npos;
       at = text.find_first_of("NDB", at)) {
    const std::string part = base::concat("(", drawn(random, text[at], depth - 1), ")");
    text.replace(at, 1, part);
    at += part.size();
  }
  return text;
}

using Rows = std::vector<std::vector<std::string>>;

void fill(Data& data, const Policy& policy, const std::string& entity, const Rows& rows) {
  std::vector<TextColumn> columns(rows[0].size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].header = rows[0][i];
    for (std::size_t row = 1; row < rows.size(); ++row) columns[i].cells.push_back(rows[row][i]);
  }
  ASSERT_TRUE(data.set_table_text(*policy.find_entity(entity), columns).ok()) << entity;
}

/// Rows that lie on both sides of everything: signs, ends of months, leap years, whole numbers.
Rows rows() {
  constexpr std::array kNumberCells = {"-2.5", "-2", "-0.4", "0", "0.5", "1", "3", "7.3"};
  constexpr std::array kDays = {"2020-01-31", "2020-02-29", "2021-02-28",
                                "2020-12-31", "2020-06-06", "2021-01-01"};
  Rows table = {{"id", "x", "y", "n", "d", "e", "b", "t"}};
  for (std::size_t i = 0; i < 48; ++i)
    table.push_back({std::to_string(i + 1), kNumberCells[i % 8], kNumberCells[(i / 3) % 8],
                     std::to_string(i % 5 == 0 ? 0 : i % 13), kDays[i % 6], kDays[(i / 5) % 6],
                     i % 3 == 0 ? "true" : "false", i % 7 < 4 ? "s" : "longer"});
  return table;
}

TEST(OrderTold, IsSoInEveryRow) {
  std::mt19937_64 random(5);
  constexpr std::array kSigns = {">=", ">", "<=", "<", "=", "!="};
  int told_times = 0;
  for (int round = 0; round < 2500; ++round) {
    const char what = random() % 3 == 0 ? 'D' : 'N';
    const int depth = 1 + static_cast<int>(random() % 2);
    const std::string left = drawn(random, what, depth);
    // Of two that have nothing in common nothing is known.
    const std::string right = random() % 2 == 0 ? drawn(random, what, depth)
                              : what == 'D'     ? base::concat("max(", left, ", e)")
                                                : base::concat("(", left, ") + n");
    const std::string sign = kSigns[random() % kSigns.size()];
    const std::string condition = base::concat("(", left, ") ", sign, " (", right, ")");
    const std::string asked =
        base::concat(kTables, "  define v for stall : bool = ", condition, "\n}\n");
    const Result<Policy> policy = compile({{"order.remit", asked}});
    if (policy.ok()) continue;
    const std::string said = policy.error().diagnostics().text(Language::en);
    const bool always = said.find(base::concat("always holds: ", condition)) != said.npos;
    const bool never = said.find(base::concat("never hold: ", condition)) != said.npos;
    if (!always && !never) continue;
    const std::string sides =
        base::concat(kTables, "  intermediate define l for stall = ", left,
                     "\n  intermediate define r for stall = ", right,
                     "\n  define above for stall = l > r\n  define same for stall = l = r\n}\n");
    const Result<Policy> both = compile({{"sides.remit", sides}});
    if (!both.ok()) continue;  // something else is said of a side
    ++told_times;
    Data data = both->new_data();
    fill(data, *both, "stall", rows());
    fill(data, *both, "holiday",
         {{"day", "worked"}, {"2020-05-01", "false"}, {"2021-05-01", "false"}});
    const Result<Results> results = both->evaluate(data, {});
    ASSERT_TRUE(results.ok());
    const Table table = results->entity(*both->find_entity("stall"));
    for (std::uint64_t row = 0; row < table.row_count(); ++row) {
      const auto above = *table.find_column("above"), same = *table.find_column("same");
      if (table.state(row, above) != CellState::value) continue;
      const bool is_above = table.text(row, above) == "true";
      const bool is_same = table.text(row, same) == "true";
      const bool holds = sign == ">="   ? is_above || is_same
                         : sign == ">"  ? is_above
                         : sign == "<=" ? !is_above
                         : sign == "<"  ? !is_above && !is_same
                         : sign == "="  ? is_same
                                        : !is_same;
      EXPECT_EQ(holds, always) << condition << " in row " << row + 1;
    }
  }
  EXPECT_GT(told_times, 150);
}

// A function that gives a number or a date is drawn from the day that it is there.
TEST(OrderTold, IsTriedWithEveryFunction) {
  std::string all;
  for (const std::string_view each : kNumbers) base::append(all, each, "\n");
  for (const std::string_view each : kDates) base::append(all, each, "\n");
  for (const type::Function& function : type::functions()) {
    const std::string_view name = function.en;
    const bool ordered = name != "any" && name != "all" && name != "join" && name != "contains" &&
                         name != "starts_with" && name != "ends_with" && name != "birth_date" &&
                         name != "region_code" && !name.starts_with("is_");
    if (ordered) {
      EXPECT_NE(all.find(base::concat(name, "(")), all.npos) << name;
    }
  }
}

}  // namespace
}  // namespace remit
