#include "check/print_model.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "../support/model_builder.h"
#include "check/model_json.h"

namespace remit::check {
namespace {

using number::Rational;
using testing::ModelBuilder;
using type::Opcode;

Model small_policy() {
  ModelBuilder b;
  b.model.name = "bonus";
  b.model.currencies = {{"CNY", 2}};
  b.model.currency = 0;
  b.model.rounding = number::Rounding{number::RoundingMode::half_up, {1, 2}};
  b.model.roundings = {*b.model.rounding};
  const type::Type money = type::money(0);
  const EntityId unit = b.entity("unit");
  const EntityId project = b.entity("project");
  const ColumnId by = b.field(project, "by", type::reference(unit));
  const ColumnId revenue = b.field(project, "revenue", money, 2);
  const ExprId part =
      b.apply(Opcode::multiply, money, {b.column(revenue), b.number(Rational(1, 3))});
  b.define(project, "bonus.amount", b.apply(Opcode::round, money, {part}, 0));
  Fold fold;
  fold.rows = project;
  fold.via = b.column(by);
  fold.value = b.column(revenue);
  fold.where = b.apply(Opcode::greater, type::kBoolean,
                       {b.column(revenue), b.number(Rational(1, 2), money)});
  b.define(unit, "total", b.fold(unit, money, fold));
  return b.model;
}

TEST(PrintModel, FieldsAndFormulas) {
  EXPECT_EQ(print_model(small_policy()), R"(policy bonus
  currency CNY
  rounding half_up to 0.01

entity unit

entity project
  by : reference unit
  revenue : money CNY scale 2

project.bonus.amount : money CNY scale 0  # define bonus.amount value output
  = round[half_up to 0.01](multiply(project.revenue, 1/3))

unit.total : money CNY scale 0  # define total value output
  = sum over project(project.revenue via project.by where greater(project.revenue, 0.5))
)");
}

TEST(PrintModel, ALongChainNeedsNoStack) {
  ModelBuilder b;
  ExprId sum = b.number(1);
  for (int i = 0; i < 100000; ++i) sum = b.apply(Opcode::add, type::kNumber, {sum, b.number(1)});
  b.define(kWhole, "sum", sum);
  EXPECT_GT(print_model(b.model).size(), 800000u);
}

TEST(ModelJson, NumbersAreExactTexts) {
  const auto json = nlohmann::json::parse(model_json(small_policy()));
  EXPECT_EQ(json["rounding"]["increment"], "0.01");
  const auto& columns = json["columns"];
  ASSERT_EQ(columns.size(), 4u);
  const auto& amount = columns[2];
  EXPECT_EQ(amount["name"], "bonus.amount");
  EXPECT_TRUE(amount["field"].is_null());
  const auto& round = json["expressions"][amount["value"].get<std::size_t>()];
  EXPECT_EQ(round["op"], "round");
  EXPECT_EQ(round["rounding"]["mode"], "half_up");
  const auto& product = json["expressions"][round["args"][0].get<std::size_t>()];
  const auto& third = json["expressions"][product["args"][1].get<std::size_t>()];
  EXPECT_EQ(third["number"], "1/3");
  const auto& total = json["expressions"][columns[3]["value"].get<std::size_t>()];
  EXPECT_EQ(total["kind"], "fold");
  EXPECT_EQ(total["fold"]["op"], "sum");
  EXPECT_TRUE(total["fold"]["via"].is_number());
}

TEST(ModelJson, SchemaNamesEveryMember) {
  const auto json = nlohmann::json::parse(model_json(Model{}));
  for (const char* member : {"version", "entities", "columns", "expressions", "splits", "scales",
                             "matrices", "dated", "calendars", "payments", "targets"}) {
    EXPECT_TRUE(json.contains(member)) << member;
  }
}

}  // namespace
}  // namespace remit::check
