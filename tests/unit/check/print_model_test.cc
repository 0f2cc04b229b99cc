#include "check/print_model.h"

#include <gtest/gtest.h>

#include "../support/model_builder.h"
#include "check/model_json.h"
#include "support/json_reader.h"

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

// Each part is used twice: in full the line would have 2^60 numbers.
TEST(PrintModel, SharedPartsOfALongLineStandOnce) {
  ModelBuilder b;
  const ColumnId a = b.field(b.entity("unit"), "a", type::kNumber, 0);
  ExprId part = b.column(a);
  for (int i = 0; i < 60; ++i) part = b.apply(Opcode::add, type::kNumber, {part, part});
  const EntityId unit = 1;
  b.define(unit, "few", b.apply(Opcode::add, type::kNumber, {b.column(a), b.column(a)}));
  b.define(unit, "many", part);
  const std::string text = print_model(b.model);
  EXPECT_NE(text.find("= add(unit.a, unit.a)\n"), std::string::npos);
  EXPECT_NE(text.find(", ...)"), std::string::npos);
  EXPECT_LT(text.size(), 70'000u);
  EXPECT_GT(text.size(), 65'536u);
}

TEST(ModelJson, NumbersAreExactTexts) {
  const test::JsonReader json(model_json(small_policy()));
  EXPECT_EQ(json.text("/rounding/increment"), "0.01");
  ASSERT_EQ(json.size("/columns"), 4u);
  const std::string amount = "/columns/2";
  EXPECT_EQ(json.text(amount + "/name"), "bonus.amount");
  EXPECT_EQ(json.at(amount + "/field"), "null");
  const std::string round = "/expressions/" + json.at(amount + "/value");
  EXPECT_EQ(json.text(round + "/op"), "round");
  EXPECT_EQ(json.text(round + "/rounding/mode"), "half_up");
  const std::string product = "/expressions/" + json.at(round + "/args/0");
  const std::string third = "/expressions/" + json.at(product + "/args/1");
  EXPECT_EQ(json.text(third + "/number"), "1/3");
  const std::string total = "/expressions/" + json.at("/columns/3/value");
  EXPECT_EQ(json.text(total + "/kind"), "fold");
  EXPECT_EQ(json.text(total + "/fold/op"), "sum");
  EXPECT_GE(std::stoi(json.at(total + "/fold/via")), 0);
}

TEST(ModelJson, SchemaNamesEveryMember) {
  const test::JsonReader json(model_json(Model{}));
  for (const char* member :
       {"/version", "/entities", "/columns", "/expressions", "/splits", "/scales", "/matrices",
        "/dated", "/calendars", "/payments", "/targets"}) {
    EXPECT_TRUE(json.has(member)) << member;
  }
}

}  // namespace
}  // namespace remit::check
