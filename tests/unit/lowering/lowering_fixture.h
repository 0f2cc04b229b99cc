#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "../support/model_builder.h"
#include "lowering/draft_columns.h"
#include "lowering/from_model.h"

// A small model to lower, and questions about the plan that comes of it.

namespace remit::lowering {

using check::ExprId;
using check::testing::ModelBuilder;

inline constexpr type::Type kMoney = type::money(0);

inline const Column* find(const Plan& plan, const std::string& name) {
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

inline std::size_t helpers(const Plan& plan) {
  return static_cast<std::size_t>(
      std::count_if(plan.columns.begin(), plan.columns.end(),
                    [](const Column& column) { return column.origin.role == Role::helper; }));
}

/// The formula as text: operations by number of operands, leaves by value.
inline std::string text(const Plan& plan, ExpressionId id) {
  const Expression& expression = plan.expressions[id];
  if (expression.op == Opcode::number) return plan.numbers[expression.payload].to_text();
  if (expression.op == Opcode::boolean) return expression.payload != 0 ? "true" : "false";
  if (expression.op == Opcode::blank) return "blank";
  if (expression.op == Opcode::column) {
    const Column& column = plan.columns[expression.payload];
    return column.name.empty() ? "#" + std::to_string(expression.payload) : column.name;
  }
  std::string result = std::to_string(static_cast<int>(expression.op)) + "(";
  for (std::uint32_t i = 0; i < expression.operand_count; ++i) {
    if (i > 0) result += " ";
    result += text(plan, plan.operands[expression.first_operand + i]);
  }
  return result + ")";
}

inline std::string call(Opcode op, const std::string& operands) {
  return std::to_string(static_cast<int>(op)) + "(" + operands + ")";
}

inline std::string formula(const Plan& plan, const std::string& name) {
  const Map* map = node<Map>(plan, name);
  return map == nullptr ? "not a map" : text(plan, map->expression);
}

/// Every column stands after the columns that it names.
inline void expect_ordered(const Plan& plan) {
  for (ColumnId id = 0; id < plan.columns.size(); ++id) {
    visit_columns(plan.columns[id].node, [&](ColumnId need) { EXPECT_LT(need, id); });
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

}  // namespace remit::lowering
