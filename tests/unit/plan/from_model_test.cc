#include "plan/from_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <string>

#include "../support/model_builder.h"
#include "plan/lowering/draft_columns.h"
#include "plan/verify.h"

namespace remit::plan {
namespace {

using check::ExprId;
using check::testing::ModelBuilder;
using number::Rational;

constexpr type::Type kMoney = type::money(0);

const Column* find(const Plan& plan, const std::string& name) {
  for (const Column& column : plan.columns) {
    if (column.name == name) return &column;
  }
  return nullptr;
}

template <typename NodeT>
const NodeT* node(const Plan& plan, const std::string& name) {
  const Column* column = find(plan, name);
  return column == nullptr ? nullptr : std::get_if<NodeT>(&column->node);
}

std::size_t helpers(const Plan& plan) {
  return static_cast<std::size_t>(
      std::count_if(plan.columns.begin(), plan.columns.end(),
                    [](const Column& column) { return column.origin.role == Role::helper; }));
}

/// The formula as text: operations by number of operands, leaves by value.
std::string text(const Plan& plan, ExpressionId id) {
  const Expression& expression = plan.expressions[id];
  switch (expression.op) {
    case Opcode::number:
      return plan.numbers[expression.payload].to_text();
    case Opcode::boolean:
      return expression.payload != 0 ? "true" : "false";
    case Opcode::blank:
      return "blank";
    case Opcode::column: {
      const Column& column = plan.columns[expression.payload];
      return column.name.empty() ? "#" + std::to_string(expression.payload) : column.name;
    }
    default:
      break;
  }
  std::string result = std::to_string(static_cast<int>(expression.op)) + "(";
  for (std::uint32_t i = 0; i < expression.operand_count; ++i) {
    if (i > 0) result += " ";
    result += text(plan, plan.operands[expression.first_operand + i]);
  }
  return result + ")";
}

std::string call(Opcode op, const std::string& operands) {
  return std::to_string(static_cast<int>(op)) + "(" + operands + ")";
}

std::string formula(const Plan& plan, const std::string& name) {
  const Map* map = node<Map>(plan, name);
  return map == nullptr ? "not a map" : text(plan, map->expression);
}

/// Every column stands after the columns that it names.
void expect_ordered(const Plan& plan) {
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    lowering::visit_columns(plan.columns[id].node, [&](ColumnId need) { EXPECT_LT(need, id); });
  }
}

struct Policy : ModelBuilder {
  check::EntityId unit = entity("unit");
  check::EntityId project = entity("project");
  check::ColumnId kind = field(unit, "kind", type::category(0));
  check::ColumnId by = field(project, "by", type::reference(unit));
  check::ColumnId revenue = field(project, "revenue", kMoney, 2);
  check::ColumnId paid = field(project, "paid", kMoney, 2);
  check::ColumnId open = field(project, "open", type::kBoolean);

