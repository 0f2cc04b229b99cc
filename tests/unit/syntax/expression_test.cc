#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "syntax_testing.h"

namespace remit::syntax {
namespace {

using testing::ElementsAre;

struct Case {
  const char* text;
  const char* bracketed;
};

class PrecedenceTest : public testing::TestWithParam<Case> {};

TEST_P(PrecedenceTest, Binds) {
  const Parsed parsed = parse_formula(GetParam().text);
  EXPECT_EQ(parsed.report(), "");
  EXPECT_EQ(bracketed(formula_of(parsed)), GetParam().bracketed);
}

INSTANTIATE_TEST_SUITE_P(Arithmetic, PrecedenceTest,
                         testing::Values(Case{"a + b * c", "(a add (b multiply c))"},
                                         Case{"a - b - c", "((a subtract b) subtract c)"},
                                         Case{"a / b * c", "((a divide b) multiply c)"},
                                         Case{"-a * b", "((negate a) multiply b)"},
                                         Case{"a - -b", "(a subtract (negate b))"},
                                         Case{"(a + b) * c", "((a add b) multiply c)"},
                                         Case{"a × b ÷ c", "((a multiply b) divide c)"},
                                         Case{"a 加 b 乘以 c", "(a add (b multiply c))"},
                                         Case{"a - b otherwise 0", "(a subtract (b otherwise 0))"},
                                         Case{"a\n    + b", "(a add b)"}));

INSTANTIATE_TEST_SUITE_P(
    Logic, PrecedenceTest,
    testing::Values(
        Case{"a or b or c", "((a disjunction b) disjunction c)"},
        Case{"not a and b", "((negation a) conjunction b)"},
        Case{"not a = b", "(negation (a equal b))"},
        Case{"a + 1 > b and c", "(((a add 1) greater b) conjunction c)"},
        Case{"(a and b) or c", "((a conjunction b) disjunction c)"},
        Case{"a is b and c is not d", "((a is b) conjunction (c is_not d))"},
        Case{"a is given or b is not given", "((is_given a) disjunction (is_not_given b))"},
        Case{"a in { x, y } and b not in { z }",
             "((in_set a {x, y}) conjunction (not_in_set b {z}))"},
        Case{"非 a 且 b 已填", "((negation a) conjunction (is_given b))"},
        Case{"a 不低于 5 且 b 不满 3", "((a greater_equal 5) conjunction (b less 3))"},
        Case{"a 超过 5 或 b 不超过 3", "((a greater 5) disjunction (b less_equal 3))"}));

INSTANTIATE_TEST_SUITE_P(
    Conversions, PrecedenceTest,
    testing::Values(Case{"a in USD", "(convert a USD)"},
                    Case{"a + b in USD on day", "(a add (convert b USD on day))"},
                    Case{"a in USD on day + b", "((convert a USD on day) add b)"},
                    Case{"a 折合 美元 按 到账日", "(convert a 美元 on 到账日)"},
                    Case{"a in USD > 5", "((convert a USD) greater 5)"},
                    Case{"rate on 2010-01-01 * b", "((rate on 2010-01-01) multiply b)"}));

TEST(ExpressionTest, RefusesWhatPeopleReadDifferently) {
  EXPECT_THAT(parse_formula("a < b < c").places(), ElementsAre("2:20 R0110"));
  EXPECT_THAT(parse_formula("a and b or c").places(), ElementsAre("2:22 R0114"));
  EXPECT_THAT(parse_formula("a or b and c").places(), ElementsAre("2:16 R0114"));
}

TEST(ExpressionTest, OnAtTheStartOfALineIsNoOperator) {
  const Parsed parsed("政策 p {\n  排名 r {\n    当 x\n    按 y 降序\n  }\n}");
  ASSERT_EQ(parsed.report(), "");
  EXPECT_EQ(parsed.tree.root().child(Rule::policy).child(Rule::ranking).all(Label::clause).size(),
            2u);
}

TEST(ExpressionTest, ReadsCallsWithTheirOptions) {
  const Parsed parsed = parse_formula("rank(x desc within kind, size where a > 1 ties dense)");
  ASSERT_EQ(parsed.report(), "");
  const NodeView call = formula_of(parsed);
  EXPECT_EQ(call[Label::function].text(), "rank");
  EXPECT_TRUE(call[Label::argument][Label::direction].has(Keyword::desc));
  EXPECT_EQ(call.child(Rule::within_group).all(Label::group).size(), 2u);
  EXPECT_TRUE(call.child(Rule::where));
  EXPECT_TRUE(call.child(Rule::ties)[Label::dense]);
}

TEST(ExpressionTest, AModeOfRoundingIsANameWhereItIsCalled) {
  const Parsed parsed = parse_formula("round(floor(x), to 0.01, floor)");
  ASSERT_EQ(parsed.report(), "");
  const NodeList arguments = formula_of(parsed).all(Label::argument);
  ASSERT_EQ(arguments.size(), 3u);
  EXPECT_TRUE(arguments[0][Label::value].is(Rule::call));
  EXPECT_TRUE(arguments[1][Label::grid].number());
  EXPECT_EQ(arguments[2][Label::mode].keyword(), Keyword::floor_mode);
}

TEST(ExpressionTest, ReadsConditionsChosenAndCounted) {
  const Parsed parsed =
      parse_formula("if at least 2 of { a, b > 1, c } then 1 else if d then 2 else 3");
  ASSERT_EQ(parsed.report(), "");
  const NodeView node = formula_of(parsed);
  EXPECT_TRUE(node.is(Rule::conditional));
  EXPECT_EQ(node[Label::condition].all(Label::condition).size(), 3u);
  EXPECT_TRUE(node[Label::no].is(Rule::conditional));
  EXPECT_EQ(Parsed("政策 p {\n 定义 x = 至少 2项 { a, b, c }\n}").report(), "");
}

// ---- Depth

TEST(ExpressionTest, DeepNestingIsReportedNotFollowed) {
  for (const auto& [open, close] : {std::pair("(", ")"), std::pair("-", ""), std::pair("not ", ""),
                                    std::pair("if a then b else ", ""), std::pair("f(", ")")}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += open;
    text += "x";
    for (int i = 0; i < 100'000; ++i) text += close;
    const Parsed parsed = parse_formula(text);
    ASSERT_EQ(parsed.places().size(), 1u) << open;
    EXPECT_THAT(parsed.places()[0], testing::HasSubstr("R0903")) << open;
  }
}

TEST(ExpressionTest, LongChainsAreBounded) {
  const auto chain = [](int n) {
    std::string text = "x";
    for (int i = 0; i < n; ++i) text += " + x";
    return text;
  };
  EXPECT_EQ(parse_formula(chain(1'500)).report(), "");
  EXPECT_THAT(parse_formula(chain(100'000)).report(), testing::HasSubstr("R0903"));
}

}  // namespace
}  // namespace remit::syntax
