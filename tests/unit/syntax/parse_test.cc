#include "syntax/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

#include "syntax/grammar.h"
#include "syntax_testing.h"

namespace remit::syntax {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class SampleTest : public testing::TestWithParam<const char*> {};

TEST_P(SampleTest, ParsesWithoutComplaint) {
  const std::string text = read_sample(GetParam());
  ASSERT_FALSE(text.empty());
  const Parsed parsed(text, GetParam());
  EXPECT_EQ(parsed.report(), "");
  EXPECT_TRUE(parsed.tree.complete());
  EXPECT_FALSE(parsed.tree.root().children().empty());
}

INSTANTIATE_TEST_SUITE_P(Samples, SampleTest,
                         testing::Values("open_economy.remit", "open_economy_zh.remit",
                                         "every_form.remit", "literate.md"));

// Every rule of the grammar stands in the sample that claims to have every form.
TEST(GrammarTest, EveryRuleIsSampled) {
  const Parsed parsed(read_sample("every_form.remit"));
  const std::string dump = dump_tree(parsed.tree);
  for (std::size_t id = 1; id < kRuleCount; ++id) {
    const RuleInfo& rule = grammar::kRules[id];
    if (rule.transparent || rule.name == "set" || rule.name == "conversion") continue;
    EXPECT_THAT(dump, testing::ContainsRegex("(^|[ \n])" + std::string(rule.name) + "[ \n]"));
  }
}

TEST(ParseTest, KeywordsMayBeNames) {
  const Parsed parsed(
      "policy reward {\n"
      "  entity source {\n"
      "    key key : text\n    check : bool\n    period : count\n    decision : money\n"
      "    optional : text optional\n    default : money default 0\n    within : text\n"
      "  }\n"
      "  define amount for source = rate.share * count(cap where floor(year) > 1)\n"
      "  reward step { pay step * 2\n cap floor(day)\n }\n"
      "}\n");
  EXPECT_EQ(parsed.report(), "");
}

TEST(ParseTest, TheNextLineIsNotTheCurrencyOfAField) {
  const Parsed parsed("policy p {\n  entity u {\n    a : money\n    b : money USD\n  }\n}\n");
  ASSERT_EQ(parsed.report(), "");
  const NodeView entity = parsed.tree.root().child(Rule::policy).child(Rule::entity);
  const NodeList fields = entity.children();
  ASSERT_EQ(fields.size(), 3u);  // the name, and two fields
  EXPECT_FALSE(fields[1][Label::type][Label::currency]);
  EXPECT_EQ(fields[2][Label::type][Label::currency].text(), "USD");
}

TEST(ParseTest, LanguagesMix) {
  const Parsed parsed(
      "policy p {\n  奖励 r for unit 依据 \"1\" {\n    when a 且 b\n    发放 5\n  }\n}\n");
  EXPECT_EQ(parsed.report(), "");
  const NodeView reward = parsed.tree.root().child(Rule::policy).child(Rule::reward);
  EXPECT_TRUE(reward.has(Keyword::reward));
  EXPECT_TRUE(reward[Label::clause].has(Keyword::when));
}

TEST(ParseTest, SpansCountFromTheBaseOfTheSource) {
  base::SourceSet sources;
  sources.add("a", "12345");
  const base::Source& second = sources.add("b.remit", "policy p { source \"x\" }");
  diagnostic::DiagnosticSink sink;
  const Tree tree = parse(second, {}, sink);
  EXPECT_EQ(tree.root().child(Rule::policy)[Label::name].span().begin, second.base() + 7);
  EXPECT_EQ(tree.root().child(Rule::policy).text(), second.text());
}

// ---- Errors

TEST(RecoveryTest, EveryErrorIsReportedInOneRun) {
  const Parsed parsed(
      "policy p \"t\" {\n"
      "  efective 2010-01-01\n"    // 2: misspelt declaration
      "  rounding half_up 0.01\n"  // 3: `to` is missing
      "  entity unit {\n"
      "    rate number\n"           // 5: `:` is missing
      "    kind : one of { a, b\n"  // 6: `}` is missing
      "    other : text\n"
      "  }\n"
      "  reward r fro project {\n"                  // 9: misspelt word in the head
      "    wen a\n"                                 // 10: misspelt clause
      "    pay { 1..3: 5%, 4.. : 7%, over 5 : }\n"  // 11: two bands
      "    to and\n"                                // 12: a reserved word as name
      "  }\n"
      "  target g : sum(x\n"  // 14: `)` is missing
      "}\n");
  EXPECT_THAT(parsed.places(),
              ElementsAre("2:3 R0105", "3:20 R0101", "5:10 R0101", "6:25 R0101", "9:12 R0101",
                          "10:5 R0106", "11:25 R0101", "11:40 R0101", "12:8 R0109", "14:19 R0101"));
}

TEST(RecoveryTest, AForgottenBraceIsFoundByIndentation) {
  const Parsed parsed(
      "policy p {\n  entity a {\n    x : text\n  reward r {\n    pay 5\n  }\n  party t\n}\n");
  EXPECT_THAT(parsed.places(), ElementsAre("2:12 R0103"));
  EXPECT_TRUE(parsed.tree.root().child(Rule::policy).child(Rule::party));
}

TEST(RecoveryTest, AStrayBraceIsReportedOnce) {
  const Parsed parsed("policy p {\n  party a\n}\n}\npolicy q {\n  party b\n}\n");
  EXPECT_THAT(parsed.places(), ElementsAre("4:1 R0104"));
  EXPECT_EQ(parsed.tree.root().children().size(), 2u);
}

TEST(RecoveryTest, SaysWhatTheFileLacks) {
  EXPECT_THAT(Parsed("").places(), ElementsAre("1:1 R0111"));
  EXPECT_THAT(Parsed("party x").places(), ElementsAre("1:1 R0111"));
  EXPECT_THAT(Parsed("policy p {\n  party a\n").places(), ElementsAre("1:10 R0103"));
  EXPECT_THAT(Parsed("policy p").places(), ElementsAre("1:9 R0102"));
  EXPECT_THAT(Parsed("policy p { party a }\nparty b").places(), ElementsAre("2:1 R0115"));
}

TEST(RecoveryTest, AMissingPartIsNotTakenFromTheNextLine) {
  const Parsed parsed(
      "policy p {\n  reward r {\n    from\n    to x\n    when a and\n    pay\n    cap 5\n  }\n}\n");
  EXPECT_THAT(parsed.places(), ElementsAre("3:9 R0101", "5:15 R0101", "6:8 R0101"));
}

TEST(RecoveryTest, WhatCannotFollowIsSaidSo) {
  const Parsed parsed("policy p {\n  define a = 5 othrwise 3\n  define b = 1\n}\n");
  EXPECT_THAT(parsed.places(), ElementsAre("2:16 R0117"));
}

TEST(RecoveryTest, SuggestsTheNearestKeywordOfEitherLanguage) {
  EXPECT_THAT(Parsed("policy p {\n  rewrd r { }\n}").report(), HasSubstr("`reward`"));
  EXPECT_THAT(Parsed("政策 p {\n  奖厉 r { }\n}").report(base::Language::zh), HasSubstr("“奖励”"));
  EXPECT_THAT(Parsed("policy p {\n  reward r { wehn a }\n}").report(), HasSubstr("`when`"));
  EXPECT_THAT(Parsed("poliy p { }").report(), HasSubstr("`policy`"));
}

TEST(RecoveryTest, SuggestsTheSpaceThatChineseReadersDoNotNeed) {
  EXPECT_THAT(Parsed("政策 p {\n  奖励 r {\n    当类别是乡镇\n  }\n}").report(base::Language::zh),
              HasSubstr("“当 类别是乡镇”"));
}

TEST(RecoveryTest, NamesWhatIsExpectedInTheAskedLanguage) {
  const Parsed parsed("policy p {\n  rounding half_up 0.01\n}");
  EXPECT_THAT(parsed.report(), HasSubstr("`to` is expected here"));
  EXPECT_THAT(parsed.report(base::Language::zh), HasSubstr("“到”"));
}

// ---- Limits

TEST(LimitsTest, AreReportedAndEndTheReading) {
  const std::string text = "policy p { party a }";
  EXPECT_THAT(Parsed(text, "p", {.source_bytes = 10}).places(), ElementsAre("1:1 R0901"));
  EXPECT_THAT(Parsed(text, "p", {.tokens = 4}).places(), ElementsAre("1:18 R0902"));
  EXPECT_FALSE(Parsed(text, "p", {.tokens = 4}).tree.complete());
  const std::string many = "policy p {\n party a\n party b\n party c\n}\n";
  EXPECT_THAT(Parsed(many, "p", {.declarations = 2}).places(), ElementsAre("4:2 R0904"));
}

// ---- Time

/// Processor time of this process, so that a busy machine does not count.
double milliseconds(const std::string& text) {
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t begin = std::clock();
    const Parsed parsed(text);
    best = std::min(best, 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  return best;
}

TEST(ParseTest, AFunctionThatIsAlsoAKeywordMayBeginALine) {
  const Parsed parsed("政策 p {\n 定义 x =\n  舍入(1 / 3, 到 0.01, 四舍五入)\n}");
  EXPECT_EQ(parsed.sink.error_count(), 0u);
}

// Texts made to be slow: ten times the text may not take a hundred times as long. The factor leaves
// room for a busy machine; quadratic behaviour is far above it.
// Three ways to write a band begin with an operand. Each error in it would be counted three times.
TEST(ParseTest, AnOperandIsReadOnce) {
  const Parsed parsed("policy p {\n  scale s marginal { (1 < 2 < 3)..5: 1% }\n}\n");
  EXPECT_THAT(parsed.places(), ElementsAre("2:29 R0110"));
  EXPECT_EQ(parsed.sink.error_count(), 1u);
}

TEST(ParseTest, AnOperandReadOnceIsWhatItWas) {
  const Parsed parsed(
      "policy p {\n  scale s slab {\n    below and below: 1%\n    up to below + 2: 2%\n"
      "    (below + 1)..below: 3%\n  }\n}\n");
  ASSERT_EQ(parsed.report(), "");
  const NodeList bands =
      parsed.tree.root().child(Rule::policy).child(Rule::scale)[Label::bands].all(Label::band);
  ASSERT_EQ(bands.size(), 3u);
  const NodeView upper = bands[0][Label::edges][Label::upper];
  EXPECT_EQ(upper[Label::value].label(), Label::value);
  EXPECT_EQ(upper[Label::value].text(), "below");
  EXPECT_EQ(upper[Label::value].keyword(), Keyword::none);  // a name, not the word of an edge
  EXPECT_EQ(upper[Label::below].keyword(), Keyword::and_below);
  const NodeView range = bands[2][Label::edges];
  EXPECT_EQ(range[Label::low].label(), Label::low);
  EXPECT_EQ(range[Label::low].text(), "(below + 1)");
  EXPECT_EQ(range[Label::high].text(), "below");
}

TEST(TimeTest, GrowsLinearly) {
  const auto repeat = [](const std::string& head, const std::string& unit, int n) {
    std::string text = head;
    for (int i = 0; i < n; ++i) text += unit;
    return text;
  };
  const std::pair<std::string, std::string> cases[] = {
      {"policy p {\n", "define x = a + f(b, c)\n"},      // as it should be
      {"policy p {\n", "rewrd x { a b c }\n"},           // an error each line
      {"policy p { ", "entity a { x : text } "},         // all on one line
      {"policy p { ", "entity a { x text } "},           // the same with errors
      {"policy p {\n reward r {\n", " pay { 1..2: \n"},  // braces never closed
      {"policy p {\n define x = f(", "a, "},             // one endless call
      {"policy p {\n", "}"},                             // braces that close nothing
      {"", "\xFF x "},                                   // no text at all
      {"", "\"abc\n"},                                   // texts never closed
      {"policy p {\n scale s slab {", "over a(1) : 5, "},
      {"policy p {\n test \"t\" { given u {", "n 5 year "},
  };
  for (const auto& [head, unit] : cases) {
    const double small = milliseconds(repeat(head, unit, 1'000));
    const double large = milliseconds(repeat(head, unit, 10'000));
    EXPECT_LT(large, 40 * small + 5) << head << unit;
  }
}

}  // namespace
}  // namespace remit::syntax
