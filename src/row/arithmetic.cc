#include "number/digit_limit.h"
#include "row/operation.h"

namespace remit::row::operations {

using number::Rational;
using plan::Expression;

namespace {

type::Fault overflow(const CellPlace& place) { return place.fault(type::CellFault::overflow); }

}  // namespace

Value negate(const CellPlace&, const Expression&, Operands v) { return -v.number(0); }
Value absolute(const CellPlace&, const Expression&, Operands v) { return v.number(0).abs(); }

Value add(const CellPlace& place, const Expression&, Operands v) {
  Rational sum = v.number(0);
  for (std::size_t i = 1; i < v.size(); ++i) {
    sum += v.number(i);
    if (is_too_long(sum)) return overflow(place);
  }
  return sum;
}

Value subtract(const CellPlace&, const Expression&, Operands v) {
  return v.number(0) - v.number(1);
}

Value multiply(const CellPlace& place, const Expression&, Operands v) {
  Rational product = v.number(0);
  for (std::size_t i = 1; i < v.size(); ++i) {
    product *= v.number(i);
    if (is_too_long(product)) return overflow(place);
  }
  return product;
}

Value power(const CellPlace& place, const Expression& e, Operands v) {
  const Rational& count = v.number(1);
  if (count < Rational(0) || count > Rational(static_cast<std::int64_t>(e.payload)))
    return place.fault(type::CellFault::out_of_bounds);
  Rational square = v.number(0), product(1);
  for (std::int64_t left = count.numerator().to_int64(); left > 0; left /= 2) {
    if (left % 2 == 1) product *= square;
    if (left > 1) square *= square;
    if (is_too_long(square) || is_too_long(product)) return overflow(place);
  }
  return product;
}

Value divide(const CellPlace& place, const Expression&, Operands v) {
  if (v.number(1).is_zero()) return place.fault(type::CellFault::division_by_zero);
  return v.number(0) / v.number(1);
}

/// Numbers and dates alike.
Value minimum(const CellPlace&, const Expression&, Operands v) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < v.size(); ++i) {
    if (compare(v[i], v[best]) < 0) best = i;
  }
  return v[best];
}

Value maximum(const CellPlace&, const Expression&, Operands v) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < v.size(); ++i) {
    if (compare(v[i], v[best]) > 0) best = i;
  }
  return v[best];
}

Value round(const CellPlace& place, const Expression& e, Operands v) {
  return number::round(v.number(0), place.plan.roundings[e.payload]);
}

Value floor(const CellPlace&, const Expression&, Operands v) {
  return Rational(v.number(0).floor());
}
Value ceiling(const CellPlace&, const Expression&, Operands v) {
  return Rational(v.number(0).ceil());
}

}  // namespace remit::row::operations
