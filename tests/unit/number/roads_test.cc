// The 64-bit, the 128-bit and the unlimited road give the same answer around every boundary.
//
// The unlimited road is reached by scaling: a operation b equals (a * K operation b * K) with K
// divided out again, and K is beyond 128 bits.
#include <gtest/gtest.h>

#include <array>
#include <random>
#include <vector>

#include "number/checked.h"
#include "number/integer.h"
#include "number/rounding.h"

namespace remit::number {
namespace {

constexpr std::array kRoundingModes = {
    RoundingMode::half_up, RoundingMode::half_even, RoundingMode::half_down, RoundingMode::up,
    RoundingMode::down,    RoundingMode::ceiling,   RoundingMode::floor};

Integer scale() { return Integer::pow10(45) + 9; }  // odd, and beyond 128 bits

// Every power of two that bounds a type or half of one, both signs, with its neighbours.
std::vector<Int128> boundary_values() {
  std::vector<Int128> values;
  for (const int bits : {0, 1, 2, 31, 32, 53, 62, 63, 64, 65, 95, 125, 126}) {
    for (int step = -2; step <= 2; ++step) {
      values.push_back((Int128{1} << bits) + step);
      values.push_back(-(Int128{1} << bits) + step);
    }
  }
  for (int step = 0; step <= 2; ++step) {
    values.push_back(kInt128Max - step);
    values.push_back(kInt128Min + step);
  }
  return values;
}

TEST(RoadsTest, SumsDifferencesAndProductsAgree) {
  const Integer k = scale();
  for (const Int128 a : boundary_values()) {
    for (const Int128 b : boundary_values()) {
      const Integer x = a;
      const Integer y = b;
      ASSERT_EQ((x + y) * k, x * k + y * k) << to_string(a) << " " << to_string(b);
      ASSERT_EQ((x - y) * k, x * k - y * k) << to_string(a) << " " << to_string(b);
      ASSERT_EQ(x * y * k * k, (x * k) * (y * k)) << to_string(a) << " " << to_string(b);
    }
  }
}

TEST(RoadsTest, CheckedArithmeticRefusesExactlyWhatDoesNotFit) {
  for (const Int128 a : boundary_values()) {
    for (const Int128 b : boundary_values()) {
      Int128 result = 0;
      const Integer product = Integer(a) * Integer(b);
      ASSERT_EQ(checked_multiply(a, b, &result), product.fits_int128());
      if (product.fits_int128()) {
        ASSERT_EQ(Integer(result), product);
      }
      if (!fits_int64(a) || !fits_int64(b)) continue;
      std::int64_t narrow = 0;
      const bool fits =
          checked_multiply(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b), &narrow);
      ASSERT_EQ(fits, product.fits_int64());
      if (fits) {
        ASSERT_EQ(Integer(narrow), product);
      }
    }
  }
}

TEST(RoadsTest, QuotientsAndDivisorsAgree) {
  const Integer k = scale();
  for (const Int128 a : boundary_values()) {
    for (const Int128 b : boundary_values()) {
      ASSERT_EQ(gcd(Integer(a), Integer(b)) * k, gcd(a * k, b * k));
      if (b == 0) continue;
      const IntegerQuotient near = divmod(Integer(a), Integer(b));
      const IntegerQuotient wide = divmod(a * k, b * k);
      ASSERT_EQ(near.quotient, wide.quotient) << to_string(a) << " " << to_string(b);
      ASSERT_EQ(near.remainder * k, wide.remainder) << to_string(a) << " " << to_string(b);
      ASSERT_EQ(Integer(a) <=> Integer(b), a * k <=> b * k);
    }
  }
}

// n / d on every road that holds both; the answer of the unlimited one.
Integer round_on_all_roads(Int128 n, Int128 d, RoundingMode mode) {
  const Integer k = scale();
  Integer wide = divide_round(n * k, d * k, mode);
  EXPECT_EQ(divide_round(Integer(n), Integer(d), mode), wide);
  if (n == kInt128Min && d == -1) return wide;
  EXPECT_EQ(Integer(divide_round(n, d, mode)), wide);
  if (!fits_int64(n) || !fits_int64(d)) return wide;
  const auto n64 = static_cast<std::int64_t>(n);
  const auto d64 = static_cast<std::int64_t>(d);
  if (n64 == std::numeric_limits<std::int64_t>::min() && d64 == -1) return wide;
  EXPECT_EQ(Integer(divide_round(n64, d64, mode)), wide);
  return wide;
}

TEST(RoadsTest, RoundedQuotientsAgree) {
  for (const Int128 a : boundary_values()) {
    for (const Int128 b : boundary_values()) {
      if (b == 0) continue;
      for (const RoundingMode mode : kRoundingModes) {
        round_on_all_roads(a, b, mode);
        ASSERT_FALSE(HasFailure())
            << to_string(a) << " / " << to_string(b) << " " << to_string(mode);
      }
    }
  }
}

// What the mode must do to q + 1/2 and to its neighbours, said without dividing.
TEST(RoadsTest, TiesGoWhereTheModeSays) {
  std::mt19937_64 random(20100101);
  for (int i = 0; i < 2000; ++i) {
    const int shift = static_cast<int>(random() % 60);
    const Int128 half = static_cast<Int128>(random() >> shift) + 1;
    const Int128 quotient = static_cast<Int128>(random() >> (random() % 63)) >> 2;
    for (const int sign : {1, -1}) {
      const Int128 d = 2 * half;
      if (quotient > (kInt128Max - half) / d) continue;
      const Int128 tie = sign * (quotient * d + half);
      const Integer toward = sign * quotient;
      const Integer away = sign * (quotient + 1);
      const bool odd = quotient % 2 != 0;
      EXPECT_EQ(round_on_all_roads(tie, d, RoundingMode::half_up), away);
      EXPECT_EQ(round_on_all_roads(tie, d, RoundingMode::half_down), toward);
      EXPECT_EQ(round_on_all_roads(tie, d, RoundingMode::half_even), odd ? away : toward);
      EXPECT_EQ(round_on_all_roads(tie, d, RoundingMode::up), away);
      EXPECT_EQ(round_on_all_roads(tie, d, RoundingMode::down), toward);
      EXPECT_EQ(round_on_all_roads(tie, d, RoundingMode::ceiling), sign > 0 ? away : toward);
      EXPECT_EQ(round_on_all_roads(tie, d, RoundingMode::floor), sign > 0 ? toward : away);
      for (const RoundingMode mode :
           {RoundingMode::half_up, RoundingMode::half_even, RoundingMode::half_down}) {
        EXPECT_EQ(round_on_all_roads(tie - sign, d, mode), toward);
        EXPECT_EQ(round_on_all_roads(tie + sign, d, mode), away);
      }
    }
  }
}

}  // namespace
}  // namespace remit::number
