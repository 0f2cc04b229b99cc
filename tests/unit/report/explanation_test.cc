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

/// One sentence for each kind of node, in both languages.
struct Sentences : testing::Test {
  Case c;
  plan::Builder& b = c.builder;
  type::Type money = type::money(b.add_currency({"CNY", 2}));
  EntityId unit = b.add_entity("unit", "Unit");
  EntityId project = b.add_entity("project", "Project");
  ColumnId name = c.field(unit, "name", kText, "A B C");

  void SetUp() override { b.plan().entities[unit].key = {0}; }

  std::vector<std::string> of(ColumnId column, std::uint64_t row,
                              Language language = Language::en) {
    const auto it = report::run(b.plan(), c.dataset());
    row::Evaluator evaluator(it->plan, it->dataset);
    const row::Trace trace = row::trace(evaluator, column, row);
    return detail_sentences(it->run(), trace, 0, language);
  }
  using Lines = std::vector<std::string>;
};

TEST_F(Sentences, OfBrackets) {
  type::Scale scale{"tiers", type::ScaleKind::marginal, {}};
  scale.bands.push_back(
      {Rational(0), true, Rational(10000), true, Rational(1, 10), type::Notation::percent, {}});
  scale.bands.push_back(
      {Rational(10000), false, std::nullopt, false, Rational(1, 100), type::Notation::percent, {}});
  const auto marginal = b.add_scale(scale);
  scale.kind = type::ScaleKind::slab;
  const auto slab = b.add_scale(scale);
  const ColumnId x = c.field(unit, "x", money, "30000 10000 0", 2);
  const auto column = [&](std::uint32_t s) {
    return b.add_map(unit, "", b.apply(Opcode::scale, money, {b.column(x)}, s));
  };
  const ColumnId parts = column(marginal);
  EXPECT_EQ(of(parts, 0),
            Lines{"By the brackets of “tiers”, each part at its own rate: from CNY 0.00, up to "
                  "CNY 10,000.00: 10% of CNY 10,000.00 is CNY 1,000.00; over CNY 10,000.00: 1% of "
                  "CNY 20,000.00 is CNY 200.00; together CNY 1,200.00."});
  EXPECT_EQ(of(parts, 0, Language::zh),
            Lines{"按“tiers”分段计算：0元 及以上、不超过 1万元部分，1万元 × 10% = 1,000.00元；"
                  "超过 1万元部分，2万元 × 1% = 200.00元；合计 1,200.00元。"});
  EXPECT_EQ(of(column(slab), 1),
            Lines{"CNY 10,000.00 falls into the bracket from CNY 0.00, up to CNY 10,000.00 of "
                  "“tiers”: 10% of the whole, that is CNY 1,000.00."});
}

