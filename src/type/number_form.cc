#include "type/number_form.h"

#include <algorithm>

namespace remit::type {
namespace {

NumberForm widest(std::span<const NumberForm> operands) {
  NumberForm result;
  for (const NumberForm& form : operands) {
    result.ratio = result.ratio || form.ratio;
    result.scale = std::max(result.scale, form.scale);
  }
  return result.ratio ? NumberForm{true, 0} : result;
}

/// Dividing by n/d multiplies by d/n: exact in decimals if 1/n is a decimal.
NumberForm quotient(const NumberForm& dividend, const number::Rational* divisor) {
  if (dividend.ratio || divisor == nullptr || divisor->is_zero()) return {true, 0};
  const auto scale = number::Rational(divisor->denominator(), divisor->numerator()).decimal_scale();
  if (!scale) return {true, 0};
  return {false, dividend.scale + *scale};
}

}  // namespace

NumberForm number_form(Opcode op, std::span<const NumberForm> operands,
                       const number::Rational* divisor, int grid_scale) {
  switch (op) {
    case Opcode::negate:
    case Opcode::absolute:
    case Opcode::add:
    case Opcode::subtract:
    case Opcode::minimum:
    case Opcode::maximum:
    case Opcode::otherwise:
      return widest(operands);
    case Opcode::choose:
      return widest(operands.subspan(1));
    case Opcode::multiply: {
      NumberForm result = widest(operands);
      if (result.ratio) return result;
      result.scale = 0;
      for (const NumberForm& form : operands) result.scale += form.scale;
      return result;
    }
    case Opcode::divide:
      return quotient(operands[0], divisor);
    case Opcode::round:
      return {false, grid_scale};
    default:
      return {};  // whole numbers: floor, ceiling, counts of days, parts of dates
  }
}

}  // namespace remit::type
