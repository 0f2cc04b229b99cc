#include "plan/builder.h"

#include <gtest/gtest.h>

namespace remit::plan {
namespace {

using type::kNumber;
using type::NumberForm;

TEST(Builder, StoresEqualOperationsOnce) {
  Builder b;
  const EntityId project = b.add_entity("project");
  Field field;
  field.name = "investment";
  field.type = type::money(0);
  field.decimals = 2;
  const ColumnId investment = b.add_field(project, field);
  const ExpressionId x = b.column(investment);
  const ExpressionId twenty = b.number("0.2");
  const ExpressionId a = b.apply(Opcode::multiply, type::money(0), {x, twenty});
  EXPECT_EQ(a, b.apply(Opcode::multiply, type::money(0), {b.column(investment), b.number("0.20")}));
  EXPECT_NE(a, b.apply(Opcode::multiply, type::money(0), {twenty, x}));
  EXPECT_EQ(b.plan().numbers.size(), 1u);
  EXPECT_EQ(b.plan().entities[project].fields.size(), 1u);
}

TEST(Builder, KeepsNumbersOfDifferentTypesApart) {
  Builder b;
  EXPECT_NE(b.number("5"), b.number("5", type::money(0)));
  EXPECT_EQ(b.plan().numbers.size(), 1u);
}

TEST(Builder, DerivesForms) {
  Builder b;
  const EntityId project = b.add_entity("project");
  Field field;
  field.name = "x";
  field.type = kNumber;
  field.decimals = 2;
  const ColumnId x = b.add_field(project, field);
  const ColumnId fifth =
      b.add_map(project, "fifth", b.apply(Opcode::divide, kNumber, {b.column(x), b.number("5")}));
  EXPECT_EQ(b.plan().columns[fifth].form, (NumberForm{false, 3}));
  const ColumnId third =
      b.add_map(project, "third", b.apply(Opcode::divide, kNumber, {b.column(x), b.number("3")}));
  EXPECT_EQ(b.plan().columns[third].form, (NumberForm{true, 0}));
  const ColumnId rounded =
      b.add_map(project, "rounded",
                b.round(b.column(third), {number::RoundingMode::half_up, number::Decimal{1, 1}}));
  EXPECT_EQ(b.plan().columns[rounded].form, (NumberForm{false, 1}));
  const ColumnId total = b.add_node(kWhole, "total", kNumber,
                                    Fold{.op = FoldOp::sum, .rows = project, .value = fifth});
  EXPECT_EQ(b.plan().columns[total].form, (NumberForm{false, 3}));
  const ColumnId many =
      b.add_node(kWhole, "many", kNumber, Fold{.op = FoldOp::count, .rows = project});
  EXPECT_EQ(b.plan().columns[many].form, (NumberForm{false, 0}));
}

TEST(NumberForm, OfScales) {
  Builder b;
  const EntityId project = b.add_entity("project");
  Field field;
  field.name = "x";
  field.type = kNumber;
  field.decimals = 2;
  const ExpressionId x = b.column(b.add_field(project, field));
  const auto rational = [](int n, int d) { return number::Rational(n, d); };
  const auto scale = [&](ScaleKind kind, int d) {
    Scale s{"s", kind, {}};
    s.bands.push_back({.upper = rational(1, 1000), .value = rational(1, d), .span = {}});
    s.bands.push_back({.lower = rational(1, 1000), .value = rational(1, 2), .span = {}});
    return b.plan().expressions[b.apply(Opcode::scale, kNumber, {x}, b.add_scale(s))].form;
  };
  EXPECT_EQ(scale(ScaleKind::step, 10), (NumberForm{false, 1}));
  EXPECT_EQ(scale(ScaleKind::slab, 10), (NumberForm{false, 3}));
  EXPECT_EQ(scale(ScaleKind::marginal, 10), (NumberForm{false, 4}));  // edges have 3 places
  EXPECT_EQ(scale(ScaleKind::slab, 3), (NumberForm{true, 0}));
}

TEST(NumberForm, OfGrids) {
  EXPECT_EQ(grid_scale({number::RoundingMode::half_up, {1, 2}}), 2);
  EXPECT_EQ(grid_scale({number::RoundingMode::half_up, {10, 2}}), 1);
  EXPECT_EQ(grid_scale({number::RoundingMode::half_up, {1, -4}}), 0);
}

}  // namespace
}  // namespace remit::plan
