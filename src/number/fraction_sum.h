// A sum of many exact ratios.
#pragma once

#include <utility>

#include "number/digit_limit.h"
#include "number/rational.h"

namespace remit::number {

/// Adds ratios over the least common denominator of all that came, so that neither their order nor
/// how they are put together can matter: not for the sum, and not for whether it is beyond what is
/// held. Time of an addition linear in the digits so far.
class FractionSum {
 public:
  /// The most digits of the common denominator. Some hundred rows whose divisors have nothing in
  /// common, or any number of rows whose divisors are at most 9 000.
  static constexpr int kMaxDigits = kMaxRatioDigits;

  FractionSum() : denominator_(1) {}
  /// What another sum has come to, as it says itself.
  FractionSum(Integer numerator, Integer denominator)
      : numerator_(std::move(numerator)), denominator_(std::move(denominator)) {}

  FractionSum& operator+=(const Rational& value) {
    add(value.numerator(), value.denominator());
    return *this;
  }
  FractionSum& operator+=(const FractionSum& other) {
    add(other.numerator_, other.denominator_);
    return *this;
  }
  friend FractionSum operator+(FractionSum a, const FractionSum& b) { return a += b; }

  /// Whether the common denominator has too many digits; the sum is then not known.
  bool is_beyond() const { return denominator_.is_zero(); }
  const Integer& numerator() const { return numerator_; }
  /// Not in lowest terms. 0: beyond.
  const Integer& denominator() const { return denominator_; }
  /// Unless it is beyond.
  Rational value() const { return {numerator_, denominator_}; }

 private:
  void add(const Integer& numerator, const Integer& denominator);

  Integer numerator_;
  Integer denominator_;
};

}  // namespace remit::number
