#include "report/explanation.h"

#include "fixture.h"
#include "report/formula_text.h"
#include "report/value_text.h"
#include "support/json_reader.h"

namespace remit::report {
namespace {

using number::Rational;

TEST(ValueText, NumbersAreGroupedAndExact) {
  EXPECT_EQ(number_text(Rational(1234567), 0, Language::en), "1,234,567");
  EXPECT_EQ(number_text(Rational(1, 4), 0, Language::en), "0.25");
  EXPECT_EQ(number_text(Rational(5), 2, Language::en), "5.00");
  EXPECT_EQ(number_text(Rational(-1000, 3), 0, Language::en), "-1,000/3 (about -333.333333)");
  EXPECT_EQ(rate_text(Rational(1, 2000), type::Notation::percent, Language::en), "0.05%");
  EXPECT_EQ(rate_text(Rational(3, 2), type::Notation::percent, Language::en), "150%");
  EXPECT_EQ(rate_text(Rational(3, 2), type::Notation::plain, Language::en), "1.5");
  EXPECT_EQ(rate_text(Rational(1, 2), type::Notation::plain, Language::en), "0.5");
  EXPECT_EQ(rate_text(Rational(1, 200), type::Notation::per_mille, Language::zh), "5‰");
  EXPECT_EQ(rate_text(Rational(1, 3), type::Notation::percent, Language::zh), "1/3（约 0.333333）");
}

/// 0.63500003333...: with six or seven digits it would look like 0.635, which rounds another way.
TEST(ValueText, WhatIsNearlyAHalfHasMoreDigits) {
  EXPECT_EQ(number_text(Rational(19'050'001, 30'000'000), 0, Language::en),
            "19,050,001/30,000,000 (about 0.63500003)");
}

TEST(ValueText, ShortWholeNumbersMayBeYears) {
  plan::Plan plan;
  EXPECT_EQ(quantity_text(Rational(2010), plan, kNumber, Language::en), "2010");
  EXPECT_EQ(quantity_text(Rational(10000), plan, kNumber, Language::en), "10,000");
  const type::Type months = type::duration(type::DurationUnit::months);
  EXPECT_EQ(quantity_text(Rational(3), plan, months, Language::zh), "3个月");
}

TEST(ValueText, MoneyInChineseMagnitudes) {
  plan::Plan plan;
  plan.currencies = {{"CNY", 2}, {"USD", 2}};
  const auto zh = [&](const char* amount, std::uint32_t currency = 0) {
    return money_text(number::parse_decimal(amount)->to_rational(), plan, currency, Language::zh);
  };
  EXPECT_EQ(zh("500000"), "50万元");
  EXPECT_EQ(zh("500000.01"), "500,000.01元");
  EXPECT_EQ(zh("44000000"), "4,400万元");
  EXPECT_EQ(zh("4400000000"), "44亿元");
  EXPECT_EQ(zh("388800000"), "3.888亿元");
  EXPECT_EQ(zh("150000000", 1), "1.5亿美元");
  EXPECT_EQ(zh("9999"), "9,999.00元");
  EXPECT_EQ(zh("0"), "0元");
  EXPECT_EQ(zh("-20000"), "-2万元");
  EXPECT_EQ(money_text(Rational(500000), plan, 0, Language::en), "CNY 500,000.00");
}

struct Explained : Bonus {
  std::unique_ptr<Ran> it;
  row::Trace traced(ColumnId column, std::uint64_t row, row::TraceOptions options = {}) {
    it = ran();
    row::Evaluator evaluator(it->plan, it->dataset, {.known = &it->results, .stop = {}});
    return row::trace(evaluator, column, row, options);
  }
  std::string text(ColumnId column, std::uint64_t row, Language language) {
    const row::Trace trace = traced(column, row);
    return explanation_text(it->run(), trace, {.language = language});
  }
};

TEST_F(Explained, AsAMemoInEnglish) {
  EXPECT_EQ(text(amount, 1, Language::en),
            R"(How Tax bonus of Project “p2” comes about
Policy: A policy
Basis: clause III(3)2
Result: CNY 500.00

Tax bonus of Project “p2” is CNY 500.00 under clause III(3)2. county pays it to Project “p2”. amount before limits: 20% × CNY 9,000.00 = CNY 1,800.00. The limit of CNY 500.00 holds: without it the figure would be CNY 1,800.00.

Steps
(1) bonus “Tax bonus”: CNY 500.00
     Formula: min(amount before limits, CNY 500.00)
     In figures: min(CNY 1,800.00, CNY 500.00) = CNY 500.00
     The limit of CNY 500.00 holds: without it the figure would be CNY 1,800.00.
     From: (2) eligible = yes; (3) amount before limits = CNY 1,800.00.
(2) eligible: yes
     Formula: kind = department
     In figures: department = department, which holds.
(3) amount before limits: CNY 1,800.00
     Formula: 20% × revenue
     In figures: 20% × CNY 9,000.00 = CNY 1,800.00

Data as entered
     Project “p2”: kind = department; revenue = CNY 9,000.00
)");
}

/// What rounding changed is told; the cap that is not reached is told with what it did not change.
TEST_F(Explained, AsAMemoInChinese) {
  EXPECT_EQ(text(rounded, 0, Language::zh),
            R"(关于Project“p1”“Tax bonus：舍入后金额”计算情况的说明
政策：A policy
依据：III(3)2
结果：20.01元

Project“p1”的Tax bonus：舍入后金额为20.01元，依据III(3)2。限额前金额：20% × 100.03元 = 20.006元。未达上限 500.00元。按“四舍五入”舍入到 0.01：20.006 舍入为 20.01，多计 0.004。

计算步骤
（1）bonus：舍入后金额：20.01元
     算式：舍入（限额前金额，到 0.01，四舍五入）
     代入：舍入（20.006元，到 0.01，四舍五入） = 20.01元
     按“四舍五入”舍入到 0.01：20.006 舍入为 20.01，多计 0.004。
     其中：（2）限额前金额 = 20.006元。
（2）限额前金额：20.006元
     算式：20% × revenue
     代入：20% × 100.03元 = 20.006元
     未达上限 500.00元。

填报数据
     Project“p1”：revenue = 100.03元
)");
}

TEST_F(Explained, AsAPage) {
  const row::Trace trace = traced(amount, 1);
  const std::string page = explanation_html(it->run(), trace, {.depth = 1});
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">")) << page;
  EXPECT_NE(page.find("<summary>(1) bonus “Tax bonus”: CNY 500.00</summary>"), std::string::npos)
      << page;
  EXPECT_EQ(page.find("step-2"), std::string::npos) << page;
  EXPECT_EQ(page.find("<script"), std::string::npos) << page;
}