  ExprId net() { return apply(Opcode::subtract, kMoney, {column(revenue), column(paid)}); }
  ExprId sum_of(ExprId value, ExprId where = check::kNone) {
    check::Fold fold;
    fold.rows = project;
    fold.via = column(by);
    fold.value = value;
    fold.where = where;
    return this->fold(unit, kMoney, fold);
  }
};

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
  EXPECT_EQ(helper.origin.name, "given");
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
  policy.define(policy.unit, "twice",
                policy.apply(Opcode::multiply, kMoney,
                             {policy.sum_of(policy.column(policy.revenue)), policy.number(2)}));
  policy.define(policy.unit, "total", policy.sum_of(policy.column(policy.revenue)));
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  EXPECT_EQ(helpers(*plan), 0u);
  const Fold* fold = node<Fold>(*plan, "total");
  ASSERT_NE(fold, nullptr);
  EXPECT_EQ(plan->columns[fold->value].name, "revenue");
  EXPECT_EQ(formula(*plan, "twice"), call(Opcode::multiply, "total 2"));
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

TEST(Lower, NamelessHelpersThatNothingNeedsAreLeftOut) {
  Policy policy;
  const check::ColumnId dead = policy.define(policy.project, "", policy.net());
  policy.model.columns[dead].origin.role = Role::helper;
  policy.model.columns[dead].output = false;
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

TEST(Lower, DefaultsAreConstants) {
  Policy policy;
  policy.model.entities[policy.project].fields[2].default_value =
      policy.apply(Opcode::multiply, kMoney, {policy.number(5), policy.number(10000, kMoney)});
  const auto plan = lower(policy.model);
  EXPECT_EQ(verify(*plan).message(), "");
  const Field& paid = plan->entities[policy.project].fields[2];
  ASSERT_TRUE(paid.has_default);
  EXPECT_EQ(text(*plan, paid.default_value), "50000");
}

// ---- Simplification keeps values and faults

struct Simplified : Policy {
  /// The formula that remains of `value`.
  std::string of(ExprId value) {
    define(project, "result", value);
    const auto plan = lower(model);
    EXPECT_EQ(verify(*plan).message(), "");
    const std::string result = formula(*plan, "result");
    model.columns.pop_back();
    return result;
  }
  ExprId x() { return column(revenue); }
};

TEST(Simplify, ConstantsAreComputed) {
  Simplified f;
  EXPECT_EQ(f.of(f.apply(Opcode::add, type::kNumber, {f.number(Rational(1, 3)), f.number(1)})),
            "4/3");
  EXPECT_EQ(f.of(f.apply(Opcode::less, type::kBoolean, {f.number(1), f.number(2)})), "true");
  // A fault is no constant.
  f.define(check::kWhole, "fault",
           f.apply(Opcode::divide, type::kNumber, {f.number(1), f.number(0)}));
  EXPECT_EQ(formula(*lower(f.model), "fault"), call(Opcode::divide, "1 0"));
  EXPECT_EQ(f.of(f.apply(Opcode::is_one_of, type::kBoolean,
                         {f.number(1), f.number(2), f.number(1, kMoney)})),
            "true");
}

TEST(Simplify, ANeutralOperandGoesWhereABlankCannotBeTold) {
  Simplified f;
  const ExprId product = f.apply(Opcode::multiply, kMoney, {f.x(), f.number(1)});
  // A blank x is a blank column, but x * 1 is an error: the product stays.
  EXPECT_EQ(f.of(product), call(Opcode::multiply, "revenue 1"));
  EXPECT_EQ(f.of(f.apply(Opcode::is_given, type::kBoolean, {product})),
            call(Opcode::is_given, call(Opcode::multiply, "revenue 1")));
  // To a sum both are the same.
  EXPECT_EQ(f.of(f.apply(Opcode::add, kMoney, {product, f.x()})),
            call(Opcode::add, "revenue revenue"));
  EXPECT_EQ(f.of(f.apply(Opcode::multiply, kMoney, {f.net(), f.number(1)})),
            call(Opcode::subtract, "revenue paid"));
}

TEST(Simplify, AProductWithZeroStays) {
  Simplified f;
  EXPECT_EQ(f.of(f.apply(Opcode::multiply, kMoney, {f.x(), f.number(0)})),
            call(Opcode::multiply, "revenue 0"));
}

TEST(Simplify, Junctions) {
  Simplified f;
  const auto both = [&](ExprId a, ExprId b) {
    return f.apply(Opcode::conjunction, type::kBoolean, {a, b});
  };
  const auto less = [&] {
    return f.apply(Opcode::less, type::kBoolean, {f.x(), f.column(f.paid)});
  };
  EXPECT_EQ(f.of(both(f.boolean(true), less())), call(Opcode::less, "revenue paid"));
  EXPECT_EQ(f.of(both(f.column(f.open), f.boolean(false))), "false");
  EXPECT_EQ(f.of(both(f.column(f.open), both(less(), f.column(f.open)))),
            call(Opcode::conjunction, "open " + call(Opcode::less, "revenue paid") + " open"));
  EXPECT_EQ(f.of(f.apply(Opcode::negation, type::kBoolean, {less()})),
            call(Opcode::greater_equal, "revenue paid"));
}

TEST(Simplify, BoundsOfBoundsAreJoined) {
  Simplified f;
  const auto at_most = [&](ExprId value, int limit) {
    return f.apply(Opcode::minimum, kMoney, {value, f.number(limit, kMoney)});
  };
  EXPECT_EQ(f.of(at_most(at_most(f.x(), 50), 80)), call(Opcode::minimum, "revenue 50"));
}

TEST(Simplify, AComparisonWithAQuotientByAConstantIsMultipliedOut) {
  Simplified f;
  const auto at_least = [&](int divisor) {
    const ExprId quotient = f.apply(Opcode::divide, kMoney, {f.x(), f.number(divisor)});
    return f.apply(Opcode::greater_equal, type::kBoolean, {quotient, f.number(2, kMoney)});
  };
  EXPECT_EQ(f.of(at_least(3)), call(Opcode::greater_equal, "revenue 6"));
  EXPECT_EQ(f.of(at_least(-3)), call(Opcode::less_equal, "revenue -6"));
}

TEST(Simplify, ChoiceByANegation) {
  Simplified f;
  const ExprId shut = f.apply(Opcode::negation, type::kBoolean, {f.column(f.open)});
  EXPECT_EQ(f.of(f.apply(Opcode::choose, kMoney, {shut, f.x(), f.column(f.paid)})),
            call(Opcode::choose, "open paid revenue"));
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
}  // namespace remit::plan
