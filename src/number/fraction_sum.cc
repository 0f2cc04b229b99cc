#include "number/fraction_sum.h"

namespace remit::number {

void FractionSum::add(const Integer& numerator, const Integer& denominator) {
  static const Integer limit = Integer::pow10(kMaxDigits);
  if (denominator == denominator_) {
    numerator_ += numerator;
    return;
  }
  if (is_beyond()) return;
  if (denominator.is_zero()) {
    *this = {0, 0};
    return;
  }
  const Integer common = gcd(denominator_, denominator);
  const Integer ours = denominator / common;
  numerator_ = numerator_ * ours + numerator * (denominator_ / common);
  denominator_ *= ours;
  if (denominator_ >= limit) *this = {0, 0};
}

}  // namespace remit::number
