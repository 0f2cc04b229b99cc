// A decimal: an integer coefficient and the number of digits after the point. Text in, text out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "number/integer.h"
#include "number/rational.h"

namespace remit::number {

// coefficient * 10^-scale. The scale may be negative: {5, -3} is 5000. Equal means equal in value:
// 1.0 == 1.00, although the two print differently.
struct Decimal {
  Integer coefficient;
  int scale = 0;

  Rational to_rational() const { return Rational::from_decimal(coefficient, scale); }
  // The decimal that equals the ratio, with the fewest digits after the point; nullopt when the
  // ratio has no finite decimal.
  static std::optional<Decimal> from_rational(const Rational& value);

  // The same value with exactly `new_scale` digits after the point; nullopt when digits other than
  // zero would be lost. Never rounds.
  std::optional<Decimal> rescaled(int new_scale) const;
  // The same value with the fewest digits after the point, at least none.
  Decimal minimal() const;

  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
};

// What parse_decimal() takes beyond `[+-] digits [. digits]`.
struct DecimalSyntax {
  bool thousands = false;  // "1,234,567.89": ASCII commas, groups of exactly three digits
  bool exponent = false;   // "1.5e-7": at most four digits of exponent
};

// The scale is the number of digits after the point (less the exponent). At least one digit must
// stand on either side of a point; blanks, other digits than ASCII, and anything after the number
// are refused: nullopt. The caller bounds the length of untrusted text.
std::optional<Decimal> parse_decimal(std::string_view text, DecimalSyntax syntax = {});

enum class Grouping { none, thousands };

// All digits of the scale: {1250, 2} is "12.50". A negative zero does not exist.
std::string format(const Decimal& value, Grouping grouping = Grouping::none);
// At least `scale` digits after the point, and never a different value: more digits appear when the
// value has more. So a rounded amount prints with exactly its `scale` digits.
std::string format(const Decimal& value, int scale, Grouping grouping = Grouping::none);
// The fewest digits after the point: {1250, 2} is "12.5".
std::string format_minimal(const Decimal& value, Grouping grouping = Grouping::none);

}  // namespace remit::number
