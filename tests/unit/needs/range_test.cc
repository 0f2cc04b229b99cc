#include "needs/range.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace remit::needs {
namespace {

std::vector<Range> some_ranges() {
  std::vector<Range> ranges;
  const std::vector<std::optional<Rational>> ends = {std::nullopt, Rational(-3), Rational(-1),
                                                     Rational(0),  Rational(1),  Rational(2)};
  for (const auto& low : ends) {
    for (const auto& high : ends)
      if (!low || !high || *low <= *high) ranges.push_back({low, high});
  }
  return ranges;
}

/// Whole and half numbers of a range; far out where it has no end.
std::vector<Rational> members(const Range& range) {
  std::vector<Rational> found;
  for (int halves = -40; halves <= 40; ++halves) {
    const Rational value = Rational(halves) / Rational(2);
    if (range.contains(value)) found.push_back(value);
  }
  return found;
}

// Whatever lies in the operands, the result lies in the range.
TEST(Range, HoldsEveryResult) {
  for (const Range& a : some_ranges()) {
    for (const Range& b : some_ranges()) {
      for (const Rational& x : members(a)) {
        EXPECT_TRUE((-a).contains(-x));
        EXPECT_TRUE(absolute(a).contains(x.abs()));
        EXPECT_TRUE(hull(a, b).contains(x));
        for (const Rational& y : members(b)) {
          EXPECT_TRUE((a + b).contains(x + y));
          EXPECT_TRUE((a * b).contains(x * y));
          EXPECT_TRUE(smaller(a, b).contains(std::min(x, y)));
          EXPECT_TRUE(larger(a, b).contains(std::max(x, y)));
          if (!y.is_zero()) {
            EXPECT_TRUE((a / b).contains(x / y));
          }
          if (b.contains(x)) {
            EXPECT_TRUE(meet(a, b) && meet(a, b)->contains(x));
          }
        }
      }
    }
  }
}

// Ends that are there are reached: nothing is told wider than it is.
TEST(Range, IsNoWiderThanItMustBe) {
  const Range a{Rational(-1), Rational(2)}, b{Rational(3), Rational(4)};
  EXPECT_EQ((a + b).low, Rational(2));
  EXPECT_EQ((a * b).low, Rational(-4));
  EXPECT_EQ((a * b).high, Rational(8));
  EXPECT_EQ((a / b).high, Rational(2) / Rational(3));
  EXPECT_EQ(absolute(a).low, Rational(0));
  EXPECT_EQ(smaller(a, b).high, Rational(2));
  EXPECT_EQ(larger(a, b).low, Rational(3));
  EXPECT_FALSE(meet(a, b).has_value());
  const Range nothing{Rational(0), Rational(0)};
  EXPECT_TRUE((nothing * Range{}).is_one());
}

}  // namespace
}  // namespace remit::needs
