#include "number/rational.h"

#include <gtest/gtest.h>

namespace remit::number {
namespace {

Rational ratio(Integer n, Integer d) { return Rational(std::move(n), std::move(d)); }

TEST(RationalTest, IsAlwaysInLowestTermsWithAPositiveDenominator) {
  EXPECT_EQ(ratio(6, -4).to_string(), "-3/2");
  EXPECT_EQ(ratio(-6, -4).to_string(), "3/2");
  EXPECT_EQ(ratio(0, -7).to_string(), "0");
  EXPECT_EQ(ratio(0, -7), Rational());
  EXPECT_EQ(ratio(kInt128Min, kInt128Min), Rational(1));
  EXPECT_EQ(ratio(10, 5).to_string(), "2");
}

TEST(RationalTest, ThreeThirdsAreOne) {
  const Rational third = ratio(1, 3);
  EXPECT_EQ(third + third + third, Rational(1));
  EXPECT_EQ(third * 3, Rational(1));
  EXPECT_EQ(Rational(1) / 3, third);
  EXPECT_EQ(third - third, Rational());
  EXPECT_EQ(Rational(-2) / third, Rational(-6));
  EXPECT_EQ((third / ratio(-2, 5)).to_string(), "-5/6");
  EXPECT_EQ((ratio(-1, 3) / ratio(-2, 5)).to_string(), "5/6");
}

TEST(RationalTest, TenthsAreExact) {
  const Rational tenth = Rational::from_decimal(1, 1);
  EXPECT_EQ(tenth + Rational::from_decimal(2, 1), Rational::from_decimal(3, 1));
  EXPECT_EQ(Rational::from_decimal(5, -3), Rational(5000));
}

TEST(RationalTest, ComparesWhereAQuotientOf64BitsWouldNotTellThemApart) {
  const Integer n = Integer::pow10(30);
  EXPECT_LT(ratio(n, n + 1), ratio(n + 1, n + 2));
  EXPECT_GT(ratio(-n, n + 1), ratio(-n - 1, n + 2));
  EXPECT_GT(ratio(1, 3), Rational::from_decimal(333333333333333333, 18));
}

TEST(RationalTest, FloorCeilAndTruncDifferBelowZero) {
  const auto check = [](const Rational& x, const Integer& floor, const Integer& ceil,
                        const Integer& trunc) {
    EXPECT_EQ(x.floor(), floor) << x.to_string();
    EXPECT_EQ(x.ceil(), ceil) << x.to_string();
    EXPECT_EQ(x.trunc(), trunc) << x.to_string();
  };
  check(ratio(7, 2), 3, 4, 3);
  check(ratio(-7, 2), -4, -3, -3);
  check(ratio(1, 3), 0, 1, 0);
  check(ratio(-1, 3), -1, 0, 0);
  check(-5, -5, -5, -5);
}

TEST(RationalTest, KnowsHowManyDigitsWriteItExactly) {
  EXPECT_EQ(Rational(100).decimal_scale(), 0);
  EXPECT_EQ(ratio(1, 8).decimal_scale(), 3);
  EXPECT_EQ(ratio(1, 20).decimal_scale(), 2);
  EXPECT_EQ(ratio(7, 25).decimal_scale(), 2);
  EXPECT_EQ(ratio(1, 3).decimal_scale(), std::nullopt);
  EXPECT_EQ(ratio(1, 6).decimal_scale(), std::nullopt);
}

TEST(RationalTest, WritesADecimalWhenThereIsOne) {
  EXPECT_EQ(ratio(1, 8).to_text(), "0.125");
  EXPECT_EQ(ratio(-1, 8).to_text(), "-0.125");
  EXPECT_EQ(ratio(-1, 3).to_text(), "-1/3");
  EXPECT_EQ(Rational(1200).to_text(), "1200");
}

}  // namespace
}  // namespace remit::number
