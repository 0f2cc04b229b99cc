#include "number/rational.h"

#include <algorithm>
#include <cassert>

#include "number/decimal.h"

namespace remit::number {

Rational::Rational(Integer numerator, Integer denominator)
    : numerator_(std::move(numerator)), denominator_(std::move(denominator)) {
  assert(!denominator_.is_zero());
  if (denominator_.is_one()) return;
  if (denominator_.is_negative()) {
    numerator_ = -numerator_;
    denominator_ = -denominator_;
  }
  const Integer common = gcd(numerator_, denominator_);
  if (common.is_one()) return;
  numerator_ = numerator_ / common;
  denominator_ = denominator_ / common;
}

Rational Rational::from_decimal(const Integer& coefficient, int scale) {
  if (scale <= 0) return coefficient * Integer::pow10(-scale);
  return Rational(coefficient, Integer::pow10(scale));
}

Integer Rational::trunc() const { return numerator_ / denominator_; }

Integer Rational::floor() const {
  IntegerQuotient parts = divmod(numerator_, denominator_);
  return parts.remainder.is_negative() ? parts.quotient - 1 : std::move(parts.quotient);
}

Integer Rational::ceil() const {
  IntegerQuotient parts = divmod(numerator_, denominator_);
  return parts.remainder.sign() > 0 ? parts.quotient + 1 : std::move(parts.quotient);
}

std::optional<int> Rational::decimal_scale() const {
  if (is_integer()) return 0;
  if (denominator_.fits_int64()) {
    std::int64_t rest = denominator_.to_int64();
    int twos = 0, fives = 0;
    for (; rest % 2 == 0; rest /= 2) ++twos;
    for (; rest % 5 == 0; rest /= 5) ++fives;
    return rest == 1 ? std::optional(std::max(twos, fives)) : std::nullopt;
  }
  const auto strip = [](Integer* value, int prime) {
    int count = 0;
    for (;;) {
      IntegerQuotient parts = divmod(*value, prime);
      if (!parts.remainder.is_zero()) return count;
      *value = std::move(parts.quotient);
      ++count;
    }
  };
  Integer rest = denominator_;
  const int twos = strip(&rest, 2);
  const int fives = strip(&rest, 5);
  if (!rest.is_one()) return std::nullopt;
  return std::max(twos, fives);
}

std::string Rational::to_string() const {
  if (is_integer()) return numerator_.to_string();
  return numerator_.to_string() + "/" + denominator_.to_string();
}

std::string Rational::to_text() const {
  const std::optional<Decimal> decimal = Decimal::from_rational(*this);
  return decimal ? format(*decimal) : to_string();
}

Rational Rational::operator-() const { return Rational(-numerator_, denominator_, Lowest{}); }

Rational operator+(const Rational& a, const Rational& b) {
  if (a.denominator_ == b.denominator_) {
    return Rational(a.numerator_ + b.numerator_, a.denominator_);
  }
  return Rational(a.numerator_ * b.denominator_ + b.numerator_ * a.denominator_,
                  a.denominator_ * b.denominator_);
}

Rational operator-(const Rational& a, const Rational& b) { return a + -b; }

// Common factors go before the products are built, which keeps them small and in lowest terms
// (D. E. Knuth, The Art of Computer Programming, volume 2, section 4.5.1).
Rational operator*(const Rational& a, const Rational& b) {
  if (a.is_integer() && b.is_integer()) return a.numerator_ * b.numerator_;
  const Integer left = gcd(a.numerator_, b.denominator_);
  const Integer right = gcd(b.numerator_, a.denominator_);
  return Rational((a.numerator_ / left) * (b.numerator_ / right),
                  (a.denominator_ / right) * (b.denominator_ / left), Rational::Lowest{});
}

Rational operator/(const Rational& a, const Rational& b) {
  assert(!b.is_zero());
  const bool negative = b.is_negative();
  return a * Rational(negative ? -b.denominator_ : b.denominator_,
                      negative ? -b.numerator_ : b.numerator_, Rational::Lowest{});
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (a.denominator_ == b.denominator_) return a.numerator_ <=> b.numerator_;
  return a.numerator_ * b.denominator_ <=> b.numerator_ * a.denominator_;
}

}  // namespace remit::number
