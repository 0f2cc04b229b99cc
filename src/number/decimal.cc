#include "number/decimal.h"

#include <algorithm>
#include <cassert>

namespace remit::number {
namespace {

// Moves the digits in front of `text` to the end of `digits`; how many.
std::size_t take_digits(std::string_view* text, std::string* digits) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto end = std::find_if_not(text->begin(), text->end(), is_digit);
  const auto count = static_cast<std::size_t>(end - text->begin());
  digits->append(text->substr(0, count));
  text->remove_prefix(count);
  return count;
}

// "1,234,567": false when a comma stands anywhere but before a full group of three.
bool take_grouped_digits(std::string_view* text, std::string* digits) {
  const std::size_t lead = take_digits(text, digits);
  if (lead == 0 || (text->starts_with(',') && lead > 3)) return false;
  while (text->starts_with(',')) {
    text->remove_prefix(1);
    if (take_digits(text, digits) != 3) return false;
  }
  return true;
}

std::optional<int> take_exponent(std::string_view* text) {
  text->remove_prefix(1);
  const bool negative = text->starts_with('-');
  if (negative || text->starts_with('+')) text->remove_prefix(1);
  std::string digits;
  const std::size_t count = take_digits(text, &digits);
  if (count == 0 || count > 4) return std::nullopt;
  const int value = std::stoi(digits);
  return negative ? -value : value;
}

std::string group(std::string_view digits) {
  std::string grouped;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) grouped += ',';
    grouped += digits[i];
  }
  return grouped;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text, DecimalSyntax syntax) {
  std::string digits;
  if (text.starts_with('-')) digits = "-";
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  const bool integral_part =
      syntax.thousands ? take_grouped_digits(&text, &digits) : take_digits(&text, &digits) != 0;
  if (!integral_part) return std::nullopt;
  Decimal result;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    result.scale = static_cast<int>(take_digits(&text, &digits));
    if (result.scale == 0) return std::nullopt;
  }
  if (syntax.exponent && (text.starts_with('e') || text.starts_with('E'))) {
    const std::optional<int> exponent = take_exponent(&text);
    if (!exponent) return std::nullopt;
    result.scale -= *exponent;
  }
  if (!text.empty()) return std::nullopt;
  result.coefficient = *Integer::parse(digits);
  return result;
}

std::optional<Decimal> Decimal::from_rational(const Rational& value) {
  const std::optional<int> scale = value.decimal_scale();
  if (!scale) return std::nullopt;
  return Decimal{value.numerator() * (Integer::pow10(*scale) / value.denominator()), *scale};
}

std::optional<Decimal> Decimal::rescaled(int new_scale) const {
  if (new_scale >= scale) {
    return Decimal{coefficient * Integer::pow10(new_scale - scale), new_scale};
  }
  IntegerQuotient parts = divmod(coefficient, Integer::pow10(scale - new_scale));
  if (!parts.remainder.is_zero()) return std::nullopt;
  return Decimal{std::move(parts.quotient), new_scale};
}

Decimal Decimal::minimal() const {
  if (scale <= 0 || coefficient.is_zero()) return *rescaled(0);
  Decimal result = *this;
  while (result.scale > 0) {
    IntegerQuotient parts = divmod(result.coefficient, 10);
    if (!parts.remainder.is_zero()) break;
    result.coefficient = std::move(parts.quotient);
    --result.scale;
  }
  return result;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.scale == b.scale) return a.coefficient <=> b.coefficient;
  if (a.scale < b.scale) {
    return a.coefficient * Integer::pow10(b.scale - a.scale) <=> b.coefficient;
  }
  return a.coefficient <=> b.coefficient * Integer::pow10(a.scale - b.scale);
}

std::string format(const Decimal& value, Grouping grouping) {
  if (value.scale < 0) return format(*value.rescaled(0), grouping);
  std::string digits = value.coefficient.abs().to_string();
  const auto scale = static_cast<std::size_t>(value.scale);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  const std::size_t point = digits.size() - scale;
  std::string text = value.coefficient.is_negative() ? "-" : "";
  text +=
      grouping == Grouping::thousands ? group(digits.substr(0, point)) : digits.substr(0, point);
  if (scale != 0) text.append(".").append(digits, point);
  return text;
}

std::string format(const Decimal& value, int scale, Grouping grouping) {
  const Decimal least = value.minimal();
  return format(*least.rescaled(std::max(scale, least.scale)), grouping);
}

std::string format_minimal(const Decimal& value, Grouping grouping) {
  return format(value.minimal(), grouping);
}

}  // namespace remit::number
