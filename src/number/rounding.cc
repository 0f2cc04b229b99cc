#include "number/rounding.h"

#include <array>
#include <cstddef>
#include <utility>

namespace remit::number {
namespace {

/// In the order of the enumeration.
constexpr std::array<std::pair<RoundingMode, std::string_view>, 7> kModes = {{
    {RoundingMode::half_up, "half_up"},
    {RoundingMode::half_even, "half_even"},
    {RoundingMode::half_down, "half_down"},
    {RoundingMode::up, "up"},
    {RoundingMode::down, "down"},
    {RoundingMode::ceiling, "ceiling"},
    {RoundingMode::floor, "floor"},
}};

}  // namespace

std::string_view to_string(RoundingMode mode) {
  return kModes[static_cast<std::size_t>(mode)].second;
}

std::optional<RoundingMode> parse_rounding_mode(std::string_view name) {
  for (const auto& [mode, known] : kModes) {
    if (known == name) return mode;
  }
  return std::nullopt;
}

Integer divide_round(const Integer& n, const Integer& d, RoundingMode mode) {
  IntegerQuotient parts = divmod(n, d);
  if (parts.remainder.is_zero()) return std::move(parts.quotient);
  const std::strong_ordering tail = parts.remainder.abs() * 2 <=> d.abs();
  const bool negative = n.is_negative() != d.is_negative();
  if (!rounds_away(mode, negative, parts.quotient.is_odd(), tail)) return std::move(parts.quotient);
  return negative ? parts.quotient - 1 : parts.quotient + 1;
}

Integer round_to_steps(const Rational& value, const Rounding& rounding) {
  assert(rounding.increment.coefficient.sign() > 0);
  // value / increment as one fraction; it need not be in lowest terms to be rounded.
  Integer n = value.numerator();
  Integer d = value.denominator() * rounding.increment.coefficient;
  if (rounding.increment.scale >= 0) {
    n *= Integer::pow10(rounding.increment.scale);
  } else {
    d *= Integer::pow10(-rounding.increment.scale);
  }
  return divide_round(n, d, rounding.mode);
}

Rational round(const Rational& value, const Rounding& rounding) {
  return Rational::from_decimal(round_to_steps(value, rounding) * rounding.increment.coefficient,
                                rounding.increment.scale);
}

}  // namespace remit::number
