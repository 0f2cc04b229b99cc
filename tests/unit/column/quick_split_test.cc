// Machine-integer shares against number::apportion, the definition.
#include "column/nodes/quick_split.h"

#include <gtest/gtest.h>

#include <random>

namespace remit::column {
namespace {

using number::Rational;
using number::RemainderRule;
using number::RoundingMode;

constexpr RemainderRule kRules[] = {RemainderRule::largest_remainder, RemainderRule::first_in_order,
                                    RemainderRule::named, RemainderRule::last};

/// The parts in steps of 1, or nothing where the definition refuses.
std::vector<Rational> by_definition(std::int64_t whole, const std::vector<std::int64_t>& weights,
                                    RemainderRule rule, std::size_t taker, RoundingMode mode) {
  std::vector<number::Recipient> recipients;
  for (const std::int64_t weight : weights) recipients.push_back({Rational(weight), {}, {}});
  const auto result = number::apportion(
      Rational(whole), recipients, {number::ShareMethod::pro_rata, rule, taker, {mode, {1, 0}}});
  std::vector<Rational> parts;
  for (const number::Share& share : result.shares) parts.push_back(share.part);
  return parts;
}

void compare(std::int64_t whole, const std::vector<std::int64_t>& weights, int* divided) {
  for (const RemainderRule rule : kRules) {
    for (int m = 0; m < 7; ++m) {
      const auto mode = static_cast<RoundingMode>(m);
      const std::size_t taker = rule == RemainderRule::last ? weights.size() - 1 : 0;
      QuickSplit split(rule, taker, mode);
      std::vector<std::int64_t> parts(weights.size());
      const std::int64_t size = whole < 0 ? -whole : whole;
      if (!split.divide(size, whole < 0, weights, parts)) continue;
      ++*divided;
      const std::vector<Rational> expected = by_definition(whole, weights, rule, taker, mode);
      ASSERT_EQ(expected.size(), parts.size());
      for (std::size_t i = 0; i < parts.size(); ++i) {
        EXPECT_EQ(Rational(whole < 0 ? -parts[i] : parts[i]), expected[i])
            << whole << " rule " << static_cast<int>(rule) << " mode " << m << " part " << i;
      }
    }
  }
}

TEST(QuickSplit, GivesWhatTheDefinitionGives) {
  std::mt19937_64 random(7);
  int divided = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<std::int64_t> weights(1 + random() % 6);
    const std::int64_t limit = round % 3 == 0 ? 4 : round % 3 == 1 ? 1000 : std::int64_t{1} << 55;
    for (auto& weight : weights) weight = static_cast<std::int64_t>(random()) % limit;
    for (auto& weight : weights) weight = weight < 0 ? -weight : weight;
    const std::int64_t most = round % 2 == 0 ? 50 : std::int64_t{1} << 60;
    compare(static_cast<std::int64_t>(random()) % most, weights, &divided);
  }
  EXPECT_GT(divided, 5000);
}

TEST(QuickSplit, TiesAndEnds) {
  int divided = 0;
  for (const std::int64_t whole : {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1},
                                   std::int64_t{2}, std::int64_t{-5}, INT64_MAX, -INT64_MAX}) {
    compare(whole, {1, 1}, &divided);
    compare(whole, {1, 1, 1, 1}, &divided);
    compare(whole, {0, 3, 0}, &divided);
    compare(whole, {INT64_MAX}, &divided);
    compare(whole, {INT64_MAX - 1, 1}, &divided);
  }
  EXPECT_GT(divided, 800);
}

TEST(QuickSplit, LeavesToTheLongWay) {
  QuickSplit split(RemainderRule::named, 0, RoundingMode::up);
  std::vector<std::int64_t> parts(3);
  EXPECT_FALSE(split.divide(10, false, std::vector<std::int64_t>{1, -1, 1}, parts));
  EXPECT_FALSE(split.divide(10, false, std::vector<std::int64_t>{0, 0, 0}, parts));
  EXPECT_FALSE(split.divide(10, false, std::vector<std::int64_t>{INT64_MAX, 1, 0}, parts));
  // Two others rounded up take two of one step: the taker would owe one.
  EXPECT_FALSE(split.divide(1, false, std::vector<std::int64_t>{0, 1, 1}, parts));
}

TEST(StepGrid, CutsWholesAndMultipliesSteps) {
  const auto tens = StepGrid::make({1, -1}, 2, 2);  // to 10, amounts in fen
  ASSERT_TRUE(tens);
  EXPECT_EQ(tens->steps(1999), 1);
  EXPECT_EQ(tens->steps(-2000), 2);
  EXPECT_EQ(tens->part(3), 3000);
  EXPECT_EQ(tens->part(INT64_MAX), std::nullopt);
  const auto quarters = StepGrid::make({25, 2}, 0, 2);  // to 0.25, whole amounts
  ASSERT_TRUE(quarters);
  EXPECT_EQ(quarters->steps(2), 8);
  EXPECT_EQ(quarters->steps(INT64_MIN), std::nullopt);
  EXPECT_EQ(quarters->part(8), 200);
  EXPECT_FALSE(StepGrid::make({1, 4}, 2, 2).has_value());  // finer than the column
}

}  // namespace
}  // namespace remit::column
