// Simplification keeps values and faults.
#include "lowering/simplify.h"

#include <gtest/gtest.h>

#include <string>

#include "lowering_fixture.h"
#include "plan/verify.h"

namespace remit::lowering {
namespace {

using number::Rational;

struct Simplified : Policy {
  /// The formula that remains of `value`.
  std::string of(ExprId value) {
    define(project, "result", value);
    const auto plan = lower(model);
    EXPECT_EQ(verify(*plan).message(), "");
    std::string result = formula(*plan, "result");
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
  // What is denied is denied part by part.
  const auto not_any = [&](ExprId a, ExprId b) {
    const ExprId any = f.apply(Opcode::disjunction, type::kBoolean, {a, b});
    return f.apply(Opcode::negation, type::kBoolean, {any});
  };
  EXPECT_EQ(f.of(not_any(f.column(f.open), less())),
            call(Opcode::conjunction, call(Opcode::negation, "open") + " " +
                                          call(Opcode::greater_equal, "revenue paid")));
  EXPECT_EQ(f.of(f.apply(Opcode::negation, type::kBoolean, {f.boolean(true)})), "false");
  EXPECT_EQ(f.of(f.apply(Opcode::negation, type::kBoolean, {f.boolean(false)})), "true");
}

/// A choice may be blank if either of its branches may.
TEST(Simplify, ANeutralOperandOfAChoiceThatMayBeBlank) {
  Simplified f;
  const auto times_one = [&](ExprId yes, ExprId no) {
    const ExprId chosen = f.apply(Opcode::choose, kMoney, {f.column(f.open), yes, no});
    return f.apply(Opcode::multiply, kMoney, {chosen, f.number(1)});
  };
  const ExprId two = f.number(2, kMoney);
  EXPECT_EQ(f.of(times_one(two, f.x())),
            call(Opcode::multiply, call(Opcode::choose, "open 2 revenue") + " 1"));
  EXPECT_EQ(f.of(times_one(f.x(), two)),
            call(Opcode::multiply, call(Opcode::choose, "open revenue 2") + " 1"));
  EXPECT_EQ(f.of(times_one(two, f.number(3, kMoney))), call(Opcode::choose, "open 2 3"));
}

/// An explanation tells of both limits, and what the figure would be without each.
TEST(Simplify, BoundsOfBoundsStay) {
  Simplified f;
  const auto at_most = [&](ExprId value, int limit) {
    return f.apply(Opcode::minimum, kMoney, {value, f.number(limit, kMoney)});
  };
  EXPECT_EQ(f.of(at_most(at_most(f.x(), 50), 80)),
            call(Opcode::minimum, call(Opcode::minimum, "revenue 50") + " 80"));
}

/// An explanation shows the sides that the policy compares; the columnar evaluator multiplies out.
TEST(Simplify, AComparisonWithAQuotientStays) {
  Simplified f;
  const auto at_least = [&](int divisor) {
    const ExprId quotient = f.apply(Opcode::divide, kMoney, {f.x(), f.number(divisor)});
    return f.apply(Opcode::greater_equal, type::kBoolean, {quotient, f.number(2, kMoney)});
  };
  EXPECT_EQ(f.of(at_least(3)),
            call(Opcode::greater_equal, call(Opcode::divide, "revenue 3") + " 2"));
}

TEST(Simplify, ChoiceByANegation) {
  Simplified f;
  const ExprId shut = f.apply(Opcode::negation, type::kBoolean, {f.column(f.open)});
  EXPECT_EQ(f.of(f.apply(Opcode::choose, kMoney, {shut, f.x(), f.column(f.paid)})),
            call(Opcode::choose, "open paid revenue"));
}

}  // namespace
}  // namespace remit::lowering
