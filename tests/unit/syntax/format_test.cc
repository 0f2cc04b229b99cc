#include "syntax/format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/utf8.h"
#include "diagnostic/code/syntax.h"
#include "syntax_testing.h"

namespace remit::syntax {
namespace {

using base::Language;

std::string formatted(const std::string& text, std::optional<Language> keywords = std::nullopt,
                      const std::string& name = "p.remit") {
  base::SourceSet sources;
  const base::Source& source = sources.add(name, text);
  diagnostic::DiagnosticSink sink;
  const auto out = format(source, {keywords}, {}, sink);
  EXPECT_TRUE(out) << diagnostic::render_text(sink.sorted(), sources, {});
  return out.value_or("");
}

class FormatSampleTest : public testing::TestWithParam<const char*> {};

TEST_P(FormatSampleTest, IsIdempotentInEveryLanguage) {
  const std::string text = read_sample(GetParam());
  const std::string once = formatted(text, std::nullopt, GetParam());
  EXPECT_EQ(formatted(once, std::nullopt, GetParam()), once);
  const std::string en = formatted(text, Language::en, GetParam());
  const std::string zh = formatted(text, Language::zh, GetParam());
  EXPECT_NE(en, zh);
  EXPECT_EQ(formatted(zh, Language::en, GetParam()), en);
  EXPECT_EQ(formatted(en, Language::zh, GetParam()), zh);
}

TEST_P(FormatSampleTest, NeverChangesTheTree) {
  const std::string text = read_sample(GetParam());
  const std::string tree = dump_tree(Parsed(text, GetParam()).tree);
  const Parsed again(formatted(text, std::nullopt, GetParam()), GetParam());
  EXPECT_EQ(dump_tree(again.tree), tree);
}

TEST_P(FormatSampleTest, StaysWithinAHundredColumns) {
  const Parsed parsed(formatted(read_sample(GetParam()), Language::en, GetParam()));
  for (std::uint32_t i = 1; i <= parsed.sources[0].line_count(); ++i) {
    EXPECT_LE(base::display_width(parsed.sources[0].line_text(i)), 100u);
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, FormatSampleTest,
                         testing::Values("open_economy.remit", "open_economy_zh.remit",
                                         "every_form.remit", "literate.md"));

TEST(FormatTest, LaysOutInOneWay) {
  EXPECT_EQ(
      formatted("policy p \"t\"{source \"s\";effective 2010-01-01 to 2010-12-31\n\n\n\n"
                "entity u{key id:text;amount:money default -0\n"
                "kind:one of{a,b}}reward r for u{when a and(b or c);pay{1..5:2万元,6..10:1万元}}}"),
      "policy p \"t\" {\n"
      "  source    \"s\"\n"
      "  effective 2010-01-01 to 2010-12-31\n"
      "\n"
      "  entity u {\n"
      "    key id : text\n"
      "    amount : money default -0\n"
      "    kind   : one of { a, b }\n"
      "  }\n"
      "\n"
      "  reward r for u {\n"
      "    when a and (b or c)\n"
      "    pay  { 1..5 : 2万元, 6..10 : 1万元 }\n"
      "  }\n"
      "}\n");
}

TEST(FormatTest, AlignsByWhatATerminalShows) {
  EXPECT_EQ(formatted("政策 p {\n实体 u {\n编号:文本\na:文本\n}\n}"),
            "政策 p {\n"
            "  实体 u {\n"
            "    编号 : 文本\n"
            "    a    : 文本\n"
            "  }\n"
            "}\n");
}

TEST(FormatTest, KeepsCommentsWhereTheyStand) {
  const std::string text =
      "# head\n"
      "\n"
      "# of the policy\n"
      "policy p {  # opens\n"
      "  # first\n"
      "  party a  # the payer\n"
      "\n"
      "  # second\n"
      "  scale s slab {\n"
      "    up to 5 : 1%,  # small\n"
      "    over 5 : 2%\n"
      "    # no more bands\n"
      "  }\n"
      "  # last\n"
      "}\n"
      "# the end\n";
  EXPECT_EQ(formatted(text), text);
}

TEST(FormatTest, KeepsACommentWithinAFormula) {
  const std::string once = formatted("policy p {\n define x = a # one\n + b\n # two\n + c\n}");
  EXPECT_EQ(once,
            "policy p {\n"
            "  define x = a  # one\n"
            "      + b\n"
            "      # two\n"
            "      + c\n"
            "}\n");
  EXPECT_EQ(formatted(once), once);
}

TEST(FormatTest, BreaksLongLinesBeforeConnectives) {
  std::string formula = "alpha_condition";
  for (int i = 0; i < 9; ++i) formula += " and alpha_condition";
  const std::string once = formatted("policy p {\n define x = " + formula + "\n}");
  EXPECT_THAT(once, testing::HasSubstr("\n      and alpha_condition"));
  EXPECT_EQ(formatted(once), once);
}

TEST(FormatTest, BreaksAListThatDoesNotFit) {
  std::string names = "township_number_0";
  for (int i = 1; i < 9; ++i) names += ", township_number_" + std::to_string(i);
  const std::string once =
      formatted("policy p {\n entity u {\n kind : one of { " + names + " }\n}\n}");
  EXPECT_THAT(once, testing::HasSubstr("kind : one of {\n      township_number_0,\n"));
  EXPECT_EQ(formatted(once), once);
}

// Wherever a long list is broken, no line of it is read as something of its own because it begins
// with a word of the language, nor is the line behind it taken for a part of the list.
TEST(FormatTest, BreaksListsOfWordsOfTheLanguage) {
  const std::string words =
      ", reward, test, scale, define, when, choose, fund, party, param, entity, split, target, "
      "duty,"
      " deadline, summary, pay, cap, from, to, rounding, show, calendar, schedule, milestone, "
      "block";
  for (const char* next : {"check a > 0", "decision bonus : money", "sum : count", "b : bool"}) {
    for (std::size_t size = 1; size < 40; ++size) {
      const std::string list = "{ " + std::string(size, 't') + words + " }";
      const std::string text = "policy p {\n entity u {\n key id : text\n kind : one of " + list +
                               "\n " + next + "\n}\n define y for u = kind in " + list +
                               "\n define z for u = a\n}\n";
      const std::string tree = dump_tree(Parsed(text).tree);
      const std::string once = formatted(text);
      ASSERT_EQ(dump_tree(Parsed(once).tree), tree) << once;
      ASSERT_EQ(formatted(once), once);
    }
  }
}

// One rung of a ladder a line, and from three on one bracket a line, however short they are: so
// they are the same after any round trip.
TEST(FormatTest, KeepsLaddersAndTablesOfBrackets) {
  const std::string en =
      "policy p {\n"
      "  define x =\n"
      "      if a > 3 then 1\n"
      "      else if a > 2 then 2\n"
      "      else 3\n"
      "  define y = if a > 3 then 1 else 2\n"
      "  define z = 1 + (if a > 3 then 1 else if a > 2 then 2 else 3)\n"
      "  scale two marginal { up to 100 CNY : 10%, over 100 CNY : 20% }\n"
      "\n"
      "  scale three marginal {\n"
      "    up to 100 CNY               : 10%,\n"
      "    over 100 CNY up to 1000 CNY : 20%,\n"
      "    over 1000 CNY               : 30%\n"
      "  }\n"
      "\n"
      "  schedule phase starting 2010 {\n"
      "    years 1..3 : 70%,\n"
      "    4..5       : 40%,\n"
      "    after      : 0%\n"
      "  }\n"
      "}\n";
  EXPECT_EQ(formatted(en), en);
  const std::string zh = formatted(en, Language::zh);
  EXPECT_EQ(formatted(zh), zh);
  EXPECT_EQ(formatted(zh, Language::en), en);
  std::string one_line = en;
  std::ranges::replace(one_line, '\n', ' ');
  EXPECT_EQ(formatted(one_line), en);
}

TEST(FormatTest, RewritesKeywordsButNoNames) {
  EXPECT_EQ(formatted("政策 奖励 {\n  定义 当 = 金额 不低于 5万元 且 非 b\n}\n", Language::en),
            "policy 奖励 {\n  define 当 = 金额 is at least 50 thousand CNY and not b\n}\n");
  EXPECT_EQ(
      formatted("policy reward {\n  define when = amount >= 5 CNY and not b\n}\n", Language::zh),
      "政策 reward {\n  定义 when = amount >= 5元 且 非 b\n}\n");
}

TEST(FormatTest, RewritesBuiltInFunctionsUnlessTheNameIsDeclared) {
  EXPECT_EQ(
      formatted("policy p {\n  define x = sum(project.tax where max(a, b) > 1)\n}\n", Language::zh),
      "政策 p {\n  定义 x = 合计(project.tax 其中 最大(a, b) > 1)\n}\n");
  EXPECT_THAT(formatted("policy p {\n  scale max slab { else: 1% }\n  define x = max(a)\n}\n",
                        Language::zh),
              testing::HasSubstr("x = max(a)"));
}

TEST(FormatTest, KeepsAFunctionWhoseOtherNameIsDeclared) {
  EXPECT_THAT(formatted("policy p {\n  scale 合计 slab { else: 1% }\n  define x = sum(a)\n}\n",
                        Language::zh),
              testing::HasSubstr("x = sum(a)"));
}

TEST(FormatTest, RewritesAttributesOfForms) {
  const std::string en =
      "policy p {\n"
      "  target t for unit : a >= b {\n"
      "    milestone half by 2010-06-30 at least 50%\n"
      "  }\n"
      "\n"
      "  define x for unit = t.met and not t.half.late\n"
      "  define y for unit = count(project where bonus.amount > 0) + previous.t.shortfall\n"
      "}\n";
  const std::string zh =
      "政策 p {\n"
      "  目标 t 对 unit : a >= b {\n"
      "    节点 half 截至 2010-06-30 至少 50%\n"
      "  }\n"
      "\n"
      "  定义 x 对 unit = t.达标 且 非 t.half.逾期\n"
      "  定义 y 对 unit = 计数(project 其中 bonus.amount > 0) + 上期.t.差额\n"
      "}\n";
  EXPECT_EQ(formatted(en, Language::zh), zh);
  EXPECT_EQ(formatted(zh, Language::en), en);
}

TEST(FormatTest, NeverRewritesNamesOfThePolicy) {
  // A field and a part called like attributes; `bonus` is a reward of u, and a reference of v.
  const std::string out = formatted(
      "policy p {\n"
      "  entity u { key id : text met : bool amount : money }\n"
      "  entity v { key id : text bonus : u of : u }\n"
      "  split s for u { amount 1 share met 100% to a }\n"
      "  reward bonus for u { pay 1 }\n"
      "  define a for u = if u.met and bonus.capped then s.met else bonus.amount\n"
      "  define b for u = sum(v.bonus.amount where bonus.amount > 0) + max(v.of.bonus.amount)\n"
      "  define c for v = bonus.amount + of.amount + of.bonus.amount\n"
      "}\n",
      Language::zh);
  EXPECT_THAT(out, testing::HasSubstr("= 如果 u.met 且 bonus.封顶 则 s.met 否则 bonus.应付金额\n"));
  EXPECT_THAT(out, testing::HasSubstr("= 合计(v.bonus.amount 其中 bonus.amount > 0) + "
                                      "最大(v.of.bonus.应付金额)\n"));
  EXPECT_THAT(out, testing::HasSubstr("= bonus.amount + of.amount + of.bonus.应付金额\n"));
}

TEST(FormatTest, KeepsWhatAnotherFileMayHaveNamed) {
  const std::string out = formatted(
      "policy p {\n"
      "  amends q {\n"
      "    add reward r for u { pay 1 }\n"
      "    add define a for u = r.amount + s.amount + sum(w.amount where r.amount > 0)\n"
      "  }\n"
      "}\n",
      Language::zh);
  EXPECT_THAT(out,
              testing::HasSubstr("= r.应付金额 + s.amount + 合计(w.amount 其中 r.amount > 0)\n"));
}

/// `text` in Chinese, where the files of `bases` belong to the policy too.
std::string formatted_beside(const std::vector<std::string>& bases, const std::string& text,
                             Language keywords = Language::zh) {
  base::SourceSet sources;
  std::vector<const base::Source*> others;
  for (const std::string& base : bases) others.push_back(&sources.add("base.remit", base));
  const base::Source& source = sources.add("p.remit", text);
  diagnostic::DiagnosticSink sink;
  const auto out = format(source, {keywords, others}, {}, sink);
  EXPECT_TRUE(out) << diagnostic::render_text(sink.sorted(), sources, {});
  return out.value_or("");
}

constexpr char kBase[] =
    "policy q {\n"
    "  currency USD\n"
    "  entity w { key id : text amount : money s : w }\n"
    "  reward s for u { pay 1 }\n"
    "  split t for u { share city 50% to a share met 50% to b }\n"
    "}\n";
constexpr char kAmendment[] =
    "policy p {\n"
    "  amends q {\n"
    "    add reward r for u { pay 1 }\n"
    "    add define a for u = r.amount + s.amount + sum(w.amount where s.amount > 0) + t.met\n"
    "    add define b for u = 5元\n"
    "  }\n"
    "}\n";

TEST(FormatTest, KnowsTheNamesOfTheFileThatItAmends) {
  const std::string out = formatted_beside({kBase}, kAmendment);
  // `s` is a reward for `u`, and refers from row to row in `w`; `met` is a part of the split.
  EXPECT_THAT(out, testing::HasSubstr(
                       "= r.应付金额 + s.应付金额 + 合计(w.amount 其中 s.amount > 0) + t.met\n"));
  EXPECT_THAT(formatted_beside({kBase}, kAmendment, Language::en),
              testing::HasSubstr("for u = 5 USD\n"));
}

TEST(FormatTest, KnowsTheNamesOfWhatIsAmendedInTurn) {
  const std::string between =
      "policy m {\n  amends q {\n    add reward v for u { pay 1 }\n  }\n}\n";
  const std::string text =
      "policy p {\n  amends m {\n    add define a for u = v.amount + s.amount\n  }\n}\n";
  EXPECT_THAT(formatted_beside({kBase, between}, text),
              testing::HasSubstr("= v.应付金额 + s.应付金额\n"));
  EXPECT_THAT(formatted_beside({between, kBase}, text),
              testing::HasSubstr("= v.应付金额 + s.应付金额\n"));
  EXPECT_THAT(formatted_beside({between}, text), testing::HasSubstr("= v.应付金额 + s.amount\n"));
}

TEST(FormatTest, TakesNoNameFromAPolicyThatItDoesNotAmend) {
  const std::string text =
      "policy p {\n"
      "  entity v { key id : text amount : money }\n"
      "  entity u { key id : text s : v }\n"
      "  define a for u = s.amount\n"
      "}\n";
  EXPECT_THAT(formatted_beside({kBase}, text), testing::HasSubstr("= s.amount\n"));
}

TEST(FormatTest, ABaseThatCannotBeReadSaysNothing) {
  const std::string out = formatted_beside({"policy q {\n  party\n}\n", "\xff"}, kAmendment);
  EXPECT_THAT(out, testing::HasSubstr("= r.应付金额 + s.amount + "));
}

TEST(FormatTest, RewritesNumbersAndTheirUnits) {
  const auto value = [](const std::string& text, Language language) {
    const std::string out = formatted("policy p {\n  define x = " + text + "\n}\n", language);
    const std::size_t begin = out.find("x = ") + 4;
    return out.substr(begin, out.find('\n', begin) - begin);
  };
  const std::pair<const char*, const char*> kEnglish[] = {
      {"44亿元", "4.4 billion CNY"},
      {"3900万美元", "39 million USD"},
      {"1.5亿", "150 million"},
      {"2万元", "20 thousand CNY"},
      {"12345万", "123.45 million"},
      {"1.00005万", "10_000.5"},
      {"20个工作日", "20 workdays"},
      {"1年", "1 year"},
      {"2008年", "2008"},
      {"150人", "150persons"},
      {"3项", "3项"},
      {"0.5%", "0.5%"},
      {"2010年1月1日", "2010-01-01"},
      {"500_000", "500_000"},
  };
  for (const auto& [text, wanted] : kEnglish) EXPECT_EQ(value(text, Language::en), wanted);
  const std::pair<const char*, const char*> kChinese[] = {
      {"4.4 billion CNY", "44亿元"}, {"39 million USD", "3900万美元"},
      {"20 thousand CNY", "2万元"},  {"500_000 CNY", "500_000元"},
      {"3 months", "3个月"},         {"2000 years", "2000 years"},
      {"2010-01-01", "2010-01-01"},
  };
  for (const auto& [text, wanted] : kChinese) EXPECT_EQ(value(text, Language::zh), wanted);
}

TEST(FormatTest, TheYuanOfAPolicyIsItsOwnCurrency) {
  EXPECT_THAT(formatted("政策 p {\n  货币 美元\n  定义 x = 5元\n}\n", Language::en),
              testing::HasSubstr("currency USD\n  define x = 5 USD\n"));
  EXPECT_THAT(formatted("policy p {\n  currency CNY\n  define x = 5 CNY\n}\n", Language::zh),
              testing::HasSubstr("货币 元\n  定义 x = 5元\n"));
  // Which currency it is, the policy that this one amends says.
  EXPECT_THAT(formatted("政策 p {\n  修订 q {\n    增补 定义 x = 5元\n  }\n}\n", Language::en),
              testing::HasSubstr("define x = 5元\n"));
}

TEST(FormatTest, RewritesTheFaultThatATestExpects) {
  EXPECT_THAT(formatted("政策 p {\n  测试 “t” {\n    期望 x 报错 除数为零\n  }\n}\n", Language::en),
              testing::HasSubstr("expect x error division_by_zero\n"));
}

TEST(FormatTest, RefusesASyntaxError) {
  const base::Source source("p.remit", "policy p {\n  party\n}\n");
  diagnostic::DiagnosticSink sink;
  EXPECT_EQ(format(source, {}, {}, sink), std::nullopt);
  EXPECT_EQ(sink.error_count(), 1u);
}

TEST(FormatTest, RefusesWhereWordsWouldRunTogether) {
  // In English `and` and the name `above` are one keyword.
  const base::Source source("p.remit", "政策 p {\n  定义 x = a 且 above\n}\n");
  diagnostic::DiagnosticSink sink;
  EXPECT_EQ(format(source, {Language::en}, {}, sink), std::nullopt);
  ASSERT_EQ(sink.error_count(), 1u);
  EXPECT_EQ(sink.sorted()[0].code, diagnostic::code::cannot_format);
}

}  // namespace
}  // namespace remit::syntax
