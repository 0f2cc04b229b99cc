// What is said of one cell beyond its formula: sentences, and the words in them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fixture.h"
#include "report/explanation.h"
#include "report/formula_text.h"
#include "report/remarks.h"

namespace remit::report {
namespace {

using number::Rational;

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

TEST_F(Sentences, OfTheRowsThatAreMeant) {
  const ColumnId score = c.field(project, "score", kNumber, "4 5 6 9");
  const ColumnId theirs = c.field(project, "zone", kText, "n n s n");
  const ColumnId ours = c.field(unit, "zone", kText, "n s n");
  const ColumnId least = c.field(unit, "least", kNumber, "5 5 9");
  const ColumnId most = c.field(unit, "most", kNumber, "9 9 9");
  plan::Fold count{plan::FoldOp::count, project, kNoColumn, true, {theirs}, {ours}};
  count.window = plan::Window{score, least, most, false, true};
  const ColumnId some = b.add_node(unit, "some", kNumber, count);
  EXPECT_EQ(of(some, 0).at(0), "Rows where zone = “n”; score ≥ 5; score < 9.");
  EXPECT_EQ(of(some, 2),
            (Lines{"Rows where zone = “n”; score ≥ 9; score < 9.", "There is no row to count."}));
  count.window = plan::Window{score, least, most, true, false};
  const ColumnId others = b.add_node(unit, "others", kNumber, count);
  EXPECT_EQ(of(others, 0, Language::zh).at(0), "计入zone = “n”；score > 5；score ≤ 9的行。");
}

/// What a sum over rows before has come to: a row found by its place, and a helper read there.
TEST_F(Sentences, OfTheRowsBefore) {
  const ColumnId cost = c.field(project, "cost", money, "1 5 7 2", 2);
  const ColumnId place = c.field(project, "place", kNumber, "1 2 3 4");
  const plan::Origin helper{"define", "so_far", "", "", Role::helper, {}};
  const ColumnId carried = b.add_map(
      project, "", b.apply(Opcode::add, money, {b.column(cost), b.number("1", money)}), helper);
  const ColumnId one_less = b.add_map(
      project, "", b.apply(Opcode::subtract, kNumber, {b.column(place), b.number("1")}), helper);
  plan::Match match{project, {{one_less, place}}};
  match.earlier = 2;
  const ColumnId before = b.add_node(project, "", type::reference(project), match, helper);
  const ColumnId read = b.add_node(project, "", money, plan::Lookup{before, carried}, helper);
  EXPECT_EQ(of(read, 1),
            Lines{"The rows before have come to CNY 2.00, up to and with Project row 1."});
  EXPECT_EQ(of(read, 0), Lines{"No row stands before it."});
}

TEST_F(Sentences, OfTheFundThatIsShared) {
  const ColumnId asked = c.field(unit, "asked", money, "1 1 2", 2);
  const auto share_of = [&](const char* form, Role role) {
    plan::Apportion node;
    node.total =
        b.add_map(kWhole, "", b.number("100", money), {form, "pot", "Pot", "IV", role, {}});
    node.weight = asked;
    node.rounding = kFen;
    return of(b.add_node(unit, "", money, node), 2);
  };
  const std::string by_weight =
      "Of CNY 100.00, shared by 3 in proportion, 2 of 4: exactly CNY 50.00.";
  EXPECT_EQ(share_of("fund", Role::total),
            (Lines{"It is a share of the fund “pot” (Pot) [clause IV].", by_weight}));
  EXPECT_EQ(share_of("split", Role::total), Lines{by_weight});
  EXPECT_EQ(share_of("fund", Role::left), Lines{by_weight});
}

TEST_F(Sentences, OfWhatGoesWrongHere) {
  const ColumnId x = c.field(unit, "x", kNumber, "6 0 0");
  const ColumnId by = c.field(unit, "by", kNumber, "2 0 1");
  const ColumnId ratio =
      b.add_map(unit, "ratio", b.apply(Opcode::divide, kNumber, {b.column(x), b.column(by)}));
  EXPECT_EQ(of(ratio, 1), Lines{"It cannot be determined: division by zero."});
  EXPECT_EQ(of(ratio, 0), Lines{});
}

TEST_F(Sentences, CallTheDayOfTheRunToday) {
  const ColumnId as_of = c.field(kWhole, "as_of", type::kDate, "2020-01-02");
  const ColumnId budget = c.field(kWhole, "budget", money, "100", 2);
  const auto it = report::run(b.plan(), c.dataset());
  EXPECT_EQ(cell_title(it->run(), as_of, name, Language::en), "today");
  EXPECT_EQ(cell_title(it->run(), as_of, name, Language::zh), "今天");
  EXPECT_EQ(cell_title(it->run(), budget, name, Language::en), "budget");
}

TEST_F(Sentences, OfAChecksOwnWords) {
  const ColumnId holds = b.add_map(unit, "", b.boolean(true), {"entity", "", "", "", {}, {3, 9}});
  const ColumnId other = b.add_map(unit, "", b.boolean(true), {"entity", "", "", "", {}, {3, 8}});
  b.plan().remarks.push_back({"", "every unit has a name", "", {3, 9}});
  EXPECT_EQ(check_text(b.plan(), holds), "every unit has a name");
  EXPECT_EQ(check_text(b.plan(), other), "");  // there is no text to quote
}

TEST(NamedText, HasTheLabelAndTheClauseThereAre) {
  EXPECT_EQ(named_text("pot", "Pot", "IV", Language::en), "“pot” (Pot) [clause IV]");
  EXPECT_EQ(named_text("pot", "Pot", "", Language::zh), "“pot”（Pot）");
  EXPECT_EQ(named_text("pot", "pot", "IV", Language::zh), "“pot”【IV】");
  EXPECT_EQ(named_text("pot", "", "", Language::en), "“pot”");
}

}  // namespace
}  // namespace remit::report
