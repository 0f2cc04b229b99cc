// Where the ways to two figures part.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "remit/compare.h"

namespace remit {
namespace {

constexpr const char* kFrame =
    "policy p {\n  currency CNY\n  rounding half_up to 0.01\n  party t\n"
    "  entity town { key name : text  grade : number }\n"
    "  entity unit { key name : text  town : town  revenue : money  extra : money default 10 CNY "
    "}\n";

Results run(const std::string& items, const std::vector<std::string>& revenues,
            const char* grade = "2") {
  std::string text = items.starts_with("policy") ? items : kFrame + items + "}\n";
  const Result<Policy> policy = compile({{"p.remit", text}});
  EXPECT_TRUE(policy.ok()) << policy.error().message(Language::en);
  Data data = policy->new_data();
  const auto town = *data.find_entity("town"), unit = *data.find_entity("unit");
  EXPECT_TRUE(data.add_row(town).ok());
  EXPECT_TRUE(data.set_text(town, 0, *data.find_field(town, "name"), "T").ok());
  EXPECT_TRUE(data.set_text(town, 0, *data.find_field(town, "grade"), grade).ok());
  for (std::size_t i = 0; i < revenues.size(); ++i) {
    const std::uint64_t row = *data.add_row(unit);
    EXPECT_TRUE(
        data.set_text(unit, row, *data.find_field(unit, "name"), "u" + std::to_string(i)).ok());
    EXPECT_TRUE(data.set_text(unit, row, *data.find_field(unit, "town"), "T").ok());
    EXPECT_TRUE(data.set_text(unit, row, *data.find_field(unit, "revenue"), revenues[i]).ok());
  }
  return *policy->evaluate(data);
}

/// "u0 clause: pay 10% * revenue -> pay 20% * revenue", one for each line that differs.
std::vector<std::string> partings(const Results& before, const Results& after) {
  const Result<Comparison> comparison = compare_runs(before, after);
  EXPECT_TRUE(comparison.ok());
  const Result<Table> table = comparison->changes(Language::en);
  EXPECT_TRUE(table.ok());
  std::vector<std::string> lines;
  for (std::uint64_t row = 0; row < table->row_count(); ++row) {
    const auto cell = [&](const char* name) { return table->text(row, *table->find_column(name)); };
    lines.push_back(cell("key") + " " + cell("parts_by") + ": " + cell("parts_before") + " -> " +
                    cell("parts_after"));
  }
  return lines;
}

using Lines = std::vector<std::string>;

std::string reward(const std::string& clauses) {
  return "  reward r for unit cite \"1\" { " + clauses + " from t }\n";
}

TEST(Parting, IsTheClauseThatBindsInTheRow) {
  EXPECT_EQ(partings(run(reward("pay 10% * revenue cap 50 CNY"), {"100", "1000"}),
                     run(reward("pay 12% * revenue cap 40 CNY"), {"100", "1000"})),
            (Lines{"u0 clause: pay 10% * revenue -> pay 12% * revenue",
                   "u1 clause: pay 10% * revenue -> pay 12% * revenue"}));
  EXPECT_EQ(partings(run(reward("pay 10% * revenue cap 50 CNY"), {"100", "1000"}),
                     run(reward("pay 10% * revenue cap 40 CNY"), {"100", "1000"})),
            (Lines{"u1 clause: cap 50 CNY -> cap 40 CNY"}));
}

TEST(Parting, IsAClauseThatOneSideHasMore) {
  EXPECT_EQ(partings(run(reward("pay 10% * revenue"), {"100", "1000"}),
                     run(reward("pay 10% * revenue cap 40 CNY"), {"100", "1000"})),
            (Lines{"u1 clause:  -> cap 40 CNY"}));
  EXPECT_EQ(partings(run(reward("pay 10% * revenue floor 50 CNY"), {"100", "1000"}),
                     run(reward("pay 10% * revenue"), {"100", "1000"})),
            (Lines{"u0 clause: floor 50 CNY -> "}));
}

TEST(Parting, IsTheConditionThatRefuses) {
  const std::string rest = " pay 10% * revenue";
  EXPECT_EQ(partings(run(reward("when revenue > 5 CNY when extra > 1 CNY" + rest), {"100"}),
                     run(reward("when revenue > 6 CNY when extra > 20 CNY" + rest), {"100"})),
            (Lines{"u0 clause: when extra > 1 CNY -> when extra > 20 CNY"}));
}

TEST(Parting, IsWhatAClauseNames) {
  const std::string pay = reward("pay share * revenue");
  EXPECT_EQ(partings(run("  param share = 10%\n" + pay, {"100"}),
                     run("  param share = 20%\n" + pay, {"100"})),
            (Lines{"u0 clause: param share = 10% -> param share = 20%"}));
  const std::string scaled = reward("pay s(revenue)");
  EXPECT_EQ(
      partings(run("  scale s marginal { up to 50 CNY : 1%, after : 2% }\n" + scaled, {"100"}),
               run("  scale s marginal { up to 50 CNY : 1%, after : 3% }\n" + scaled, {"100"})),
      (Lines{"u0 clause: after : 2% -> after : 3%"}));
}

TEST(Parting, IsADefinitionOnTheWayAlsoInAnotherTable) {
  const std::string pay = reward("pay town.weight * revenue");
  const auto defined = [&](const char* formula) {
    return "  define weight for town = " + std::string(formula) + "\n" + pay;
  };
  EXPECT_EQ(partings(run(defined("grade * 2"), {"100"}), run(defined("grade * 3"), {"100"})),
            (Lines{"u0 clause: define weight for town = grade * 2 -> "
                   "define weight for town = grade * 3"}));
  EXPECT_EQ(partings(run(defined("grade * 2"), {"100"}), run(defined("grade * 2"), {"100"}, "5")),
            (Lines{"u0 input: 2 -> 5"}));
}

TEST(Parting, IsTheDefaultOfAField) {
  std::string later = std::string(kFrame) + reward("pay extra") + "}\n";
  later.replace(later.find("10 CNY"), 6, "20 CNY");
  EXPECT_EQ(partings(run(reward("pay extra"), {"1"}), run(later, {"1"})),
            (Lines{"u0 clause: extra : money default 10 CNY -> extra : money default 20 CNY"}));
}

TEST(Parting, IsThePlaceAmongOthersWhereTheirDataChanged) {
  const std::string ranked =
      reward("rank by revenue desc ties share pay { 1 : 100 CNY, 2 : 50 CNY }");
  EXPECT_EQ(partings(run(ranked, {"10", "20"}), run(ranked, {"10", "5"})),
            (Lines{"u0 place: 2 -> 1", "u1 input: CNY 20.00 -> CNY 5.00"}));
}

TEST(Parting, IsWhatPutsTheFigureInErrorAndNoOtherCellThatDiffers) {
  const std::string ranked = "  define place for unit = rank(revenue desc ties standard)\n" +
                             reward("when place < 9 pay 10% * extra + revenue");
  // Of u0 its own revenue differs too, which does not make its place uncertain.
  const std::string invalid = "not determined (the input is not a value of the field";
  const std::string of_u1 = invalid + "; it began with revenue of unit “u1”)";
  EXPECT_EQ(partings(run(ranked, {"10", "20"}), run(ranked, {"11", "x"})),
            (Lines{"u0 place: 2 -> " + of_u1, "u1 input: CNY 20.00 -> " + invalid + ")"}));
  EXPECT_EQ(partings(run(ranked, {"11", "x"}), run(ranked, {"10", "20"})),
            (Lines{"u0 place: " + of_u1 + " -> 2", "u1 input: " + invalid + ") -> CNY 20.00"}));
}

TEST(Parting, IsTheCellThatMakesADivisionImpossible) {
  const std::string divided =
      "  define q for unit = round(extra / (revenue - 5 CNY) * 1 CNY, to "
      "0.01, half_up)\n" +
      reward("pay q");
  EXPECT_EQ(partings(run(divided, {"10"}), run(divided, {"5"})),
            (Lines{"u0 input: CNY 10.00 -> CNY 5.00"}));
}

TEST(Parting, NamesWhatHasNoNameByWhatItComputes) {
  const std::string funded = reward("pay 10% * revenue") +
                             "  fund f cite \"2\" { budget 50 CNY pays r when short pro rata "
                             "remainder to largest ties by key }\n";
  const Result<Comparison> comparison =
      compare_runs(run(funded, {"1000", "1000"}), run(funded, {"1000", "3000"}));
  ASSERT_TRUE(comparison.ok());
  for (const Language language : {Language::en, Language::zh}) {
    const Result<Table> table = comparison->changes(language);
    ASSERT_TRUE(table.ok());
    for (std::uint64_t row = 0; row < table->row_count(); ++row) {
      const std::string parts = table->text(row, *table->find_column("parts"));
      EXPECT_EQ(parts.find("intermediate"), std::string::npos) << parts;
      EXPECT_EQ(parts.find("中间结果"), std::string::npos) << parts;
    }
  }
}

TEST(Parting, IsTheBudgetOfAFundForWhomItIsShort) {
  const auto funded = [](const char* budget) {
    return reward("pay 10% * revenue") + "  fund f cite \"2\" { budget " + budget +
           " pays r when short pro rata remainder to largest ties by key }\n";
  };
  EXPECT_EQ(
      partings(run(funded("50 CNY"), {"1000", "1000"}), run(funded("60 CNY"), {"1000", "1000"})),
      (Lines{"u0 clause: budget 50 CNY -> budget 60 CNY",
             "u1 clause: budget 50 CNY -> budget 60 CNY"}));
}

TEST(Parting, IsTheRoundingOfThePolicy) {
  std::string later = std::string(kFrame) + reward("pay 10% * revenue") + "}\n";
  later.replace(later.find("0.01"), 4, "1   ");
  EXPECT_EQ(partings(run(reward("pay 10% * revenue"), {"12.3"}), run(later, {"12.3"})),
            (Lines{"u0 clause: rounding half_up to 0.01 -> rounding half_up to 1"}));
}

TEST(Parting, IsARowOfOneSide) {
  EXPECT_EQ(partings(run(reward("pay revenue"), {"1", "2"}), run(reward("pay revenue"), {"1"})),
            (Lines{"u1 row:  -> "}));
}

TEST(Parting, IsWhoPays) {
  std::string later =
      std::string(kFrame) + "  party b\n  reward r for unit cite \"1\" { pay revenue from b }\n}\n";
  later.replace(later.find("  party t\n"), 10, "");
  EXPECT_EQ(partings(run(reward("pay revenue"), {"1"}), run(later, {"1"})),
            (Lines{"u0 clause: from t -> from b"}));
}

}  // namespace
}  // namespace remit