TEST_F(Explained, ErrorsLeadToTheirCause) {
  const std::string memo = text(amount, 4, Language::en);
  EXPECT_NE(memo.find("It cannot be determined: a value that it needs is blank. This began with "
                      "revenue of Project “p5”."),
            std::string::npos)
      << memo;
}

TEST_F(Explained, WhatIsLeftOutIsSaid) {
  const row::Trace trace = traced(amount, 0);
  const std::string memo = explanation_text(it->run(), trace, {.depth = 1});
  EXPECT_NE(memo.find("Figures further down are left out here."), std::string::npos) << memo;
  EXPECT_EQ(memo.find("(2)"), std::string::npos) << memo;
}

TEST_F(Explained, AsJson) {
  const row::Trace trace = traced(amount, 0);
  const test::JsonReader json(explanation_json(it->run(), trace, {.language = Language::zh}));
  EXPECT_EQ(json.at("/version"), "1");
  EXPECT_EQ(json.text("/language"), "zh");
  EXPECT_EQ(json.at("/complete"), "true");
  const std::string asked = "/cells/0";
  EXPECT_EQ(json.text(asked + "/column"), "bonus");
  EXPECT_EQ(json.text(asked + "/entity"), "project");
  EXPECT_EQ(json.text(asked + "/key"), "p1");
  EXPECT_EQ(json.text(asked + "/value"), "20.01");
  EXPECT_EQ(json.text(asked + "/text"), "20.01元");
  EXPECT_EQ(json.text(asked + "/type/currency"), "CNY");
  EXPECT_EQ(json.text(asked + "/clause"), "III(3)2");
  EXPECT_EQ(json.text(asked + "/role"), "amount");
  EXPECT_EQ(json.text(asked + "/kind"), "formula");
  EXPECT_EQ(json.at(asked + "/fault"), "null");
  const std::string round = "/cells/" + json.at(asked + "/operands/1");
  EXPECT_EQ(json.text(round + "/role"), "rounded");
  EXPECT_EQ(json.text(round + "/roundings/0/gained"), "0.004");
  EXPECT_EQ(json.text(round + "/roundings/0/mode"), "half_up");
  const std::string capped = "/cells/" + json.at(round + "/operands/0");
  EXPECT_EQ(json.text(capped + "/limits/0/kind"), "cap");
  EXPECT_EQ(json.at(capped + "/limits/0/binds"), "false");
}

TEST_F(Explained, EveryOperandInJsonIsOneOfTheCells) {
  const row::Trace trace = traced(amount, 0);
  const test::JsonReader json(explanation_json(it->run(), trace, {.language = Language::zh}));
  const std::size_t cells = json.size("/cells");
  ASSERT_GT(cells, 1u);
  for (std::size_t i = 0; i < cells; ++i) {
    const std::string operands = "/cells/" + std::to_string(i) + "/operands";
    for (std::size_t k = 0; k < json.size(operands); ++k) {
      EXPECT_LT(std::stoul(json.at(operands + "/" + std::to_string(k))), cells);
    }
  }
}

TEST_F(Explained, FaultsAsJson) {
  const row::Trace trace = traced(amount, 4);
  const test::JsonReader json(explanation_json(it->run(), trace, {}));
  EXPECT_EQ(json.text("/cells/0/fault/code"), "missing");
  EXPECT_EQ(json.text("/cells/0/fault/began/column"), "revenue");
  EXPECT_EQ(json.text("/cells/0/fault/began/key"), "p5");
  EXPECT_EQ(json.at("/cells/0/value"), "null");
}

}  // namespace
}  // namespace remit::report
