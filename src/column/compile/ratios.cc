// Ratios as pairs of integers, never reduced on the way: n / d with d > 0. A quotient that is
// rounded at once becomes one division, a comparison a cross multiplication.
#include <utility>

#include "column/compile/formula_compiler.h"

namespace remit::column {

using plan::Opcode;

Operand FormulaCompiler::as_ratio(Operand x) {
  if (x.is_ratio()) return x;
  Operand denominator = integer(Integer::pow10(x.decimals));
  x.decimals = 0;
  return ratio_of(std::move(x), std::move(denominator));
}

Operand FormulaCompiler::ratio_of(Operand numerator, Operand denominator) {
  numerator.decimals = 0;
  denominator.decimals = 0;
  denominator.faults = nullptr;  // where the denominator lacks, the numerator does
  numerator.denominator = std::make_shared<Operand>(std::move(denominator));
  return numerator;
}

namespace {

/// The two integers of a ratio, apart.
std::pair<Operand, Operand> parts(Operand x) {
  Operand denominator = *x.denominator;
  x.denominator = nullptr;
  return {std::move(x), std::move(denominator)};
}

}  // namespace

Operand FormulaCompiler::ratio_sum(Operand x, Operand y, int sign) {
  auto [n1, d1] = parts(as_ratio(std::move(x)));
  auto [n2, d2] = parts(as_ratio(std::move(y)));
  Operand numerator = sum(product(std::move(n1), d2), product(std::move(n2), d1), sign);
  return ratio_of(std::move(numerator), product(std::move(d1), std::move(d2)));
}

Operand FormulaCompiler::ratio_product(Operand x, Operand y) {
  auto [n1, d1] = parts(as_ratio(std::move(x)));
  auto [n2, d2] = parts(as_ratio(std::move(y)));
  return ratio_of(product(std::move(n1), std::move(n2)), product(std::move(d1), std::move(d2)));
}

Operand FormulaCompiler::quotient(Operand x, Operand y) {
  if (!x.is_ratio() && !y.is_ratio() && y.constant && !y.constant->is_zero()) {
    const number::Rational inverse =
        number::Rational(1) / number::Rational::from_decimal(*y.constant, y.decimals);
    Operand factor = number(inverse);
    factor.faults = y.faults;
    return product(std::move(x), std::move(factor));
  }
  auto [n1, d1] = parts(as_ratio(std::move(x)));
  auto [n2, d2] = parts(as_ratio(std::move(y)));
  const FaultRulePtr faults = first_fault({n1.faults, n2.faults});
  Operand zero = n2;
  zero.faults = nullptr;
  emitter_.materialise(&zero);
  n1.faults = n2.faults = nullptr;
  n2 = zero;
  Operand numerator = product(std::move(n1), std::move(d2));
  Operand denominator = product(std::move(d1), n2);
  if (!(n2.range.lo > Integer(0))) {
    // The sign goes to the numerator. Where the divisor is zero the denominator is 1.
    Operand negative = compare_values(n2, integer(0), Opcode::less);
    emitter_.materialise(&numerator);
    numerator = choose_value(negative, times(numerator, -1), numerator);
    denominator = extreme(absolute(std::move(denominator)), integer(1), true);
    Operand by_zero = compare_values(n2, integer(0), Opcode::equal);
    numerator.faults = faults;
    add_fault(&numerator, std::move(by_zero), type::CellFault::division_by_zero);
  } else {
    numerator.faults = faults;
  }
  return ratio_of(std::move(numerator), std::move(denominator));
}

Operand FormulaCompiler::ratio_rounded(Operand x, const Integer& numerator,
                                       const Integer& denominator, number::RoundingMode mode,
                                       int decimals) {
  auto [n, d] = parts(std::move(x));
  const FaultRulePtr faults = n.faults;
  if (d.constant)
    return rounded(std::move(n), numerator, denominator * *d.constant, mode, decimals);
  n.faults = nullptr;
  const Integer common = number::gcd(numerator, denominator);
  n = times(std::move(n), numerator / common);
  d = times(std::move(d), denominator / common);
  Operand result;
  result.decimals = decimals;
  const Integer least = d.range.lo;
  const Interval largest = {
      number::divide_round(std::min(n.range.lo, Integer(0)), least, number::RoundingMode::floor),
      number::divide_round(std::max(n.range.hi, Integer(0)), least, number::RoundingMode::ceiling)};
  result.range = largest;
  const Width width = common_width(n, d, result.range);
  const RegisterId a = emitter_.at_width(&n, width);
  const RegisterId b = emitter_.at_width(&d, width);
  const Selected where = emitter_.selected(result.range);
  result.reg = emitter_.add_register(width, result.range);
  emitter_.add_step(divide_vectors(result.reg, faults, width, a, b, mode, where));
  set_faults(&result, faults);
  return result;
}

}  // namespace remit::column
