// Expressions as they are made: what is computed of constants.
#include "check/expr_builder.h"

#include <gtest/gtest.h>

#include "check/model.h"

namespace remit::check {
namespace {

using number::Rational;

/// Of so many digits the power of ten itself is the last number that may be computed, above the
/// line and below.
TEST(ExprBuilder, ConstantsHaveNoMoreDigitsThanTheLimit) {
  Model model;
  model.entities.emplace_back();  // the whole
  ExprBuilder build(model, 3);
  const auto divided = [&](int left, int right) {
    return build.divide(build.number(left), build.number(right), type::kNumber);
  };
  const auto is_computed = [&](const Rational& value, ExprId id) {
    const Rational* found = build.constant(id);
    return found != nullptr && *found == value;
  };
  EXPECT_TRUE(is_computed(Rational(1, 999), divided(1, 999)));
  EXPECT_TRUE(is_computed(Rational(1, 1000), divided(1, 1000)));
  EXPECT_TRUE(is_computed(Rational(1000), divided(1000, 1)));
  EXPECT_TRUE(is_computed(Rational(-1000), divided(-1000, 1)));
  EXPECT_TRUE(build.too_long().empty());
  EXPECT_EQ(build.type_of(divided(1, 1001)), type::kUnknown);
  EXPECT_EQ(build.type_of(divided(1001, 1)), type::kUnknown);
  EXPECT_EQ(build.type_of(divided(-1001, 1)), type::kUnknown);
  EXPECT_EQ(build.too_long().size(), 3u);
}

}  // namespace
}  // namespace remit::check
