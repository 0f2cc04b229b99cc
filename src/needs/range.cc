#include "needs/range.h"

#include <algorithm>

namespace remit::needs {
namespace {

using End = std::optional<Rational>;

/// One end of a range as a number that may be infinite.
struct Reach {
  int infinite = 0;  ///< -1, 1: beyond all numbers on that side
  Rational value{};

  int sign() const { return infinite != 0 ? infinite : value.sign(); }
};

Reach low_of(const Range& a) { return a.low ? Reach{0, *a.low} : Reach{-1, {}}; }
Reach high_of(const Range& a) { return a.high ? Reach{0, *a.high} : Reach{1, {}}; }

/// Nothing times an end that is never reached is nothing.
Reach product(const Reach& a, const Reach& b) {
  if (a.sign() == 0 || b.sign() == 0) return {};
  if (a.infinite != 0 || b.infinite != 0) return {a.sign() * b.sign(), {}};
  return {0, a.value * b.value};
}

bool below(const Reach& a, const Reach& b) {
  if (a.infinite != b.infinite) return a.infinite < b.infinite;
  return a.infinite == 0 && a.value < b.value;
}

Range between(const Reach& low, const Reach& high) {
  Range range;
  if (low.infinite == 0) range.low = low.value;
  if (high.infinite == 0) range.high = high.value;
  return range;
}

}  // namespace

Range hull(const Range& a, const Range& b) {
  Range range;
  if (a.low && b.low) range.low = std::min(*a.low, *b.low);
  if (a.high && b.high) range.high = std::max(*a.high, *b.high);
  return range;
}

std::optional<Range> meet(const Range& a, const Range& b) {
  Range range = a;
  if (b.low && (!range.low || *range.low < *b.low)) range.low = b.low;
  if (b.high && (!range.high || *b.high < *range.high)) range.high = b.high;
  if (range.low && range.high && *range.high < *range.low) return std::nullopt;
  return range;
}

Range operator-(const Range& a) {
  Range range;
  if (a.high) range.low = -*a.high;
  if (a.low) range.high = -*a.low;
  return range;
}

Range operator+(const Range& a, const Range& b) {
  Range range;
  if (a.low && b.low) range.low = *a.low + *b.low;
  if (a.high && b.high) range.high = *a.high + *b.high;
  return range;
}

Range operator*(const Range& a, const Range& b) {
  const Reach corners[] = {product(low_of(a), low_of(b)), product(low_of(a), high_of(b)),
                           product(high_of(a), low_of(b)), product(high_of(a), high_of(b))};
  const auto [low, high] = std::minmax_element(std::begin(corners), std::end(corners), below);
  return between(*low, *high);
}

Range operator/(const Range& a, const Range& b) {
  const bool below_zero = !b.low || b.low->sign() < 0, above_zero = !b.high || b.high->sign() > 0;
  if (below_zero && above_zero) return a.is_one() && a.low->is_zero() ? a : Range{};
  Range inverse;
  if (above_zero) {  // from zero on, or later
    if (b.low && b.low->sign() > 0) inverse.high = Rational(1) / *b.low;
    inverse.low = b.high ? Rational(1) / *b.high : Rational(0);
  } else {
    if (b.high && b.high->sign() < 0) inverse.low = Rational(1) / *b.high;
    inverse.high = b.low ? Rational(1) / *b.low : Rational(0);
  }
  return a * inverse;
}

Range smaller(const Range& a, const Range& b) {
  Range range;
  if (a.low && b.low) range.low = std::min(*a.low, *b.low);
  range.high = !a.high ? b.high : !b.high ? a.high : End(std::min(*a.high, *b.high));
  return range;
}

Range larger(const Range& a, const Range& b) { return -smaller(-a, -b); }

Range absolute(const Range& a) {
  const Range range = larger(a, -a);
  return a.contains(Rational(0)) ? Range{Rational(0), range.high} : range;
}

Range rising(const Range& a, const std::function<Rational(const Rational&)>& function) {
  Range range;
  if (a.low) range.low = function(*a.low);
  if (a.high) range.high = function(*a.high);
  return range;
}

}  // namespace remit::needs
