#include "number/shortest_text.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "gmock/gmock.h"

namespace remit::number {
namespace {

/// What the standard library of this build writes.
template <typename Float>
std::string of_the_library(Float value) {
  char text[64];
  return std::string(text, std::to_chars(text, text + sizeof(text), value).ptr);
}

template <typename Float>
void agree(Float value) {
  if (std::isnan(value)) return;
  ASSERT_EQ(shortest_text(value), of_the_library(value));
  ASSERT_EQ(shortest_text(-value), of_the_library(-value));
}

TEST(ShortestText, Says) {
  EXPECT_EQ(shortest_text(0.1), "0.1");
  EXPECT_EQ(shortest_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(shortest_text(1e22), "1e+22");
  EXPECT_EQ(shortest_text(-0.0), "-0");
  EXPECT_EQ(shortest_text(std::numeric_limits<double>::infinity()), "inf");
  EXPECT_EQ(shortest_text(std::numeric_limits<double>::denorm_min()), "5e-324");
  EXPECT_EQ(shortest_text(0.1F), "0.1");
}

TEST(ShortestText, AgreesForAmounts) {
  for (int cents = 0; cents < 20'000; ++cents) {
    agree(cents / 100.0);
    agree(static_cast<float>(cents) / 100.0F);
    agree(cents * 1234567.0 / 1000);
  }
}

TEST(ShortestText, AgreesBesidePowers) {
  for (int exponent = -1074; exponent < 1024; ++exponent) {
    const double power = std::ldexp(1.0, exponent);
    for (const double value : {power, std::nextafter(power, 0.0), std::nextafter(power, 1e308)}) {
      agree(value);
      agree(static_cast<float>(value));
    }
  }
  for (int exponent = -323; exponent < 309; ++exponent) {
    const double power = std::strtod(("1e" + std::to_string(exponent)).c_str(), nullptr);
    for (const double value : {power, std::nextafter(power, 0.0), std::nextafter(power, 1e308)})
      agree(value);
  }
}

TEST(ShortestText, AgreesForAnyBits) {
  std::mt19937_64 draw(20261201);
  for (int i = 0; i < 10'000; ++i) {
    const std::uint64_t bits = draw();
    agree(std::bit_cast<double>(bits));
    agree(std::bit_cast<float>(static_cast<std::uint32_t>(bits >> 32)));
    // Between 10^-6 and 10^24, where texts with and without an exponent meet.
    agree(std::ldexp(static_cast<double>(bits >> 11), static_cast<int>(bits % 100) - 73));
  }
}

}  // namespace
}  // namespace remit::number
