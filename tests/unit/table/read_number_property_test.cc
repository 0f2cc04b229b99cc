// The short road of read_number() against the plain one, over texts that are almost numbers.

#include <random>
#include <string>

#include "gtest/gtest.h"
#include "number/decimal.h"
#include "remit/limits.h"
#include "table/cell_text.h"

namespace remit::table {
namespace {

struct Read {
  NumberStatus status = NumberStatus::not_a_number;
  Int128 value = 0;

  friend bool operator==(const Read&, const Read&) = default;
};

// By the decimals of number/ alone: no fast path, no machine integers.
Read read_plainly(std::string text, int scale, int exponent, bool percent) {
  bool sign_found = false;
  const int unit = exponent;
  for (const auto& [sign, power] : {std::pair("%", -2), std::pair("‰", -3)}) {
    if (text.ends_with(sign)) {
      text.erase(text.size() - std::string(sign).size());
      exponent += power;
      sign_found = true;
      break;
    }
  }
  std::optional<number::Decimal> value = number::parse_decimal(text);
  if (!value) return {};
  if (sign_found && !percent) return {NumberStatus::misplaced_percent};
  if (sign_found && unit != 0) return {NumberStatus::percent_twice};
  value->scale -= exponent;
  const std::optional<number::Decimal> scaled = value->rescaled(scale);
  if (!scaled) return {NumberStatus::too_many_decimals};
  if (scaled->coefficient.abs() >= number::Integer::pow10(38)) return {NumberStatus::too_large};
  return {NumberStatus::ok, scaled->coefficient.to_int128()};
}

TEST(ReadNumberProperty, BothRoadsAgree) {
  constexpr std::string_view kDigits = "00123456789";
  constexpr std::string_view kOdd = "-+.,e ";
  std::mt19937_64 random(20100701);
  const auto below = [&](std::size_t bound) { return random() % bound; };
  std::size_t read = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text = below(3) == 0 ? "-" : "";
    const std::size_t whole = 1 + below(below(4) == 0 ? 40 : 12);
    for (std::size_t k = 0; k < whole; ++k) text += kDigits[below(kDigits.size())];
    if (below(2) == 0) {
      text += '.';
      for (std::size_t k = below(8); k > 0; --k) text += kDigits[below(kDigits.size())];
    }
    if (below(8) == 0) text += below(2) == 0 ? "%" : "‰";
    if (below(16) == 0) text.insert(below(text.size()), 1, kOdd[below(5)]);
    const int scale = static_cast<int>(below(7));
    const int exponent = static_cast<int>(below(13)) - 3;
    Read found;
    const bool percent = below(2) == 0;
    found.status = read_number(text, scale, {.exponent = exponent, .percent = percent},
                               remit::Limits{}.number_digits, found.value);
    if (found.status != NumberStatus::ok) found.value = 0;
    EXPECT_EQ(found, read_plainly(text, scale, exponent, percent))
        << text << " " << scale << " " << exponent;
    read += found.status == NumberStatus::ok ? 1 : 0;
  }
  EXPECT_GT(read, 50'000u);  // otherwise the texts are no test of numbers
}

TEST(RescaleProperty, ComesBackOrSaysWhy) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 100'000; ++i) {
    const Int128 value = (static_cast<Int128>(random()) << (random() % 60)) >> (random() % 64);
    const int from = static_cast<int>(random() % 12);
    const int to = static_cast<int>(random() % 12);
    Int128 scaled = 0;
    if (rescale(value, from, to, scaled) != NumberStatus::ok) continue;
    Int128 back = 0;
    ASSERT_EQ(rescale(scaled, to, from, back), NumberStatus::ok);
    EXPECT_EQ(back, value);
  }
}

}  // namespace
}  // namespace remit::table
