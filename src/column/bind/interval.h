// Closed intervals of integers: what is known of a column before it is computed.
#pragma once

#include <algorithm>

#include "number/integer.h"

namespace remit::column {

using number::Integer;

/// All values lie in [lo, hi]; rows without a value hold one of the interval too, so that whatever
/// is computed from them stays within the proof.
struct Interval {
  Integer lo;
  Integer hi;

  static Interval point(const Integer& x) { return {x, x}; }

  bool contains(const Integer& x) const { return lo <= x && x <= hi; }
  bool is_point() const { return lo == hi; }
  /// The largest magnitude.
  Integer magnitude() const { return std::max(lo.abs(), hi.abs()); }
  bool fits_int64() const { return lo.fits_int64() && hi.fits_int64(); }
  bool fits_int128() const { return lo.fits_int128() && hi.fits_int128(); }

  friend Interval operator+(const Interval& a, const Interval& b) {
    return {a.lo + b.lo, a.hi + b.hi};
  }
  friend Interval operator-(const Interval& a, const Interval& b) {
    return {a.lo - b.hi, a.hi - b.lo};
  }
  friend Interval operator*(const Interval& a, const Interval& b) {
    const Integer corners[] = {a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi};
    return {*std::min_element(corners, corners + 4), *std::max_element(corners, corners + 4)};
  }
  friend Interval operator*(const Interval& a, const Integer& factor) { return a * point(factor); }
};

/// The smallest interval that holds both.
inline Interval hull(const Interval& a, const Interval& b) {
  return {std::min(a.lo, b.lo), std::max(a.hi, b.hi)};
}
inline Interval with_zero(const Interval& a) { return hull(a, Interval::point(0)); }

}  // namespace remit::column
