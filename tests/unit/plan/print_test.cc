#include "plan/print.h"

#include <gtest/gtest.h>

#include "plan/builder.h"
#include "plan/verify.h"

namespace remit::plan {
namespace {

Field field(std::string name, type::Type type, int decimals = 0) {
  Field result;
  result.name = std::move(name);
  result.type = type;
  result.decimals = decimals;
  return result;
}

/// One of everything that prints.
Plan sample() {
  Builder b;
  Plan& plan = b.plan();
  plan.name = "sample";
  plan.title = "A \"small\" plan";
  b.add_currency({"CNY", 2});
  const type::Type money = type::money(0);
  const auto set = b.add_category_set({{{"low", "", ""}, {"high", "", ""}}});
  const EntityId unit = b.add_entity("unit", "Unit");
  const EntityId project = b.add_entity("project");
  b.add_field(unit, field("name", type::kText));
  plan.entities[unit].key = {0};
  const ColumnId by = b.add_field(project, field("by", type::reference(unit)));
  const ColumnId amount = b.add_field(project, field("amount", money, 2));
  const ColumnId risk = b.add_field(project, field("risk", type::category(set)));
  const auto m = b.add_matrix({"rates", {2}, {b.number("0.1"), b.number("0.05")}});
  const ExpressionId rate = b.apply(Opcode::matrix, type::kNumber, {b.column(risk)}, m);
  const number::Rounding fen{number::RoundingMode::half_up, {1, 2}};
  const ExpressionId product = b.apply(Opcode::multiply, money, {b.column(amount), rate});
  const ColumnId bonus = b.add_map(project, "bonus.amount", b.round(product, fen),
                                   {"reward", "bonus", "", "III(1)", Role::amount, {}});
  const ColumnId total =
      b.add_node(unit, "total", money, Fold{FoldOp::sum, project, by, false, {}, {}, bonus},
                 {"define", "total", "", "", Role::value, {}});
  b.add_node(unit, "place", type::kNumber, Rank{{{total, true}}, {}},
             {"rank", "place", "", "", Role::rank, {}});
  plan.parties.push_back({"city", "City treasury"});
  plan.payments.push_back({"bonus",
                           project,
                           bonus,
                           kNoColumn,
                           {Payer::Kind::party, 0, kNoColumn},
                           {Payer::Kind::column, 0, by},
                           "",
                           kNoColumn});
  return b.take();
}

TEST(Print, EverythingOnItsOwnLine) {
  EXPECT_EQ(print(sample()), R"(plan sample "A \"small\" plan"
entity 0 whole
entity 1 unit "Unit" key name
  field name : text
entity 2 project
  field by : unit
  field amount : money CNY .2
  field risk : one of #0
categories #0 { low high }
matrix #0 rates [2] (e0, e1)
e0 = number 0.1 : number .1
e1 = number 0.05 : number .2
e2 = column c3 : one of #0
e3 = matrix #0(e2) : number .2
e4 = column c2 : money CNY .2
e5 = multiply(e4, e3) : money CNY .4
e6 = round half_up 0.01(e5) : money CNY .2
c0 unit.name = input 0 : text   entity name field
c1 project.by = input 0 : unit   entity by field
c2 project.amount = input 1 : money CNY .2   entity amount field
c3 project.risk = input 2 : one of #0   entity risk field
c4 project.bonus.amount = map e6 : money CNY .2   output, reward bonus III(1) amount
c5 unit.total = fold sum c4 over project via c1 : money CNY .2   output, define total value
c6 unit.place = rank standard by (c5 desc) : number .0   output, rank place rank
payment bonus amount c4 reason - from party city to c1
)");
}

TEST(Verify, AcceptsWhatTheBuilderMade) { EXPECT_EQ(verify(sample()).message(), ""); }

/// What verify says of the sample after `spoil`.
template <typename Spoil>
std::string complaint(Spoil spoil) {
  Plan plan = sample();
  spoil(plan);
  return std::string(verify(plan).message());
}

TEST(Verify, ExpressionsThatCannotBe) {
  EXPECT_EQ(complaint([](Plan& p) { p.operands[p.expressions[5].first_operand] = 5; }),
            "plan: e5 (multiply): operand e5 does not precede it");
  EXPECT_EQ(complaint([](Plan& p) { p.expressions[5].operand_count = 1; }),
            "plan: e5 (multiply): 1 operands");
  EXPECT_EQ(complaint([](Plan& p) { p.expressions[6].payload = 7; }),
            "plan: e6 (round): payload 7");
  EXPECT_EQ(complaint([](Plan& p) { p.expressions[5].form.decimals = 3; }),
            "plan: e5 (multiply): number form is not the one its operands give");
  EXPECT_EQ(complaint([](Plan& p) { p.operands[p.expressions[5].first_operand] = 2; }),
            "plan: e5 (multiply): type of operand 0");
  EXPECT_EQ(complaint([](Plan& p) { p.columns[2].entity = 1; }),
            "plan: e5 (multiply): mixes rows of two entities");
}

TEST(Verify, ListsThatCannotBe) {
  EXPECT_EQ(complaint([](Plan& p) { p.matrices[0].values.pop_back(); }), "plan: matrix rates");
  EXPECT_EQ(complaint([](Plan& p) { p.matrices[0].values[0] = 4; }), "plan: matrix rates");
  EXPECT_EQ(complaint([](Plan& p) { p.roundings[0].increment.coefficient = 0; }),
            "plan: a grid that is not positive");
}

TEST(Verify, ColumnsThatCannotBe) {
  EXPECT_EQ(complaint([](Plan& p) { std::get<Fold>(p.columns[5].node).value = 6; }),
            "plan: c5 unit.total: column 6 does not precede it");
  EXPECT_EQ(complaint([](Plan& p) { std::get<Fold>(p.columns[5].node).via = 2; }),
            "plan: c5 unit.total: type of c2");
  EXPECT_EQ(complaint([](Plan& p) { std::get<Fold>(p.columns[5].node).via = kNoColumn; }),
            "plan: c5 unit.total: stands in the wrong entity");
  EXPECT_EQ(complaint([](Plan& p) { std::get<Rank>(p.columns[6].node).keys[0].value = 2; }),
            "plan: c6 unit.place: c2 is of another entity");
  EXPECT_EQ(complaint([](Plan& p) { p.columns[4].type = type::kNumber; }),
            "plan: c4 project.bonus.amount: type is not its node's");
  EXPECT_EQ(complaint([](Plan& p) { p.columns[5].form.decimals = 4; }),
            "plan: c5 unit.total: number form is not the one its node gives");
  EXPECT_EQ(complaint([](Plan& p) { p.payments[0].payer.party = 1; }), "plan: payment bonus");
}

}  // namespace
}  // namespace remit::plan
