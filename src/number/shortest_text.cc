#include "number/shortest_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <optional>

#include "number/integer.h"

namespace remit::number {
namespace {

/// `digits` * 10^`exponent`, without zeros at the end.
struct Digits {
  std::uint64_t digits;
  int exponent;
};

/// `mantissa` * 2^`exponent`.
struct Binary {
  std::uint64_t mantissa;
  int exponent;
  /// Whether the next lower float is half as far as the next higher one.
  bool power_of_two;
};

template <typename Float>
Binary binary(Float value) {
  using Limits = std::numeric_limits<Float>;
  constexpr int kLeast = Limits::min_exponent - Limits::digits;
  int exponent = 0;
  const Float fraction = std::frexp(value, &exponent);
  exponent = std::max(exponent - Limits::digits, kLeast);
  const auto mantissa = static_cast<std::uint64_t>(std::ldexp(value, -exponent));
  return {mantissa, exponent, fraction == Float{0.5} && exponent > kLeast};
}

/// The digits of a value that has few: any text of so many digits reads as another float, so that
/// one which reads as this one is the shortest. Both operations are exact but for one rounding, as
/// reading is.
template <typename Float>
std::optional<Digits> few_digits(Float value) {
  constexpr bool kDouble = std::numeric_limits<Float>::digits == 53;
  constexpr Float kTooMany = kDouble ? Float{1e15} : Float{1e6};
  constexpr int kExactPowers = kDouble ? 22 : 10;
  Float power = 1;
  for (int places = 0; places <= kExactPowers; ++places, power *= 10) {
    const Float scaled = value * power + Float{0.5};
    if (scaled >= kTooMany) break;
    auto digits = static_cast<std::uint64_t>(scaled);
    if (digits == 0 || static_cast<Float>(digits) / power != value) continue;
    int exponent = -places;
    for (; digits % 10 == 0; ++exponent) digits /= 10;
    return Digits{digits, exponent};
  }
  return std::nullopt;
}

Integer power_of_two(int exponent) {
  constexpr int kInline = 126;
  if (exponent <= kInline) return Int128{1} << std::max(exponent, 0);
  return power_of_two(kInline) * power_of_two(exponent - kInline);
}

/// A value as so many decimals: the whole part, and what is left over one.
struct Scaled {
  std::uint64_t whole;
  /// 0 nothing, 1 less than a half, 2 a half, 3 more.
  int rest;
};

Scaled scaled(std::uint64_t mantissa, int exponent, int places) {
  const Integer numerator = Integer::from_unsigned(mantissa) * Integer::pow10(std::max(places, 0)) *
                            power_of_two(std::max(exponent, 0));
  const Integer denominator =
      Integer::pow10(std::max(-places, 0)) * power_of_two(std::max(-exponent, 0));
  const IntegerQuotient parts = divmod(numerator, denominator);
  const Integer twice = parts.remainder + parts.remainder;
  const int rest = parts.remainder.is_zero() ? 0
                   : twice < denominator     ? 1
                   : twice == denominator    ? 2
                                             : 3;
  return {static_cast<std::uint64_t>(parts.quotient.to_int64()), rest};
}

/// The shortest decimal between the middles towards the floats beside it.
template <typename Float>
Digits shortest(Float value) {
  const Binary from = binary(value);
  const int places = std::numeric_limits<Float>::max_digits10 - 1 -
                     static_cast<int>(std::floor(std::log10(value)));
  // Quarters of the step between floats. A middle reads as the even one of its two.
  const std::uint64_t middle = 4 * from.mantissa;
  const bool even = from.mantissa % 2 == 0;
  const Scaled below = scaled(middle - (from.power_of_two ? 1 : 2), from.exponent - 2, places);
  const Scaled exact = scaled(middle, from.exponent - 2, places);
  const Scaled above = scaled(middle + 2, from.exponent - 2, places);
  std::uint64_t low = below.whole + (even && below.rest == 0 ? 0 : 1);
  std::uint64_t high = above.whole - (!even && above.rest == 0 ? 1 : 0);
  std::uint64_t power = 1;
  int dropped = 0;
  for (; high / 10 >= (low + 9) / 10; ++dropped) {
    low = (low + 9) / 10;
    high /= 10;
    power *= 10;
  }
  std::uint64_t digits = exact.whole / power;
  const std::uint64_t rest = exact.whole % power;
  const bool more =
      dropped == 0 ? exact.rest == 3 : 2 * rest > power || (2 * rest == power && exact.rest > 0);
  const bool half = dropped == 0 ? exact.rest == 2 : 2 * rest == power && exact.rest == 0;
  if (more || (half && digits % 2 == 1)) ++digits;
  return {std::clamp(digits, low, high), dropped - places};
}

std::string scientific(const std::string& digits, int exponent) {
  std::string text = digits.substr(0, 1);
  if (digits.size() > 1) text += "." + digits.substr(1);
  const std::string size = std::to_string(std::abs(exponent));
  return text + (exponent < 0 ? "e-" : "e+") + (size.size() < 2 ? "0" : "") + size;
}

/// Of a whole number above what the mantissa holds all digits are written, not those that tell it
/// from others.
template <typename Float>
std::string fixed(const std::string& digits, int exponent, Float value) {
  const int point = static_cast<int>(digits.size()) + exponent;
  if (exponent > 0) {
    const Binary from = binary(value);
    if (from.exponent > 0)
      return (Integer::from_unsigned(from.mantissa) * power_of_two(from.exponent)).to_string();
    return digits + std::string(static_cast<std::size_t>(exponent), '0');
  }
  if (exponent == 0) return digits;
  if (point > 0) {
    std::string text = digits;
    text.insert(static_cast<std::size_t>(point), 1, '.');
    return text;
  }
  return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
}

template <typename Float>
std::string text_of(Float value) {
  const char* sign = std::signbit(value) ? "-" : "";
  const Float size = std::fabs(value);
  if (std::isinf(size)) return std::string(sign) + "inf";
  if (size == 0) return std::string(sign) + "0";
  const std::optional<Digits> few = few_digits(size);
  const Digits found = few ? *few : shortest(size);
  const std::string digits = std::to_string(found.digits);
  const int length = static_cast<int>(digits.size());
  const int point = length + found.exponent;
  // The shorter form; where both are as long, the one without an exponent.
  const int scientific_length = length + (length > 1 ? 1 : 0) + (std::abs(point - 1) < 100 ? 4 : 5);
  const int fixed_length = found.exponent >= 0 ? point
                           : point > 0         ? length + 1
                                               : length + 2 - point;
  if (scientific_length < fixed_length) return sign + scientific(digits, point - 1);
  return sign + fixed(digits, found.exponent, size);
}

}  // namespace

std::string shortest_text(double value) { return text_of(value); }
std::string shortest_text(float value) { return text_of(value); }

}  // namespace remit::number
