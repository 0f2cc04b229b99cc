#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/civil_date.h"
#include "syntax_testing.h"
#include "type/currency.h"
#include "type/type.h"

namespace remit::syntax {
namespace {

using testing::ElementsAre;

// ---- Numbers

struct NumberCase {
  const char* text;
  const char* digits;
  int exponent;
  UnitKind unit_kind;
  const char* unit;
};

class NumberTest : public testing::TestWithParam<NumberCase> {};

TEST_P(NumberTest, IsExact) {
  const Parsed parsed = parse_formula(GetParam().text);
  ASSERT_EQ(parsed.report(), "");
  const NumberLiteral* number = formula_of(parsed).number();
  ASSERT_NE(number, nullptr);
  EXPECT_EQ(number->digits, GetParam().digits);
  EXPECT_EQ(number->exponent, GetParam().exponent);
  EXPECT_EQ(number->unit_kind, GetParam().unit_kind);
  EXPECT_EQ(number->unit_text, GetParam().unit);
}

INSTANTIATE_TEST_SUITE_P(Plain, NumberTest,
                         testing::Values(NumberCase{"0", "0", 0, UnitKind::none, ""},
                                         NumberCase{"1_000_000", "1000000", 0, UnitKind::none, ""},
                                         NumberCase{"0.5", "05", -1, UnitKind::none, ""},
                                         NumberCase{"1_000.25", "100025", -2, UnitKind::none, ""},
                                         NumberCase{"12.5%", "125", -3, UnitKind::percent, "%"},
                                         NumberCase{"12.5 %", "125", -3, UnitKind::percent, "%"},
                                         NumberCase{"5‰", "5", -3, UnitKind::percent, "‰"},
                                         NumberCase{"30%", "30", -2, UnitKind::percent, "%"}));

INSTANTIATE_TEST_SUITE_P(
    Units, NumberTest,
    testing::Values(NumberCase{"50万元", "50", 4, UnitKind::currency, "元"},
                    NumberCase{"1.5亿美元", "15", 7, UnitKind::currency, "美元"},
                    NumberCase{"3千万", "3", 7, UnitKind::none, ""},
                    NumberCase{"2百万元", "2", 6, UnitKind::currency, "元"},
                    NumberCase{"44亿 CNY", "44", 8, UnitKind::currency, "CNY"},
                    NumberCase{"39 million USD", "39", 6, UnitKind::currency, "USD"},
                    NumberCase{"5 billion", "5", 9, UnitKind::none, ""},
                    NumberCase{"500_000 CNY", "500000", 0, UnitKind::currency, "CNY"},
                    NumberCase{"12 dollars", "12", 0, UnitKind::currency, "dollars"},
                    NumberCase{"150人", "150", 0, UnitKind::counting, "人"},
                    NumberCase{"20个工作日", "20", 0, UnitKind::duration, "个工作日"},
                    NumberCase{"20 workdays", "20", 0, UnitKind::duration, "workdays"},
                    NumberCase{"3个月", "3", 0, UnitKind::duration, "个月"},
                    NumberCase{"1.5平方公里", "15", -1, UnitKind::counting, "平方公里"},
                    NumberCase{"10年", "10", 0, UnitKind::duration, "年"},
                    NumberCase{"2008年", "2008", 0, UnitKind::counting, "年"}));

TEST(LexerTest, NamesTheUnit) {
  const auto unit_of = [](const char* text) {
    return formula_of(parse_formula(text)).number()->unit;
  };
  EXPECT_EQ(unit_of("5元"), type::kOwnCurrency);
  EXPECT_EQ(type::currencies()[unit_of("5欧元")].code, "EUR");
  EXPECT_EQ(type::currencies()[unit_of("5 JPY")].code, "JPY");
  EXPECT_EQ(unit_of("5个工作日"), static_cast<std::uint32_t>(type::DurationUnit::workdays));
  EXPECT_EQ(unit_of("5 days"), static_cast<std::uint32_t>(type::DurationUnit::days));
}

TEST(LexerTest, APercentageThatTouchesANameIsToldApart) {
  const auto fix_of = [](const char* formula) {
    base::SourceSet sources;
    diagnostic::DiagnosticSink sink;
    parse(sources.add("p", std::string("政策 p {\n  定义 x = ") + formula + "\n}\n"), {}, sink);
    const auto found = sink.sorted();
    return !found.empty() && found[0].fix ? found[0].fix->replacement : std::string();
  };
  EXPECT_EQ(fix_of("税收的10%"), "10% × 税收");
  EXPECT_EQ(fix_of("超过额5‰"), "5‰ × 超过额");
  EXPECT_EQ(fix_of("税收%"), "");
  EXPECT_EQ(fix_of("5 % %"), "");
}

TEST(LexerTest, KeywordMayTouchANumber) {
  const Parsed parsed(
      "政策 p {\n  分档 s 全额累进 { 500万元以上1000万元以下: 1‰, 1000以上: 2‰ }\n}\n");
  ASSERT_EQ(parsed.report(), "");
  const NodeView scale = parsed.tree.root().child(Rule::policy).child(Rule::scale);
  const NodeList bands = scale[Label::bands].all(Label::band);
  ASSERT_EQ(bands.size(), 2u);
  EXPECT_EQ(bands[0][Label::edges][Label::lower][Label::value].number()->exponent, 4);
  EXPECT_TRUE(bands[0][Label::edges][Label::upper].has(Keyword::and_below));
  EXPECT_TRUE(bands[1][Label::edges][Label::lower].has(Keyword::and_above));
}

TEST(LexerTest, AnAmountMayTouchTheKeywordBeforeIt) {
  const Parsed parsed(
      "政策 p {\n  分档 s 超额累进 { 不超过1000万元: 5‰, 超过1000万元不超过1.5亿元: 1‰,"
      " 超过1.5亿元: 0.5‰ }\n  奖励 r 对 u { 发放3万元 封顶50万元 }\n}\n");
  ASSERT_EQ(parsed.report(), "");
  const NodeView policy = parsed.tree.root().child(Rule::policy);
  const NodeList bands = policy.child(Rule::scale)[Label::bands].all(Label::band);
  ASSERT_EQ(bands.size(), 3u);
  EXPECT_EQ(bands[0][Label::edges][Label::upper][Label::value].number()->exponent, 4);
  EXPECT_TRUE(bands[1][Label::edges][Label::lower].has(Keyword::over));
  EXPECT_EQ(bands[1][Label::edges][Label::upper][Label::value].number()->exponent, 7);
  EXPECT_TRUE(bands[2][Label::edges][Label::lower].has(Keyword::over));
}

TEST(LexerTest, InAGivenRowAWordAfterANumberIsTheNextField) {
  const Parsed parsed(
      "policy p {\n  test \"t\" {\n    given unit { rank 3 year 2008 paid 39 million USD day 4 }\n"
      "  }\n}\n");
  ASSERT_EQ(parsed.report(), "");
  const NodeView given = parsed.tree.root().child(Rule::policy).child(Rule::test)[Label::clause];
  std::vector<std::string> names;
  for (const NodeView& cell : given[Label::row].all(Label::cell))
    names.emplace_back(cell[Label::name].text());
  EXPECT_THAT(names, ElementsAre("rank", "year", "paid", "day"));
}

TEST(LexerTest, ReportsBadNumbers) {
  EXPECT_THAT(parse_formula("1__0").places(), ElementsAre("2:14 R0005"));
  EXPECT_THAT(parse_formula("1_").places(), ElementsAre("2:14 R0005"));
  EXPECT_THAT(parse_formula("1.2.3").places(), ElementsAre("2:14 R0005"));
  EXPECT_THAT(parse_formula("5 + 5q").places(), ElementsAre("2:19 R0007"));
  EXPECT_THAT(parse_formula("5万元x").places(), ElementsAre("2:17 R0008"));
  const Limits limits{.number_digits = 5};
  const Parsed parsed("policy p {\n  define x = 123456\n}\n", "p.remit", limits);
  EXPECT_THAT(parsed.places(), ElementsAre("2:14 R0907"));
}

TEST(LexerTest, SuggestsTheUnit) {
  EXPECT_THAT(parse_formula("20workdayz").report(), testing::HasSubstr("did you mean `workday"));
}

// ---- Dates

TEST(LexerTest, ReadsDates) {
  for (const char* text : {"2010-02-03", "2010年2月3日", "2010年02月03号"}) {
    const Parsed parsed = parse_formula(text);
    EXPECT_EQ(parsed.report(), "") << text;
    EXPECT_EQ(formula_of(parsed).date(), base::days_from_civil({2010, 2, 3})) << text;
  }
  EXPECT_THAT(parse_formula("2010-02-30").places(), ElementsAre("2:14 R0006"));
}

// ---- Texts, signs and names

TEST(LexerTest, ReadsTexts) {
  const auto text_of = [](const std::string& text) {
    const Parsed parsed = parse_formula(text);
    EXPECT_EQ(parsed.report(), "") << text;
    return std::string(formula_of(parsed).text());
  };
  EXPECT_EQ(text_of(R"("a b")"), "a b");
  EXPECT_EQ(text_of("“教育局”"), "教育局");
  EXPECT_EQ(text_of(R"("say \"yes\" \\ no")"), R"(say "yes" \ no)");
  EXPECT_EQ(text_of("“a # no comment”"), "a # no comment");
}

TEST(LexerTest, ReportsBadTexts) {
  EXPECT_THAT(parse_formula("\"abc").places(), ElementsAre("2:14 R0004"));
  EXPECT_THAT(parse_formula("“abc").places(), ElementsAre("2:14 R0004"));
  EXPECT_THAT(parse_formula("\"a\\nb\"").places(), ElementsAre("2:16 R0011"));
}

TEST(LexerTest, FullWidthSignsAreTheirAsciiTwins) {
  const Parsed wide(
      "政策 p “t” {\n 定义 x = (a + b)× 2 ÷ c ≥ 100%\n 实体 u { k : 枚举 { 甲,乙、丙 } }\n}");
  ASSERT_EQ(wide.report(), "");
  EXPECT_EQ(bracketed(formula_of(wide)), "((((a add b) multiply 2) divide c) greater_equal 100%)");
}

TEST(LexerTest, NamesAreNormalised) {
  // e + combining acute, and the precomposed letter, are one name.
  const Parsed parsed = parse_formula("cafe\xCC\x81");
  EXPECT_EQ(formula_of(parsed)[Label::step].text(), "caf\xC3\xA9");
}

TEST(LexerTest, ASemicolonEndsAClause) {
  const Parsed parsed("policy p {\n  reward r { when a; pay 5; to b }\n}");
  EXPECT_EQ(parsed.report(), "");
  EXPECT_EQ(parsed.tree.root().child(Rule::policy).child(Rule::reward).all(Label::clause).size(),
            3u);
}

TEST(LexerTest, PhrasesMayBeSpacedOutButNotBroken) {
  EXPECT_EQ(parse_formula("a   is\tnot   given").report(), "");
  const Parsed parsed("policy p {\n rounding up to 0.01\n rounding down to 1\n 舍入 up to 1\n}");
  EXPECT_EQ(parsed.report(), "");
  const NodeView first = parsed.tree.root().child(Rule::policy).child(Rule::rounding);
  EXPECT_EQ(first[Label::mode].keyword(), Keyword::up);
}

// ---- Bytes that are no text

TEST(LexerTest, ReportsBadEncodingOnceAStretch) {
  const Parsed parsed("policy p {\n  define x = \xFF\xFE\xFF + \xC3( \n}\n");
  EXPECT_THAT(parsed.places(), ElementsAre("2:14 R0001", "2:20 R0001"));
}

TEST(LexerTest, ReportsInvisibleCharactersEvenInCommentsAndTexts) {
  const Parsed parsed("policy p { # a\xE2\x80\xAE b\n  source \"x\xE2\x80\x8By\"\n}\n");
  EXPECT_THAT(parsed.places(), ElementsAre("1:15 R0003", "2:12 R0003"));
}

TEST(LexerTest, ReportsCharactersWithoutMeaning) {
  EXPECT_THAT(parse_formula("a ☃ b").places(), ElementsAre("2:16 R0002"));
}

TEST(LexerTest, KeepsComments) {
  const Parsed parsed("# one\npolicy p { # two\n} # three");
  ASSERT_EQ(parsed.tree.comments().size(), 3u);
  EXPECT_TRUE(parsed.tree.comments()[0].own_line);
  EXPECT_FALSE(parsed.tree.comments()[1].own_line);
  EXPECT_EQ(parsed.tree.source().text(parsed.tree.comments()[2].span), "# three");
}

/// Whatever an editor shows as the end of a line: the words after it are no part of the comment.
TEST(LexerTest, EndsACommentWhereAnEditorEndsTheLine) {
  for (const std::string end :
       {"\n", "\r", "\r\n", "\v", "\f", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"}) {
    for (const std::string mark : {"#", "＃"}) {
      for (const std::string said : {"", " all of it", " 全部", " ends in blanks \t"}) {
        const Parsed parsed("policy p {" + mark + said + end + "  define x = 1\n}\n");
        ASSERT_EQ(parsed.tree.comments().size(), 1u) << end << said;
        const auto text = parsed.tree.source().text(parsed.tree.comments()[0].span);
        EXPECT_EQ(text.find("define"), std::string_view::npos) << end << said;
        EXPECT_EQ(parsed.tree.tokens().size(),
                  Parsed("policy p { define x = 1 }").tree.tokens().size())
            << end << said;
        // U+0085, U+2028 and U+2029 end the comment and are refused outside of it.
        EXPECT_EQ(parsed.sink.has_errors(), end.size() > 2 || end == "\xC2\x85") << end << said;
      }
    }
  }
}

/// Controls, directions, fillers and tags, which show nothing: in a comment, a text, a name, alone.
TEST(LexerTest, RefusesWhatNobodySees) {
  const auto refused = [](const std::string& text) {
    const Parsed parsed("policy p {\n  " + text + "\n}\n");
    return std::ranges::any_of(parsed.places(),
                               [](const std::string& each) { return each.ends_with(" R0003"); });
  };
  for (const std::string letter :
       {"\x1b", "\b", "\x7f", "\xC2\x9B", "\xC2\xAD", "\u061C", "\u115F", "\u180E", "\u200B",
        "\u200E", "\u202E", "\u2066", "\u3164", "\uFEFF", "\uFFA0", "\uFFF9", "\U000E0041"}) {
    EXPECT_TRUE(refused("# a " + letter + " b\n  define x = 1")) << letter;
    EXPECT_TRUE(refused("define x = a is \"a" + letter + "b\"")) << letter;
    EXPECT_TRUE(refused("define x" + letter + "y = 1")) << letter;
  }
  // Of a name also what other letters carry with them.
  EXPECT_TRUE(refused("define x\uFE0F = 1"));
  EXPECT_FALSE(refused("# done \u2714\uFE0F\n  define x = 1"));
  EXPECT_FALSE(refused("# a\ttab, \u3000 a wide blank, \uE000\n  define x = \"\uE000\""));
}

}  // namespace
}  // namespace remit::syntax
