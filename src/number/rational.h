// An exact ratio of two integers: the number every policy computes with.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "number/integer.h"

namespace remit::number {

// Always in lowest terms with a positive denominator, so equal values have equal parts.
// A value type with the thread rules of Integer.
class Rational {
 public:
  constexpr Rational() : denominator_(1) {}
  template <MachineInteger T>
  Rational(T value) : numerator_(value), denominator_(1) {}  // NOLINT: an integer is one
  Rational(Integer value)                                    // NOLINT: an integer is one
      : numerator_(std::move(value)), denominator_(1) {}
  // denominator not zero; any sign, any common factor.
  Rational(Integer numerator, Integer denominator);

  // coefficient * 10^-scale; scale may be negative.
  static Rational from_decimal(const Integer& coefficient, int scale);

  const Integer& numerator() const { return numerator_; }
  const Integer& denominator() const { return denominator_; }

  int sign() const { return numerator_.sign(); }
  bool is_zero() const { return numerator_.is_zero(); }
  bool is_negative() const { return sign() < 0; }
  bool is_integer() const { return denominator_.is_one(); }
  Rational abs() const { return is_negative() ? -*this : *this; }

  Integer floor() const;  // the largest integer not above
  Integer ceil() const;   // the smallest integer not below
  Integer trunc() const;  // towards zero

  // The least number of decimal digits after the point that writes the value exactly; nullopt when
  // no number of digits does, that is when the denominator has a prime factor other than 2 and 5.
  std::optional<int> decimal_scale() const;
  // "n/d", or "n" alone for an integer.
  std::string to_string() const;
  // The exact decimal text when there is one, else "n/d".
  std::string to_text() const;

  Rational operator-() const;
  Rational& operator+=(const Rational& other) { return *this = *this + other; }
  Rational& operator-=(const Rational& other) { return *this = *this - other; }
  Rational& operator*=(const Rational& other) { return *this = *this * other; }
  Rational& operator/=(const Rational& other) { return *this = *this / other; }

  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  // b is not zero: the caller has turned that case into an error value.
  friend Rational operator/(const Rational& a, const Rational& b);

  friend bool operator==(const Rational& a, const Rational& b) {
    return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
  }
  // Exact, by cross multiplication.
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  template <typename H>
  friend H AbslHashValue(H state, const Rational& value) {
    return H::combine(std::move(state), value.numerator_, value.denominator_);
  }

 private:
  struct Lowest {};  // the parts are known to be in lowest terms
  Rational(Integer numerator, Integer denominator, Lowest)
      : numerator_(std::move(numerator)), denominator_(std::move(denominator)) {}

  Integer numerator_;
  Integer denominator_;
};

}  // namespace remit::number
