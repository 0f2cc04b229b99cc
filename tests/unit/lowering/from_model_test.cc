#include "lowering/from_model.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "lowering_fixture.h"
#include "plan/verify.h"

namespace remit::lowering {
namespace {

using number::Rational;

TEST(Lower, EveryFieldIsAnInputColumn) {
  Policy policy;
  std::vector<ColumnId> columns;
  const auto plan = lower(policy.model, &columns);
  EXPECT_EQ(verify(*plan).message(), "");
  ASSERT_EQ(plan->columns.size(), 5u);
  const Column& revenue = plan->columns[columns[policy.revenue]];
  EXPECT_EQ(revenue.name, "revenue");
  EXPECT_EQ(revenue.entity, policy.project);
  EXPECT_EQ(revenue.form, (type::NumberForm{false, 2}));
  ASSERT_TRUE(std::holds_alternative<Input>(revenue.node));
  EXPECT_EQ(std::get<Input>(revenue.node).field, 1u);
}

TEST(Lower, LookupInsideAFormulaIsAHelperOnce) {
  Policy policy;
  const auto kind = [&] {
    return policy.lookup(policy.column(policy.by), policy.column(policy.kind));
  };
  policy.define(policy.project, "given", policy.apply(Opcode::is_given, type::kBoolean, {kind()}));
  policy.define(policy.project, "not_given",
                policy.apply(Opcode::negation, type::kBoolean,
                             {policy.apply(Opcode::is_given, type::kBoolean, {kind()})}));
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  ASSERT_EQ(helpers(*plan), 1u);
  const Column& helper = plan->columns[5];
  EXPECT_EQ(helper.origin.role, Role::helper);
  EXPECT_EQ(helper.origin.name(), "given");
  EXPECT_TRUE(helper.name.empty());
  EXPECT_FALSE(helper.output);
  EXPECT_EQ(helper.entity, policy.project);
  const auto& lookup = std::get<Lookup>(helper.node);
  EXPECT_EQ(plan->columns[lookup.via].name, "by");
  EXPECT_EQ(plan->columns[lookup.target].name, "kind");
  EXPECT_EQ(formula(*plan, "given"), call(Opcode::is_given, "#5"));
}

TEST(Lower, ColumnThatIsNothingButAFoldIsThatFold) {
  Policy policy;
  policy.define(policy.unit, "total", policy.sum_of(policy.column(policy.revenue)));
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  EXPECT_EQ(helpers(*plan), 0u);
  const Fold* fold = node<Fold>(*plan, "total");
  ASSERT_NE(fold, nullptr);
  EXPECT_EQ(plan->columns[fold->value].name, "revenue");
  expect_ordered(*plan);
}

// What begins in the fold begins in `total` for the one and in `twice` for the other.
TEST(Lower, AFoldThatAnotherColumnReadsTooStaysAHelper) {
  Policy policy;
  policy.define(policy.unit, "twice",
                policy.apply(Opcode::multiply, kMoney,
                             {policy.sum_of(policy.column(policy.revenue)), policy.number(2)}));
  policy.define(policy.unit, "total", policy.sum_of(policy.column(policy.revenue)));
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  ASSERT_EQ(helpers(*plan), 1u);
  EXPECT_TRUE(std::holds_alternative<Fold>(plan->columns[5].node));
  EXPECT_EQ(formula(*plan, "twice"), call(Opcode::multiply, "#5 2"));
  EXPECT_EQ(formula(*plan, "total"), "#5");
  expect_ordered(*plan);
}

TEST(Lower, FoldOverAllRowsOfItsOwnEntityIsOneValueOfTheWhole) {
  Policy policy;
  check::Fold fold;
  fold.rows = policy.project;
  fold.value = policy.column(policy.revenue);
  fold.partitioned = true;
  policy.define(
      policy.project, "part",
      policy.apply(Opcode::divide, type::kNumber,
                   {policy.column(policy.revenue), policy.fold(policy.project, kMoney, fold)}));
  fold.partition = {policy.column(policy.by)};
  policy.define(policy.project, "of_unit", policy.fold(policy.project, kMoney, fold));
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  ASSERT_EQ(helpers(*plan), 1u);
  const Column& helper = plan->columns[5];
  EXPECT_EQ(helper.entity, kWhole);
  EXPECT_FALSE(std::get<Fold>(helper.node).partitioned);
  EXPECT_EQ(formula(*plan, "part"), call(Opcode::divide, "revenue #5"));
  ASSERT_NE(node<Fold>(*plan, "of_unit"), nullptr);
  EXPECT_TRUE(node<Fold>(*plan, "of_unit")->partitioned);
  expect_ordered(*plan);
}

TEST(Lower, WhatAFoldReadsBecomesAColumnOfItsRows) {
  Policy policy;
  policy.define(policy.unit, "net", policy.sum_of(policy.net(), policy.column(policy.open)));
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  const Fold* fold = node<Fold>(*plan, "net");
  ASSERT_NE(fold, nullptr);
  const Column& value = plan->columns[fold->value];
  EXPECT_EQ(value.entity, policy.project);
  EXPECT_EQ(value.origin.role, Role::helper);
  EXPECT_EQ(value.form, (type::NumberForm{false, 2}));
  EXPECT_EQ(text(*plan, std::get<Map>(value.node).expression),
            call(Opcode::subtract, "revenue paid"));
  EXPECT_EQ(plan->columns[fold->where].name, "open");
  expect_ordered(*plan);
}

TEST(Lower, ConditionThatAlwaysHoldsIsNone) {
  Policy policy;
  policy.define(policy.unit, "sum",
                policy.sum_of(policy.column(policy.revenue), policy.boolean(true)));
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  EXPECT_EQ(node<Fold>(*plan, "sum")->where, kNoColumn);
}

TEST(Lower, PartsThatDependOnNoRowAreComputedOnce) {
  Policy policy;
  const check::ColumnId budget = policy.field(check::kWhole, "budget", kMoney, 2);
  const ExprId half = policy.apply(Opcode::multiply, kMoney,
                                   {policy.column(budget), policy.number(Rational(1, 2))});
  policy.define(policy.project, "enough",
                policy.apply(Opcode::less, type::kBoolean, {policy.column(policy.revenue), half}));
  policy.define(policy.project, "limit", half);
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  EXPECT_EQ(helpers(*plan), 1u);
  const Map* limit = node<Map>(*plan, "limit");
  ASSERT_NE(limit, nullptr);
  const Expression& root = plan->expressions[limit->expression];
  ASSERT_EQ(root.op, Opcode::column);
  EXPECT_EQ(plan->columns[root.payload].entity, kWhole);
  EXPECT_EQ(plan->columns[root.payload].origin.role, Role::helper);
  expect_ordered(*plan);
}

TEST(Lower, DefinitionsMayStandInAnyOrder) {
  Policy policy;
  // "later" is defined first and reads a column that comes after it.
  const check::ColumnId later = policy.define(policy.project, "later", policy.net());
  const check::ColumnId base = policy.define(policy.project, "base", policy.net());
  policy.model.columns[later].value = policy.column(base);
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  EXPECT_EQ(formula(*plan, "later"), "base");
  EXPECT_LT(find(*plan, "base"), find(*plan, "later"));
}

TEST(Lower, ACycleGivesNothing) {
  Policy policy;
  const check::ColumnId a = policy.define(policy.project, "a", policy.net());
  const check::ColumnId b = policy.define(policy.project, "b", policy.column(a));
  policy.model.columns[a].value = policy.column(b);
  EXPECT_EQ(lower(policy.model), nullptr);
}

TEST(Lower, PartsOfOneSplitShareIt) {
  Policy policy;
  check::PartySplit split;
  split.total = policy.net();
  split.weights = {policy.number(Rational(3, 5)), policy.number(Rational(2, 5))};
  split.rounding.increment = {1, 2};
  policy.model.party_splits.push_back(split);
  policy.define(policy.project, "city", policy.party(policy.project, kMoney, 0, 0));
  policy.define(policy.project, "town", policy.party(policy.project, kMoney, 0, 1));
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  ASSERT_EQ(plan->party_splits.size(), 1u);
  const PartyShare* town = node<PartyShare>(*plan, "town");
  ASSERT_NE(town, nullptr);
  EXPECT_EQ(town->index, 1u);
  EXPECT_EQ(town->split, node<PartyShare>(*plan, "city")->split);
  for (const ColumnId weight : plan->party_splits[0].weights) {
    EXPECT_EQ(plan->columns[weight].entity, policy.project);
    EXPECT_LT(weight, static_cast<ColumnId>(find(*plan, "city") - plan->columns.data()));
  }
}

/// A column without a name, of which nobody asks.
check::ColumnId nameless(Policy& policy, ExprId value) {
  const check::ColumnId id = policy.define(policy.project, "", value);
  policy.model.columns[id].origin.role = Role::helper;
  policy.model.columns[id].output = false;
  return id;
}

TEST(Lower, NamelessHelpersThatNothingNeedsAreLeftOut) {
  Policy policy;
  const check::ColumnId dead = nameless(policy, policy.net());
  // The branch with the fold is never taken.
  policy.define(
      policy.unit, "none",
      policy.apply(Opcode::choose, kMoney,
                   {policy.boolean(false), policy.sum_of(policy.net()), policy.number(0, kMoney)}));
  std::vector<ColumnId> columns;
  const auto plan = lower(policy.model, &columns);
  EXPECT_EQ(verify(*plan).message(), "");
  EXPECT_EQ(columns[dead], kNoColumn);
  EXPECT_EQ(helpers(*plan), 0u);
  EXPECT_EQ(formula(*plan, "none"), "0");
}

TEST(Lower, TablesPaymentsFindingsAndTargetsAreConverted) {
  Policy policy;
  check::Model& model = policy.model;
  const check::ColumnId day = policy.field(policy.project, "day", type::kDate);
  model.parties = {{"treasury", ""}};
  model.scales = {{"bands", type::ScaleKind::step, {{.value = Rational(5)}}}};
  model.matrices = {{"rates", {2}, {policy.number(1), policy.number(Rational(1, 2))}}};
  model.dated = {{"rate", {0}, {policy.number(Rational(7, 2))}, true, 365}};
  model.calendars = {{"office", policy.project, day, policy.open}};
  // What is left out moves the columns behind it.
  nameless(policy, policy.net());
  const check::ColumnId amount = policy.define(policy.project, "amount", policy.net());
  const check::ColumnId figure = nameless(policy, policy.net());
  const check::ColumnId whose = nameless(policy, policy.column(policy.by));
  check::Payment payment;
  payment.reward = "reward";
  payment.entity = policy.project;
  payment.amount = amount;
  payment.payer = {check::Payer::Kind::party, 0, check::kNone};
  payment.payee = {check::Payer::Kind::column, 0, policy.by};
  model.payments = {payment};
  check::Target target;
  target.name = "target";
  target.entity = policy.project;
  target.metric = amount;
  model.targets = {target};
  // Nothing else needs what a finding names.
  check::Finding finding;
  finding.name = "finding";
  finding.entity = policy.project;
  finding.holds = policy.open;
  finding.against = {check::Payer::Kind::column, 0, whose};
  finding.figures = {figure};
  model.findings = {finding};
  std::vector<ColumnId> columns;
  const auto plan = lower(model, &columns);
  EXPECT_EQ(verify(*plan).message(), "");
  EXPECT_NE(columns[amount], amount);
  ASSERT_EQ(plan->findings.size(), 1u);
  EXPECT_NE(columns[whose], kNoColumn);
  EXPECT_EQ(plan->findings[0].against.column, columns[whose]);
  EXPECT_NE(columns[figure], kNoColumn);
  EXPECT_EQ(plan->findings[0].figures, std::vector<ColumnId>{columns[figure]});
  ASSERT_EQ(plan->payments.size(), 1u);
  EXPECT_EQ(plan->payments[0].amount, columns[amount]);
  EXPECT_EQ(plan->payments[0].reason, kNoColumn);
  EXPECT_EQ(plan->payments[0].payer.kind, type::Payer::Kind::party);
  EXPECT_EQ(plan->payments[0].payee.kind, type::Payer::Kind::column);
  EXPECT_EQ(plan->payments[0].payee.column, columns[policy.by]);
  EXPECT_EQ(plan->targets[0].metric, columns[amount]);
  EXPECT_EQ(plan->targets[0].goal, kNoColumn);
  EXPECT_EQ(plan->scales[0].bands.size(), 1u);
  EXPECT_EQ(text(*plan, plan->matrices[0].values[1]), "0.5");
  EXPECT_EQ(text(*plan, plan->dated[0].values[0]), "3.5");
  EXPECT_TRUE(plan->dated[0].ends);
  EXPECT_EQ(plan->calendars[0].entity, policy.project);
  EXPECT_EQ(plan->calendars[0].date, columns[day]);
  EXPECT_EQ(plan->calendars[0].worked, columns[policy.open]);
}

TEST(Lower, ACalendarIsNeededBeforeItIsCounted) {
  Policy policy;
  const check::ColumnId day = policy.field(policy.project, "day", type::kDate);
  // The calendar's column of exceptions is itself derived, and defined last.
  policy.model.calendars = {{"office", policy.project, 0, check::kNone}};
  policy.define(
      check::kWhole, "due",
      policy.apply(Opcode::workdays_between, type::kNumber, {policy.date(0), policy.date(10)}, 0));
  policy.model.calendars[0].date = policy.define(
      policy.project, "end", policy.apply(Opcode::end_of_month, type::kDate, {policy.column(day)}));
  policy.model.calendars[0].worked =
      policy.define(policy.project, "shut",
                    policy.apply(Opcode::negation, type::kBoolean, {policy.column(policy.open)}));
  const auto plan = lower(policy.model);
  EXPECT_LT(find(*plan, "end"), find(*plan, "due"));
  EXPECT_LT(find(*plan, "shut"), find(*plan, "due"));
  EXPECT_EQ(verify(*plan).message(), "");
}

TEST(Lower, DefaultsAreConstants) {
  Policy policy;
  policy.model.entities[policy.project].fields[2].default_value =
      policy.apply(Opcode::multiply, kMoney, {policy.number(5), policy.number(10000, kMoney)});
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  const Field& paid = plan->entities[policy.project].fields[2];
  ASSERT_TRUE(paid.default_value.has_value());
  EXPECT_EQ(text(*plan, *paid.default_value), "50000");
}

// ---- Size

/// Rules of the kind that policies are full of: a looked-up condition, a rate, a cap, a total.
double milliseconds_to_lower(int rules) {
  Policy policy;
  for (int i = 0; i < rules; ++i) {
    const ExprId kind = policy.lookup(policy.column(policy.by), policy.column(policy.kind));
    const ExprId when =
        policy.apply(Opcode::conjunction, type::kBoolean,
                     {policy.apply(Opcode::is_given, type::kBoolean, {kind}),
                      policy.apply(Opcode::greater, type::kBoolean,
                                   {policy.column(policy.revenue), policy.number(i, kMoney)})});
    const ExprId part =
        policy.apply(Opcode::multiply, kMoney, {policy.net(), policy.number(Rational(i, 100))});
    const ExprId capped =
        policy.apply(Opcode::minimum, kMoney, {part, policy.number(500000 + i, kMoney)});
    const std::string name = "rule" + std::to_string(i);
    const check::ColumnId amount = policy.define(
        policy.project, name,
        policy.apply(Opcode::choose, kMoney, {when, capped, policy.number(0, kMoney)}));
    policy.define(policy.unit, name + ".total", policy.sum_of(policy.column(amount)));
  }
  // Of the processor, not of the wall: other work on the machine does not count.
  const std::clock_t begin = std::clock();
  const auto plan = lower(policy.model);
  const std::clock_t end = std::clock();
  EXPECT_EQ(plan->columns.size(), 5u + 1u + 2u * static_cast<std::size_t>(rules));
  return 1000.0 * static_cast<double>(end - begin) / CLOCKS_PER_SEC;
}

TEST(Lower, TenThousandRules) {
  const double elapsed = milliseconds_to_lower(10000);
  RecordProperty("milliseconds", std::to_string(elapsed));
}

TEST(Lower, ALongChainNeedsNoStack) {
  Policy policy;
  check::ColumnId last = policy.revenue;
  ExprId sum = policy.column(last);
  for (int i = 0; i < 200000; ++i) {
    sum = policy.apply(Opcode::add, kMoney, {sum, policy.column(policy.paid)});
    if (i % 4 == 0) {
      last = policy.define(policy.project, "step" + std::to_string(i), sum);
      sum = policy.column(last);
    }
  }
  policy.define(policy.project, "long", sum);
  ASSERT_NE(lower(policy.model), nullptr);
}

}  // namespace
}  // namespace remit::lowering
