#pragma once

#include <functional>
#include <optional>

#include "number/rational.h"

namespace remit::needs {

using number::Rational;

/// Numbers from `low` to `high`, both within; nothing: no end on that side. Never empty.
struct Range {
  std::optional<Rational> low{};
  std::optional<Rational> high{};

  bool is_one() const { return low && high && *low == *high; }
  bool contains(const Rational& value) const {
    return (!low || *low <= value) && (!high || value <= *high);
  }
};

/// The least range with both.
Range hull(const Range& a, const Range& b);
/// What lies in both; nothing if that is empty.
std::optional<Range> meet(const Range& a, const Range& b);

// Of all results of operands within these; each end is reached, or not exceeded.
Range operator-(const Range& a);
Range operator+(const Range& a, const Range& b);
Range operator*(const Range& a, const Range& b);
/// `b` without zero, which must leave something.
Range operator/(const Range& a, const Range& b);
Range smaller(const Range& a, const Range& b);
Range larger(const Range& a, const Range& b);
Range absolute(const Range& a);
/// Of a function that never falls.
Range rising(const Range& a, const std::function<Rational(const Rational&)>& function);

}  // namespace remit::needs
