#include "number/rounding.h"

#include <gtest/gtest.h>

#include <array>

namespace remit::number {
namespace {

constexpr std::array kModes = {
    RoundingMode::half_up, RoundingMode::half_even, RoundingMode::half_down, RoundingMode::up,
    RoundingMode::down,    RoundingMode::ceiling,   RoundingMode::floor};

std::string rounded(std::string_view value, RoundingMode mode, std::string_view increment) {
  return round(parse_decimal(value)->to_rational(), {mode, *parse_decimal(increment)}).to_text();
}

// The rows of the table in docs/numbers.md.
TEST(RoundingTest, SevenModesToOnes) {
  struct Row {
    const char* value;
    std::array<const char*, 7> expected;  // in the order of kModes
  };
  constexpr Row kRows[] = {
      {"2.5", {"3", "2", "2", "3", "2", "3", "2"}},
      {"3.5", {"4", "4", "3", "4", "3", "4", "3"}},
      {"2.4", {"2", "2", "2", "3", "2", "3", "2"}},
      {"2.6", {"3", "3", "3", "3", "2", "3", "2"}},
      {"-2.4", {"-2", "-2", "-2", "-3", "-2", "-2", "-3"}},
      {"-2.5", {"-3", "-2", "-2", "-3", "-2", "-2", "-3"}},
      {"-2.6", {"-3", "-3", "-3", "-3", "-2", "-2", "-3"}},
      {"2", {"2", "2", "2", "2", "2", "2", "2"}},
      {"0.5", {"1", "0", "0", "1", "0", "1", "0"}},
      {"-0.5", {"-1", "0", "0", "-1", "0", "0", "-1"}},
  };
  for (const Row& row : kRows) {
    for (std::size_t i = 0; i < kModes.size(); ++i) {
      EXPECT_EQ(rounded(row.value, kModes[i], "1"), row.expected[i])
          << row.value << " " << to_string(kModes[i]);
    }
  }
}

TEST(RoundingTest, ToPlacesAndToMultiples) {
  EXPECT_EQ(rounded("33.335", RoundingMode::half_up, "0.01"), "33.34");
  EXPECT_EQ(rounded("33.335", RoundingMode::half_even, "0.01"), "33.34");
  EXPECT_EQ(rounded("33.345", RoundingMode::half_even, "0.01"), "33.34");
  EXPECT_EQ(rounded("1.025", RoundingMode::half_up, "0.05"), "1.05");
  EXPECT_EQ(rounded("1.024", RoundingMode::half_up, "0.05"), "1");
  EXPECT_EQ(rounded("15000", RoundingMode::half_up, "10000"), "20000");
  EXPECT_EQ(rounded("14999.99", RoundingMode::half_up, "10000"), "10000");
  EXPECT_EQ(rounded("-15000", RoundingMode::half_even, "10000"), "-20000");
  EXPECT_EQ(rounded("1", RoundingMode::up, "250"), "250");
}

// 149.5 is nearer to 100 than to 200. By way of 150 it would become 200.
TEST(RoundingTest, DoesNotRoundTwice) {
  EXPECT_EQ(rounded("149.5", RoundingMode::half_up, "100"), "100");
  EXPECT_EQ(rounded("2.4449", RoundingMode::half_up, "0.1"), "2.4");
  const Rational just_below_half(Integer::pow10(60) / 2 - 1, Integer::pow10(60));
  EXPECT_EQ(round(just_below_half, {RoundingMode::half_up, {1, 0}}), Rational());
}

TEST(RoundingTest, IncrementMayBeWrittenInSeveralWays) {
  const Rational value = Rational::from_decimal(12345678, 3);
  for (const RoundingMode mode : kModes) {
    EXPECT_EQ(round(value, {mode, {1, -2}}), round(value, {mode, {100, 0}}));
    EXPECT_EQ(round(value, {mode, {1, -2}}), round(value, {mode, {100000, 3}}));
  }
}

TEST(RoundingTest, MirroredModesMirror) {
  for (const RoundingMode mode : kModes) {
    for (std::int64_t n = -40; n <= 40; ++n) {
      EXPECT_EQ(divide_round(-n, std::int64_t{8}, mirrored(mode)),
                -divide_round(n, std::int64_t{8}, mode));
    }
  }
}

TEST(RoundingTest, AResultIsAMultipleLessThanOneIncrementAway) {
  for (const RoundingMode mode : kModes) {
    for (int n = -60; n <= 60; ++n) {
      const Rational value = Rational(n) / 7;
      const Rational step = Rational::from_decimal(25, 2);
      const Rational result = round(value, {mode, {25, 2}});
      EXPECT_TRUE((result / step).is_integer());
      EXPECT_LT((result - value).abs(), step);
      EXPECT_EQ(round(result, {mode, {25, 2}}), result) << "rounding again changes nothing";
    }
  }
}

TEST(RoundingTest, IsAConstantExpressionOnMachineIntegers) {
  static_assert(divide_round(std::int64_t{7}, std::int64_t{2}, RoundingMode::half_even) == 4);
  static_assert(divide_round(Int128{-7}, Int128{2}, RoundingMode::half_down) == -3);
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  static_assert(divide_round(kMin, std::int64_t{2}, RoundingMode::up) == kMin / 2);
  static_assert(divide_round(std::int64_t{1}, kMin, RoundingMode::half_up) == 0);
  static_assert(divide_round(kMin, kMin, RoundingMode::half_up) == 1);
  static_assert(divide_round(kMin / 2, kMin, RoundingMode::half_up) == 1);
}

TEST(RoundingTest, NamesOfModes) {
  for (const RoundingMode mode : kModes) EXPECT_EQ(parse_rounding_mode(to_string(mode)), mode);
  EXPECT_EQ(parse_rounding_mode("05up"), std::nullopt);
  EXPECT_EQ(parse_rounding_mode(""), std::nullopt);
}

}  // namespace
}  // namespace remit::number
