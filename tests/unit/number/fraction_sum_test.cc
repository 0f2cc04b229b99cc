#include "number/fraction_sum.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace remit::number {
namespace {

std::vector<int> primes(std::size_t count) {
  std::vector<int> found;
  for (int n = 2; found.size() < count; ++n) {
    if (std::ranges::none_of(found, [n](int prime) { return n % prime == 0; })) found.push_back(n);
  }
  return found;
}

TEST(FractionSum, IsTheSumOfRationals) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200; ++i) {
    FractionSum sum;
    Rational expected;
    for (int n = 0; n < 30; ++n) {
      const Rational value(static_cast<std::int64_t>(random() % 2001) - 1000,
                           static_cast<std::int64_t>(random() % 500) + 1);
      sum += value;
      expected += value;
    }
    ASSERT_FALSE(sum.is_beyond());
    EXPECT_EQ(sum.value(), expected);
  }
}

TEST(FractionSum, IsBeyondWhateverTheOrder) {
  std::vector<Rational> values;
  for (const int prime : primes(1500)) values.emplace_back(1, prime);
  FractionSum up, down, first_half, second_half;
  for (const Rational& value : values) up += value;
  for (std::size_t i = values.size(); i-- > 0;) down += values[i];
  for (std::size_t i = 0; i < values.size(); ++i)
    (i < values.size() / 2 ? first_half : second_half) += values[i];
  EXPECT_TRUE(up.is_beyond());
  EXPECT_TRUE(down.is_beyond());
  EXPECT_FALSE(first_half.is_beyond());
  EXPECT_TRUE((first_half + second_half).is_beyond());
  EXPECT_TRUE((second_half + first_half).is_beyond());
  up += Rational(1, 3);
  EXPECT_TRUE(up.is_beyond());
  // A part that is beyond makes the whole so, from either side and of both.
  EXPECT_TRUE((first_half + down).is_beyond());
  EXPECT_TRUE((down + first_half).is_beyond());
  EXPECT_TRUE((up + down).is_beyond());
}

// 1/3 + 2/3 is whole, and yet its thirds count: else it would matter what was added first.
TEST(FractionSum, RemembersDenominatorsThatCancel) {
  FractionSum sum;
  sum += Rational(1, 3);
  sum += Rational(2, 3);
  EXPECT_EQ(sum.value(), Rational(1));
  EXPECT_EQ(sum.denominator(), Integer(3));
}

}  // namespace
}  // namespace remit::number