TEST_F(Sentences, OfFoldsRanksSharesLookups) {
  const ColumnId by = c.field(project, "by", type::reference(unit), "#0 #0 #1 #0");
  const ColumnId x = c.field(project, "x", money, "1 5 7 2", 2);
  const ColumnId sum =
      b.add_node(unit, "sum", money, plan::Fold{plan::FoldOp::sum, project, by, false, {}, {}, x});
  EXPECT_EQ(of(sum, 0), (Lines{"Over 3 rows of Project.",
                               "Among them: Project row 2 = CNY 5.00; Project row 4 = CNY 2.00; "
                               "Project row 1 = CNY 1.00."}));
  EXPECT_EQ(of(sum, 2), Lines{"There is no row to count."});
  EXPECT_EQ(of(sum, 1).at(0), "There is one row of Project.");

  plan::Fold inner{plan::FoldOp::sum, project, by, false, {}, {}, x};
  inner.order = {{x, true}};
  const auto left_out = [&](std::uint32_t highest, std::uint32_t lowest) {
    inner.kept = type::Kept{.passed = highest, .left = lowest};
    return of(b.add_node(unit, "inner", money, inner), 0).at(1);
  };
  EXPECT_EQ(left_out(1, 1), "Left out of them: the highest 1 and the lowest 1.");
  EXPECT_EQ(left_out(1, 0), "Left out of them: the highest 1.");
  EXPECT_EQ(left_out(0, 1), "Left out of them: the lowest 1.");

  const ColumnId zone = c.field(unit, "zone", kText, "n n s");
  const ColumnId score_of = c.field(unit, "grade", kNumber, "5 9 5");
  const ColumnId among = b.add_node(unit, "among", kNumber, plan::Rank{{{score_of, true}}, {zone}});
  EXPECT_EQ(of(among, 0).at(0), "It competes with those of zone = “n”.");

  const ColumnId score = c.field(unit, "score", kNumber, "5 9 5");
  const ColumnId place = b.add_node(unit, "place", kNumber, plan::Rank{{{score, true}}, {}});
  EXPECT_EQ(of(place, 0),
            (Lines{"Its place is by score = 5, the highest first.",
                   "Competing: 3; better placed: 1.", "Others on the same place: 1 (Unit “C”)."}));
  EXPECT_EQ(of(place, 0, Language::zh),
            (Lines{"排名依据：score = 5，从高到低。", "共 3 个参加排名，排在其前的有 1 个。",
                   "另有 1 个并列：Unit“C”。"}));

  const ColumnId first = b.add_node(
      unit, "first", kNumber,
      plan::Rank{{{score, true}, {name, false}}, {}, kNoColumn, plan::RankOutput::position});
  EXPECT_EQ(of(first, 0),
            (Lines{"Its place is by score = 5, the highest first; name = “A”, in ascending order.",
                   "Competing: 3; better placed: 1.",
                   "Equal so far: Unit “C”. “name” decides between them."}));
  EXPECT_EQ(of(first, 2, Language::zh), (Lines{"排名依据：score = 5，从高到低；name = “C”，升序。",
                                               "共 3 个参加排名，排在其前的有 2 个。",
                                               "至此相等的有：Unit“A”。以“name”定先后。"}));

  const ColumnId budget = c.field(kWhole, "budget", money, "100", 2);
  const ColumnId asked = c.field(unit, "asked", money, "1 1 1", 2);
  plan::Apportion node;
  node.total = budget;
  node.weight = asked;
  node.rounding = kFen;
  const ColumnId part = b.add_node(unit, "part", money, node);
  EXPECT_EQ(of(part, 1),
            (Lines{"Of CNY 100.00, shared by 3 in proportion, 1 of 3: exactly CNY 100/3 (about "
                   "33.333333).",
                   "Equal in all: Unit “A”. Their order in the table decides.",
                   "The remainder takes CNY 1/300 (about 0.003333)."}));

  node.method = number::ShareMethod::in_order;
  node.weight = kNoColumn;
  node.cap = c.field(unit, "cap", money, "70 60 50", 2);
  const ColumnId turn = b.add_node(unit, "turn", money, node);
  EXPECT_EQ(
      of(turn, 1),
      (Lines{"CNY 100.00 is given out in order among 3; this is number 2. The 1 before it were "
             "given CNY 70.00, and CNY 30.00 was left.",
             "Of CNY 60.00 asked for, CNY 30.00 is given: there is no more.",
             "Equal in all: Unit “A”; Unit “C”. Their order in the table decides."}));
  const Lines enough = of(turn, 0);
  EXPECT_EQ(enough.at(enough.size() - 2), "That is enough for CNY 70.00.");
  EXPECT_EQ(enough.back(), "Equal in all: Unit “B”; Unit “C”. Their order in the table decides.");

  const ColumnId seen = b.add_node(project, "seen", kText, plan::Lookup{by, name});
  EXPECT_EQ(of(seen, 2), Lines{"Read from Unit “B”."});
}

TEST_F(Sentences, OfDecisionsAndHoles) {
  plan::Field decided;
  const ColumnId x = c.field(unit, "bonus", money, "1 2 3", 2);
  b.plan().entities[unit].fields.back().decision = true;
  EXPECT_EQ(of(x, 0), Lines{"Laid down by decision, within the bounds of the policy."});
  EXPECT_EQ(of(x, 0, Language::zh), Lines{"由有权机关在规定幅度内裁量确定。"});
  const ColumnId ratio = c.field(kWhole, "ratio", kNumber, "0.2", 2);
  b.plan().entities[kWhole].fields.back().hole = true;
  EXPECT_EQ(of(ratio, 0), Lines{"Left open by the document; filled in with the data."});
}

TEST_F(Sentences, LongFormulasAreCut) {
  const ColumnId x = c.field(unit, "a_rather_long_name", kNumber, "1 1 1");
  ExpressionId sum = b.column(x);
  for (int i = 0; i < 5000; ++i) {
    sum = b.apply(Opcode::add, kNumber, {sum, b.number(Rational(i))});
  }
  const ColumnId total = b.add_map(unit, "total", sum);
  const auto it = report::run(b.plan(), c.dataset());
  const FormulaWords words{it->run(), total, Language::en};
  const std::string formula =
      words.names(std::get<plan::Map>(it->plan.columns[total].node).expression);
  EXPECT_LT(formula.size(), 2000u);
  EXPECT_NE(formula.find("…"), std::string::npos);
}

}  // namespace
}  // namespace remit::report
