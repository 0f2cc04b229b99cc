#pragma once

#include "number/rational.h"

namespace remit::number {

/// The most digits above or below the line of a fraction, in lowest terms, in a cell and on the way
/// to one. Beyond, the cell is in error (overflow): without a limit one that squares itself from
/// column to column would double its digits each time.
inline constexpr int kMaxRatioDigits = 4'000;

/// O(1) unless it is close.
bool is_too_long(const Integer& value);
inline bool is_too_long(const Rational& value) {
  return is_too_long(value.numerator()) || is_too_long(value.denominator());
}

}  // namespace remit::number
