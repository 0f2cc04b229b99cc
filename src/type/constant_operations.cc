#include "type/constant_operations.h"

#include <algorithm>

namespace remit::type {

using number::Rational;

std::optional<bool> holds(Opcode comparison, std::strong_ordering order) {
  switch (comparison) {
    case Opcode::equal:
      return order == 0;
    case Opcode::not_equal:
      return order != 0;
    case Opcode::less:
      return order < 0;
    case Opcode::less_equal:
      return order <= 0;
    case Opcode::greater:
      return order > 0;
    case Opcode::greater_equal:
      return order >= 0;
    default:
      return std::nullopt;
  }
}

Opcode mirrored(Opcode comparison) {
  switch (comparison) {
    case Opcode::less:
      return Opcode::greater;
    case Opcode::less_equal:
      return Opcode::greater_equal;
    case Opcode::greater:
      return Opcode::less;
    case Opcode::greater_equal:
      return Opcode::less_equal;
    default:
      return comparison;
  }
}

std::optional<Opcode> opposite(Opcode comparison) {
  switch (comparison) {
    case Opcode::equal:
      return Opcode::not_equal;
    case Opcode::not_equal:
      return Opcode::equal;
    case Opcode::less:
      return Opcode::greater_equal;
    case Opcode::less_equal:
      return Opcode::greater;
    case Opcode::greater:
      return Opcode::less_equal;
    case Opcode::greater_equal:
      return Opcode::less;
    default:
      return std::nullopt;
  }
}

std::optional<Rational> combined(Opcode op, const Rational& a, const Rational& b) {
  switch (op) {
    case Opcode::add:
      return a + b;
    case Opcode::subtract:
      return a - b;
    case Opcode::multiply:
      return a * b;
    case Opcode::divide:
      if (b.is_zero()) return std::nullopt;
      return a / b;
    case Opcode::minimum:
      return std::min(a, b);
    case Opcode::maximum:
      return std::max(a, b);
    default:
      return std::nullopt;
  }
}

std::optional<Rational> changed(Opcode op, const Rational& a, const number::Rounding* rounding) {
  switch (op) {
    case Opcode::negate:
      return -a;
    case Opcode::absolute:
      return a.abs();
    case Opcode::floor:
      return Rational(a.floor());
    case Opcode::ceiling:
      return Rational(a.ceil());
    case Opcode::round:
      return number::round(a, *rounding);
    default:
      return std::nullopt;
  }
}

}  // namespace remit::type
