// The signs that stand for long parts of a formula.
#include "report/repeated_parts.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "fixture.h"

namespace remit::report {
namespace {

struct Repeated : testing::Test {
  Case c;
  plan::Builder& b = c.builder;
  ExpressionId x = b.column(c.field(b.add_entity("e"), "x", kNumber, "1"));

  ExpressionId add(ExpressionId left, ExpressionId right) {
    return b.apply(Opcode::add, kNumber, {left, right});
  }
  /// x + number + 1 + 1 ...: so many operations.
  ExpressionId part(int number, int operations) {
    ExpressionId all = add(x, b.number(number::Rational(number)));
    for (int i = 1; i < operations; ++i) all = add(all, b.number("1"));
    return all;
  }
  ExpressionId twice(ExpressionId part) { return b.apply(Opcode::multiply, kNumber, {part, part}); }
};

TEST_F(Repeated, LongPartsHaveSignsInTheOrderOfBeingMet) {
  const ExpressionId first = part(20, 4), second = part(30, 4), is_short = part(40, 3);
  const ExpressionId once = part(50, 4);
  const ExpressionId root =
      add(add(twice(first), twice(second)), add(twice(is_short), add(once, x)));
  RepeatedParts parts(b.plan(), root);
  EXPECT_EQ(parts.sign_of(first), "①");
  EXPECT_EQ(parts.sign_of(second), "②");
  EXPECT_EQ(parts.sign_of(first), "①");
  EXPECT_EQ(parts.sign_of(is_short), "");
  EXPECT_EQ(parts.sign_of(once), "");
  EXPECT_EQ(parts.sign_of(root), "");
}

TEST_F(Repeated, WhatIsSpelledOutHasASignOnlyInTheOthers) {
  const ExpressionId first = part(20, 4), second = part(30, 4);
  RepeatedParts parts(b.plan(), add(twice(first), twice(second)));
  parts.sign_of(first);
  parts.sign_of(second);
  EXPECT_EQ(parts.spell_out(), first);
  EXPECT_EQ(parts.sign(), "①");
  EXPECT_EQ(parts.sign_of(first), "");
  EXPECT_EQ(parts.sign_of(second), "②");
  EXPECT_EQ(parts.spell_out(), second);
  EXPECT_EQ(parts.sign(), "②");
  EXPECT_EQ(parts.sign_of(first), "①");
  EXPECT_EQ(parts.spell_out(), std::nullopt);
}

TEST_F(Repeated, ThereAreNineSigns) {
  std::vector<ExpressionId> all;
  ExpressionId root = x;
  for (int i = 0; i < 10; ++i) {
    all.push_back(part(10 + i, 4));
    root = add(root, twice(all.back()));
  }
  RepeatedParts parts(b.plan(), root);
  for (int i = 0; i < 8; ++i) parts.sign_of(all[static_cast<std::size_t>(i)]);
  EXPECT_EQ(parts.sign_of(all[8]), "⑨");
  EXPECT_EQ(parts.sign_of(all[9]), "");
}

}  // namespace
}  // namespace remit::report
