#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "../support/tables.h"
#include "report/computed_run.h"
#include "row/evaluator.h"

namespace remit::report {

using base::Language;
using plan::ColumnId;
using plan::EntityId;
using plan::ExpressionId;
using plan::kNoColumn;
using plan::kWhole;
using plan::Opcode;
using test::Case;
using type::kBoolean;
using type::kNumber;
using type::kText;
using type::Role;

/// Fen, half up.
inline const number::Rounding kFen{number::RoundingMode::half_up, {1, 2}};

/// A plan, its data and its results, kept together.
struct Ran {
  plan::Plan plan;
  table::Dataset dataset;
  table::Results results;

  ComputedRun run() const { return ComputedRun(plan, dataset, results); }
};

inline std::unique_ptr<Ran> run(plan::Plan plan, table::Dataset dataset) {
  auto ran = std::make_unique<Ran>(Ran{std::move(plan), std::move(dataset), {}});
  row::Evaluator evaluator(ran->plan, ran->dataset);
  auto results = evaluator.evaluate();
  EXPECT_TRUE(results.ok());
  ran->results = *std::move(results);
  return ran;
}

/// A reward of 20 % of the net revenue, at most 500, for departments that are not blocked; three
/// departments, a township and one that nobody knows the revenue of.
struct Bonus : testing::Test {
  Case c;
  plan::Builder& b = c.builder;
  type::Type money = type::money(b.add_currency({"CNY", 2}));
  EntityId project = b.add_entity("project", "Project");
  ColumnId id{}, kind{}, revenue{}, payer{}, eligible{}, base{}, cap{}, rounded{}, amount{},
      reason{};

  virtual std::string revenues() const { return "100.03 9000 -0.02 700 -"; }

  static plan::Origin origin(Role role) {
    return {"reward", "bonus", "Tax bonus", "III(3)2", role, {}};
  }

  void SetUp() override {
    b.plan().title = "A policy";
    const auto kinds =
        type::category(b.add_category_set({{{"department", "", ""}, {"township", "", ""}}}));
    id = c.field(project, "id", kText, "p1 p2 p3 p4 p5");
    b.plan().entities[project].key = {0};
    kind = c.field(project, "kind", kinds, "department department department township department");
    revenue = c.field(project, "revenue", money, revenues(), 2);
    payer = c.field(project, "payer", kText, "city county city city -");
    const ExpressionId is_department =
        b.apply(Opcode::equal, kBoolean, {b.column(kind), b.category(kinds, 0)});
    eligible = b.add_map(project, "bonus.eligible", is_department, origin(Role::eligible));
    const ExpressionId product =
        b.apply(Opcode::multiply, money,
                {b.number({1, 5}, kNumber, {}, type::Notation::percent), b.column(revenue)});
    base = b.add_map(project, "", product, origin(Role::base), false);
    cap = b.add_map(project, "",
                    b.apply(Opcode::minimum, money, {b.column(base), b.number("500", money)}),
                    origin(Role::cap), false);
    rounded = b.add_map(project, "", b.round(b.column(cap), kFen), origin(Role::rounded), false);
    amount = b.add_map(project, "bonus",
                       b.apply(Opcode::choose, money,
                               {b.column(eligible), b.column(rounded), b.number("0", money)}),
                       origin(Role::amount));
    const auto reasons = type::category(b.add_category_set(
        {{{"not a department", "not a department", "不是县直部门"}, {"due", "due", "应付"}}}));
    reason =
        b.add_map(project, "bonus.reason",
                  b.apply(Opcode::choose, reasons,
                          {b.column(eligible), b.category(reasons, 1), b.category(reasons, 0)}),
                  origin(Role::reason));
    plan::Payment payment;
    payment.reward = "bonus";
    payment.entity = project;
    payment.amount = amount;
    payment.reason = reason;
    payment.payer = {plan::Payer::Kind::column, 0, payer};
    b.plan().payments.push_back(payment);
  }

  std::unique_ptr<Ran> ran() const { return run(b.plan(), c.dataset()); }
};

}  // namespace remit::report
