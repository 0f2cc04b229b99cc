// What beginners write in the words of documents and spreadsheets is told how it is written here,
// and what they are told can be read.
#include "syntax/prose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

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
    case Stuck::in_field:
      return in_policy("entity e { key id : text  a : count " + word + " 5 }");
    case Stuck::in_bracket:
      return in_policy(word == "to" ? "scale s step { 1 " + word + " 3 : 5 }"
                                    : "scale s step { " + word + " 100 : 5 }");
    case Stuck::at_entry:
      return in_policy(word + " a = b");
    case Stuck::at_clause:
      return in_policy("reward r for u { " + word + " 5 CNY }");
    case Stuck::led_by:
      return in_policy("define a = " + word + " b c");
    case Stuck::at_sign:
    case Stuck::behind:
    case Stuck::ahead:
      return in_policy("define a = 1 " + word + " 2");
  }
  return {};
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

struct Fill {
  std::string_view number, anything;
};

/// Where what is advised may stand: a bracket, a declaration, a clause, a formula, or part of one.
std::vector<std::string> advised(Stuck where, std::string advice, const Fill& fill) {
  advice = replaced(std::move(advice), "{b}", fill.number);
  advice = replaced(std::move(advice), "{a}", fill.number);
  advice = replaced(std::move(advice), "{z}", fill.number);
  advice = replaced(std::move(advice), "{w}", fill.number);
  advice = replaced(std::move(advice), "{ ... }", "{ key id : text }");
  advice = replaced(std::move(advice), "{ … }", "{ 标识 编号 : 文本 }");
  if (!advice.starts_with("#"))
    advice = replaced(replaced(std::move(advice), "...", fill.anything), "…", fill.anything);
  if (where == Stuck::in_bracket) {
    if (advice.find(':') == std::string::npos) advice += " : 5";
    return {in_policy("scale s step { " + advice + " }")};
  }
  if (where == Stuck::at_entry) return {in_policy(advice)};
  return {in_policy("define a = " + advice),
          in_policy("define a = 1 " + advice),
          in_policy("define a = 1 " + advice + " 2"),
          in_policy("define a = b in " + advice),
          in_policy("define a = b in { c " + advice),
          in_policy("entity e { key id : " + advice + " }"),
          in_policy("entity e { key id : text " + advice + " }"),
          in_policy("entity e { " + advice + " }"),
          in_policy("define a = if b then c " + advice + " else d"),
          in_policy("reward r { " + advice + " }"),
          in_policy(advice),
          in_policy("effective " + advice)};
}

/// Advice that says more than one thing quotes each: what stands between is no text of the
/// language.
std::vector<std::string> quoted_parts(std::string_view advice) {
  std::vector<std::string> parts;
  for (const auto& [close, open] :
       {std::pair<std::string_view, std::string_view>{"`,", "`"}, {"”，", "“"}}) {
    const std::size_t end = advice.find(close);
    if (end == std::string_view::npos) continue;
    parts.emplace_back(advice.substr(0, end));
    advice.remove_prefix(advice.find(open, end + close.size()) + open.size());
  }
  parts.emplace_back(advice);
  return parts;
}

TEST(ProseTest, WhatIsAdvisedCanBeRead) {
  for (const Row& row : kRows) {
    std::vector<std::string> all = quoted_parts(row.en);
    std::ranges::copy(quoted_parts(row.zh), std::back_inserter(all));
    for (const std::string& advice : all) {
      bool read = false;
      for (const Fill& fill : {Fill{"20%", "1"}, Fill{"20", "x"}})
        for (const std::string& text : advised(row.where, advice, fill))
          read = read || Parsed(text).tree.complete();
      EXPECT_TRUE(read) << advice;
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
      const std::string_view all = word;
      const auto blank = std::min(all.find(' '), all.size() - 1);
      const std::string_view first = all.substr(0, blank);
      const std::string_view second = all.substr(blank + 1);
      const Around words_here =
          row.where == Stuck::behind   ? Around{std::string(first), std::string(second), ""}
          : row.where == Stuck::ahead  ? Around{"", std::string(first), std::string(second)}
          : row.where == Stuck::led_by ? Around{std::string(all), "b", "c"}
                                       : Around{"", std::string(all), ""};
      EXPECT_TRUE(written_instead(words_here, row.where)) << word;
      const Parsed parsed(stuck_at(row.where, word));
      if (word == "- -") continue;  // a comment only where an entry begins
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
  EXPECT_EQ(codes("define a for u = if(n > 3, 1, 2)"), "R0119");
  EXPECT_EQ(codes("// a comment"), "R0119");
  EXPECT_EQ(codes("define a for u = n in (3, 4)"), "R0119");
  EXPECT_EQ(codes("define a for u = day > 2010/1/1"), "R0119");
  EXPECT_EQ(codes("定义 a 对 u = n > 10 万元"), "");
  EXPECT_EQ(codes("test \"t\" { expect bill 3 days = 4  expect bill 3, 4 months = 5 }"), "");
  EXPECT_EQ(codes("define a cite \"1\" for u = 5"), "R0120");
}

/// What is written instead, as the first complaint of a text says it.
std::string told(const std::string& text) {
  const Parsed parsed(text);
  for (const diagnostic::Diagnostic& each : parsed.sink.sorted())
    if (diagnostic::code_text(each.code) == "R0119")
      return each.arguments[1].in(base::Language::en);
  return {};
}

// To whole numbers, to yuan, to fen: what the words say, not a step for all.
TEST(ProseTest, RoundingHasTheStepOfItsWords) {
  const auto step = [](const std::string& words) {
    return told(in_policy("定义 a 对 u = b " + words));
  };
  for (const char* const words : {"取整", "保留整数"})
    EXPECT_EQ(step(words), "`round(x, to 1, half_up)`");
  EXPECT_EQ(step("精确到元"), "`round(x, to 1 CNY, half_up)`");
  for (const char* const words : {"保留两位小数", "精确到分"})
    EXPECT_EQ(step(words), "`round(x, to 0.01, half_up)`");
}

// Of what stands about the place the whole value is meant, not its last bracket.
TEST(ProseTest, WhatIsAdvisedHasWholeValues) {
  const std::string_view values[] = {"max(b, c)", "(b + c)", "year(b.c)"};
  const std::string_view limits[] = {"1 CNY", "min(c, 2)", "(c + 1)", "c.d * 2"};
  for (const std::string_view value : values) {
    for (const std::string_view limit : limits) {
      for (const std::string_view word : {"between", "介于"}) {
        for (const std::string_view join : {"and", "至", ","}) {
          const std::string text =
              base::concat("define a = ", value, " ", word, " ", limit, " ", join, " 7");
          EXPECT_EQ(told(in_policy(text)),
                    base::concat("`", value, " >= ", limit, " and ", value, " <= 7`"))
              << text;
        }
      }
    }
  }
}

TEST(ProseTest, AFieldBehindANumberIsNotItsUnit) {
  for (const std::string_view option :
       {"default 0", "within 1..10", "default 0 optional within 1..5"})
    for (const std::string_view unit : {"day", "month", "years"}) {
      const std::string text =
          base::concat("entity e { key id : text  n : count ", option, " ", unit, " : date }");
      EXPECT_NE(told(in_policy(text)).find(base::concat(unit, " : date")), std::string::npos)
          << text << ": " << told(in_policy(text));
    }
}

}  // namespace
}  // namespace remit::syntax
