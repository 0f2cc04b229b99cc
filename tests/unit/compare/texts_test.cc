#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "remit/compare.h"

namespace remit {
namespace {

std::string policy_text(const std::string& items) {
  return "policy p \"P\" {\n  currency CNY\n  rounding half_up to 0.01\n  party t\n"
         "  entity unit { key name : text  revenue : money  kind : one of { a, b } }\n" +
         items + "}\n";
}

/// "changed reward r: cap 5 CNY -> cap 6 CNY", one for each line.
std::vector<std::string> differences(const std::string& before, const std::string& after) {
  const Result<Policy> a = compile({{"a.remit", before}}), b = compile({{"b.remit", after}});
  EXPECT_TRUE(a.ok()) << a.error().message(Language::en);
  EXPECT_TRUE(b.ok()) << b.error().message(Language::en);
  const Table table = compare_texts(*a, *b);
  std::vector<std::string> lines;
  for (std::uint64_t row = 0; row < table.row_count(); ++row) {
    const auto cell = [&](const char* name) { return table.text(row, *table.find_column(name)); };
    const std::string name = cell("name").empty() ? "" : " " + cell("name");
    lines.push_back(cell("change") + " " + cell("form") + name + ": " + cell("before") + " -> " +
                    cell("after"));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(CompareTexts, LayoutCommentsLanguageAndNumbersCountForNothing) {
  const std::string text = policy_text(
      "  param least = 50000 CNY\n"
      "  reward r for unit cite \"1\" { when revenue >= least pay 20% * revenue from t }\n");
  EXPECT_EQ(differences(text, text), Lines());
  const Result<std::string> chinese = format({"a.remit", text}, KeywordStyle::zh);
  ASSERT_TRUE(chinese.ok());
  EXPECT_EQ(differences(text, *chinese), Lines());
  EXPECT_EQ(differences(text, policy_text("param least = 5万 CNY  # note\n"
                                          "reward r for unit cite \"1\" {\n when revenue >= least\n"
                                          "pay 0.2 * revenue from t }\n")),
            Lines());
}

TEST(CompareTexts, ClausesOneByOne) {
  const std::string before = policy_text(
      "  reward r for unit cite \"1\" { when kind is a when revenue > 1 CNY pay 20% * revenue\n"
      "    cap 500 CNY from t }\n");
  const std::string after = policy_text(
      "  reward r for unit cite \"1\" { when kind is a when revenue > 2 CNY pay 20% * revenue\n"
      "    floor 5 CNY from t }\n");
  EXPECT_EQ(differences(before, after),
            (Lines{"changed reward r: when revenue > 1 CNY -> when revenue > 2 CNY",
                   "removed reward r: cap 500 CNY -> ", "added reward r:  -> floor 5 CNY"}));
}

TEST(CompareTexts, WhatStandsBeforeTheClausesIsAPartOfItsOwn) {
  const std::string pay = "{ pay 20% * revenue from t }\n";
  EXPECT_EQ(differences(policy_text("  reward r for unit cite \"1\" " + pay),
                        policy_text("  reward r \"R\" for unit cite \"2\" " + pay)),
            (Lines{"changed reward r: reward r for unit cite \"1\" -> "
                   "reward r \"R\" for unit cite \"2\""}));
}

TEST(CompareTexts, DeclarationsThatCameAndWent) {
  const std::string reward = "  reward r for unit cite \"1\" { pay 20% * revenue from t }\n";
  EXPECT_EQ(differences(policy_text(reward + "  define x for unit = revenue * 2\n"),
                        policy_text("  define y for unit = revenue * 3\n" + reward)),
            (Lines{"removed define x: define x for unit = revenue * 2 -> ",
                   "added define y:  -> define y for unit = revenue * 3"}));
}

TEST(CompareTexts, BracketsFieldsAndHeadersAreParts) {
  const std::string scale =
      "  reward r for unit cite \"1\" { pay s(revenue) from t }\n"
      "  scale s marginal { up to 10 CNY : 1%, after : 2% }\n";
  std::string after = policy_text(scale);
  after.replace(after.find("2%"), 2, "3%");
  after.replace(after.find("0.01"), 4, "0.1 ");
  after.replace(after.find("revenue : money "), 16, "revenue : money default 0 ");
  EXPECT_EQ(differences(policy_text(scale), after),
            (Lines{"changed rounding: rounding half_up to 0.01 -> rounding half_up to 0.1",
                   "changed entity unit: revenue : money -> revenue : money default 0",
                   "changed scale s: after : 2% -> after : 3%"}));
}

// Far more brackets than a table of all pairs could hold.
TEST(CompareTexts, OfLongListsOnlyWhatChangedIsTold) {
  const auto scale = [](bool changed) {
    std::string bands;
    for (int i = 1; i <= 5000; ++i) {
      const bool other = changed && (i == 7 || i == 2500 || i == 4993);
      bands += "    up to " + std::to_string(i) + " CNY : " + std::to_string(other ? i + 1 : i) +
               " CNY,\n";
    }
    return policy_text("  scale s step {\n" + bands +
                       "    after : 0 CNY }\n"
                       "  reward r for unit cite \"1\" { pay s(revenue) from t }\n");
  };
  EXPECT_EQ(differences(scale(false), scale(true)),
            (Lines{"changed scale s: up to 7 CNY : 7 CNY -> up to 7 CNY : 8 CNY",
                   "changed scale s: up to 2500 CNY : 2500 CNY -> up to 2500 CNY : 2501 CNY",
                   "changed scale s: up to 4993 CNY : 4993 CNY -> up to 4993 CNY : 4994 CNY"}));
}

TEST(CompareTexts, ChangesOfAnAmendmentAreItsOwn) {
  const std::string base =
      policy_text("  reward r for unit cite \"1\" { pay 20% * revenue from t }\n");
  const std::string later =
      "policy q { amends p { replace reward r for unit cite \"1\" "
      "{ pay 30% * revenue from t } } }\n";
  const std::string latest =
      "policy q { amends p { replace reward r for unit cite \"1\" "
      "{ pay 40% * revenue from t } } }\n";
  EXPECT_EQ(differences(base + later, base + latest),
            (Lines{"changed replace reward r: pay 30% * revenue -> pay 40% * revenue"}));
}

}  // namespace
}  // namespace remit
