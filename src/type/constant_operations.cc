#include "type/constant_operations.h"

#include <algorithm>
#include <iterator>

namespace remit::type {
namespace {

using number::Rational;

struct OnTwo {
  Opcode op;
  std::optional<Rational> (*compute)(const Rational& a, const Rational& b);
};

std::optional<Rational> quotient(const Rational& a, const Rational& b) {
  if (b.is_zero()) return std::nullopt;
  return a / b;
}

constexpr OnTwo kOnTwo[] = {
    {Opcode::add, [](const Rational& a, const Rational& b) { return std::optional(a + b); }},
    {Opcode::subtract, [](const Rational& a, const Rational& b) { return std::optional(a - b); }},
    {Opcode::multiply, [](const Rational& a, const Rational& b) { return std::optional(a * b); }},
    {Opcode::divide, quotient},
    {Opcode::minimum,
     [](const Rational& a, const Rational& b) { return std::optional(std::min(a, b)); }},
    {Opcode::maximum,
     [](const Rational& a, const Rational& b) { return std::optional(std::max(a, b)); }},
};

struct OnOne {
  Opcode op;
  Rational (*compute)(const Rational& a, const number::Rounding* rounding);
};

constexpr OnOne kOnOne[] = {
    {Opcode::negate, [](const Rational& a, const number::Rounding*) { return -a; }},
    {Opcode::absolute, [](const Rational& a, const number::Rounding*) { return a.abs(); }},
    {Opcode::floor, [](const Rational& a, const number::Rounding*) { return Rational(a.floor()); }},
    {Opcode::ceiling,
     [](const Rational& a, const number::Rounding*) { return Rational(a.ceil()); }},
    {Opcode::round, [](const Rational& a,
                       const number::Rounding* rounding) { return number::round(a, *rounding); }},
};

}  // namespace

std::optional<Rational> combined(Opcode op, const Rational& a, const Rational& b) {
  const auto* found = std::ranges::find(kOnTwo, op, &OnTwo::op);
  if (found == std::end(kOnTwo)) return std::nullopt;
  return found->compute(a, b);
}

std::optional<Rational> changed(Opcode op, const Rational& a, const number::Rounding* rounding) {
  const auto* found = std::ranges::find(kOnOne, op, &OnOne::op);
  if (found == std::end(kOnOne)) return std::nullopt;
  return found->compute(a, rounding);
}

}  // namespace remit::type
