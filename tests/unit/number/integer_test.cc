#include "number/integer.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "number/digit_limit.h"
#include "number/rational.h"

namespace remit::number {
namespace {

Integer big(std::string_view text) { return Integer::parse(text).value(); }

TEST(IntegerTest, ReadsAndWritesDigits) {
  for (const char* text :
       {"0", "7", "-7", "9223372036854775808", "-9223372036854775809",
        "170141183460469231731687303715884105727", "-170141183460469231731687303715884105728",
        "170141183460469231731687303715884105728",
        "100000000000000000000000000000000000000000000000000000000001"}) {
    EXPECT_EQ(big(text).to_string(), text);
  }
  EXPECT_EQ(big("+0012").to_string(), "12");
  EXPECT_EQ(big("-0").to_string(), "0");
}

TEST(IntegerTest, RefusesWhatIsNoInteger) {
  for (const char* text : {"", "-", "+", "--1", "+-1", "1 ", " 1", "1.0", "1e3", "0x1", "1,000",
                           "１", "1\n", "12a345678901234567890"}) {
    EXPECT_FALSE(Integer::parse(text).has_value()) << '"' << text << '"';
  }
  EXPECT_FALSE(Integer::parse(std::string_view("1\0", 2)).has_value());
}

TEST(IntegerTest, StaysInlineUpToTheLast128BitNumber) {
  const Integer largest = kInt128Max;
  const Integer smallest = kInt128Min;
  EXPECT_FALSE((largest + 1).fits_int128());
  EXPECT_FALSE((smallest - 1).fits_int128());
  EXPECT_FALSE((-smallest).fits_int128());
  EXPECT_EQ(-smallest, largest + 1);
  EXPECT_FALSE((smallest / -1).fits_int128());
  EXPECT_TRUE((smallest % -1).is_zero());
  // On the way back the value is inline again, so comparisons need no second look.
  EXPECT_TRUE((largest + 1 - 1).fits_int128());
  EXPECT_EQ(largest + 1 - 1, largest);
  EXPECT_TRUE((-(largest + 1)).fits_int128());
  EXPECT_EQ(-(largest + 1), smallest);
}

TEST(IntegerTest, TellsWhatFits64Bits) {
  const Integer largest = std::numeric_limits<std::int64_t>::max();
  EXPECT_TRUE(largest.fits_int64());
  EXPECT_FALSE((largest + 1).fits_int64());
  EXPECT_TRUE((-largest - 1).fits_int64());
  EXPECT_FALSE((-largest - 2).fits_int64());
  EXPECT_EQ((-largest - 1).to_int64(), std::numeric_limits<std::int64_t>::min());
}

TEST(IntegerTest, TakesUnsignedNumbersAtTheirValue) {
  EXPECT_EQ(Integer(std::numeric_limits<std::uint64_t>::max()), big("18446744073709551615"));
  EXPECT_EQ(Integer::from_unsigned(~UInt128{0}), big("340282366920938463463374607431768211455"));
}

TEST(IntegerTest, DividesTowardsZero) {
  const auto check = [](const Integer& n, const Integer& d, const Integer& q, const Integer& r) {
    const IntegerQuotient parts = divmod(n, d);
    EXPECT_EQ(parts.quotient, q);
    EXPECT_EQ(parts.remainder, r);
    EXPECT_EQ(n / d, q);
    EXPECT_EQ(n % d, r);
  };
  check(7, 2, 3, 1);
  check(-7, 2, -3, -1);
  check(7, -2, -3, 1);
  check(-7, -2, 3, -1);
  check(-Integer::pow10(50) - 7, Integer::pow10(50), -1, -7);
  check(std::numeric_limits<std::int64_t>::min(), -1, big("9223372036854775808"), 0);
}

TEST(IntegerTest, FindsTheGreatestCommonDivisor) {
  EXPECT_EQ(gcd(Integer(0), Integer(0)), Integer(0));
  EXPECT_EQ(gcd(Integer(-12), Integer(18)), Integer(6));
  EXPECT_EQ(gcd(Integer(0), Integer(kInt128Min)), -Integer(kInt128Min));
  EXPECT_EQ(gcd(Integer::pow10(60), Integer::pow10(40) * 3), Integer::pow10(40));
}

TEST(IntegerTest, OrdersAcrossTheRoads) {
  const Integer ascending[] = {
      -Integer::pow10(60), -Integer::pow10(59),     kInt128Min,        -1, 0, 1,
      kInt128Max,          Integer(kInt128Max) + 1, Integer::pow10(60)};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(ascending[i] <=> ascending[j], i <=> j) << i << " " << j;
      EXPECT_EQ(ascending[i] == ascending[j], i == j) << i << " " << j;
    }
  }
}

TEST(IntegerTest, CopiesMovesAndAssignsItself) {
  Integer wide = Integer::pow10(60);
  Integer copy = wide;
  EXPECT_EQ(copy, wide);
  copy += 1;
  EXPECT_NE(copy, wide);
  const Integer moved = std::move(copy);
  EXPECT_EQ(moved, wide + 1);
  Integer& alias = wide;
  wide = alias;
  EXPECT_EQ(wide, Integer::pow10(60));
  wide = 5;
  EXPECT_EQ(wide, Integer(5));
  wide *= wide;
  EXPECT_EQ(wide, Integer(25));
}

TEST(IntegerTest, HashesEqualValuesEqually) {
  EXPECT_EQ(Integer(5).hash(), (Integer(kInt128Max) + 5 - kInt128Max).hash());
  EXPECT_EQ(Integer::pow10(60).hash(), (Integer::pow10(30) * Integer::pow10(30)).hash());
  EXPECT_NE(Integer(5).hash(), Integer(6).hash());
  EXPECT_NE(Integer(Int128{1} << 64).hash(), Integer(1).hash());
}

TEST(IntegerTest, IsTooLongFromTheFirstNumberWithOneDigitMore) {
  const Integer limit = Integer::pow10(kMaxRatioDigits);
  for (const Integer& short_enough : {Integer(0), Integer(kInt128Min), limit - 1, 1 - limit})
    EXPECT_FALSE(is_too_long(short_enough));
  for (const Integer& too_long : {limit, -limit, limit * 10, -limit - 1})
    EXPECT_TRUE(is_too_long(too_long));
  EXPECT_TRUE(is_too_long(Rational(limit + 1, 2)));
  EXPECT_TRUE(is_too_long(Rational(1, limit)));
  EXPECT_FALSE(is_too_long(Rational(limit - 1, limit - 2)));
}

TEST(IntegerTest, KnowsOddFromEven) {
  EXPECT_TRUE(Integer(-3).is_odd());
  EXPECT_FALSE(Integer(kInt128Min).is_odd());
  EXPECT_TRUE((Integer::pow10(60) + 1).is_odd());
  EXPECT_TRUE((-Integer::pow10(60) - 1).is_odd());
  EXPECT_FALSE(Integer::pow10(60).is_odd());
}

}  // namespace
}  // namespace remit::number
