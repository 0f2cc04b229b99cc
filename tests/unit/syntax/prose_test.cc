// What beginners write in the words of documents and spreadsheets is told how it is written here,
// and what they are told can be read.
#include "syntax/prose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/strings.h"
#include "syntax_testing.h"

namespace remit::syntax {
namespace {

struct Row {
  Stuck where;
  std::string_view words;
  std::string_view en;
  std::string_view zh;
};

constexpr Row kRows[] = {
#define REMIT_PROSE(where, words, en, zh) {Stuck::where, words, en, zh},
#include "syntax/prose.def"
#undef REMIT_PROSE
};

std::string in_policy(const std::string& item) { return "policy p {\n  " + item + "\n}\n"; }

/// A text that stops at `word`.
std::string stuck_at(Stuck where, const std::string& word) {
  switch (where) {
    case Stuck::after_value:
      return in_policy("define a = (1 " + word + " b)");
    case Stuck::in_bracket:
      return in_policy(word == "to" ? "scale s step { 1 " + word + " 3 : 5 }"
                                    : "scale s step { " + word + " 100 : 5 }");
    case Stuck::at_entry:
      return in_policy(word + " a = b");
    case Stuck::at_sign:
      return in_policy("define a = 1 " + word + " 2");
  }
  return {};
}

std::string advised(Stuck where, std::string advice) {
  for (const auto& [dots, instead] :
       {std::pair<std::string, std::string>{"{ ... }", "{ key id : text }"},
        {"{ … }", "{ 标识 编号 : 文本 }"},
        {"...", "1"},
        {"…", "1"}})
    for (auto at = advice.find(dots); at != std::string::npos; at = advice.find(dots))
      advice.replace(at, dots.size(), instead);
  const bool bracket = where == Stuck::in_bracket;
  if (bracket && advice.find(':') == std::string::npos) advice += " : 5";
  if (bracket) return in_policy("scale s step { " + advice + " }");
  return in_policy(where == Stuck::at_entry ? advice : "define a = " + advice);
}

TEST(ProseTest, WhatIsAdvisedCanBeRead) {
  for (const Row& row : kRows) {
    for (const std::string_view advice : {row.en, row.zh}) {
      const Parsed parsed(advised(row.where, std::string(advice)));
      EXPECT_TRUE(parsed.tree.complete()) << advice << "\n" << parsed.report();
    }
  }
}

TEST(ProseTest, EachWordIsKnownWhereReadingStops) {
  int drawn = 0, words = 0;
  for (const Row& row : kRows) {
    std::string_view rest = row.words;
    while (!rest.empty()) {
      const std::string word(rest.substr(0, rest.find('|')));
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
      ++words;
      EXPECT_TRUE(written_instead(word, "", row.where)) << word;
      const Parsed parsed(stuck_at(row.where, word));
      EXPECT_FALSE(parsed.tree.complete()) << word;
      drawn += testing::Matches(testing::Contains(testing::HasSubstr("R0119")))(parsed.places());
    }
  }
  // Some words stop the reader only elsewhere.
  EXPECT_GE(drawn * 10, words * 8) << drawn << " of " << words;
}

TEST(ProseTest, PlacesOfARank) {
  EXPECT_EQ(places_in_words("前10名"), "1..10");
  EXPECT_EQ(places_in_words("前3"), "1..3");
  EXPECT_EQ(places_in_words("第1名"), "1");
  EXPECT_EQ(places_in_words("前名"), std::nullopt);
  EXPECT_EQ(places_in_words("前几名"), std::nullopt);
  EXPECT_EQ(places_in_words("名10"), std::nullopt);
}

TEST(ProseTest, BeginnersTexts) {
  const auto codes = [](const std::string& item) {
    std::string all;
    for (const std::string& place : Parsed(in_policy(item)).places())
      base::append(all, all.empty() ? "" : " ", place.substr(place.find(' ') + 1));
    return all;
  };
  EXPECT_EQ(codes("reward r for u { pay 20% of x from t }"), "R0119");
  EXPECT_EQ(codes("reward r for u { pay 3‰ of x up to 5000 CNY from t }"), "R0119");
  EXPECT_EQ(codes("reward r for u { pay 3‰ * x up to 5000 CNY from t }"), "R0119");
  EXPECT_EQ(codes("define a for u = x if n > 3 else y"), "R0119");
  EXPECT_EQ(codes("define a for u = n > 3 ? x : y"), "R0119");
  EXPECT_EQ(codes("define a for u = n between 3 and 5"), "R0119");
  EXPECT_EQ(codes("define a for u = 1,000 CNY"), "R0119");
  EXPECT_EQ(codes("define a for u = $5"), "R0119");
  EXPECT_EQ(codes("let a = 5"), "R0119");
  EXPECT_EQ(codes("reward r for u { rank by x desc pay { first 10 : 100 CNY } from t }"), "R0119");
  EXPECT_EQ(codes("奖励 r 对 u { 排名 按 x 降序 发放 { 前10名 10万元 } 由 t }"), "R0119");
  EXPECT_EQ(codes("scale s step { <= 100 : 1, > 100 : 2 }"), "R0119");
  EXPECT_EQ(codes("scale s step { 0 to 100 : 1 }"), "R0119");
  EXPECT_EQ(codes("scale s step cite \"1\" { up to 1 : 1, over 1 : 2 }"), "R0120");
  EXPECT_EQ(codes("reward r cite \"1\" for u { pay 1 from t }"), "R0120");
  EXPECT_EQ(codes("奖励 r 依据 “1” 对 u { 发放 1 由 t }"), "R0120");
  EXPECT_EQ(codes("param low : money cite \"1\" = 5"), "R0120");
  EXPECT_EQ(codes("define a cite \"1\" for u = 5"), "R0120");
}

}  // namespace
}  // namespace remit::syntax
