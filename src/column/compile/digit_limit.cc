// Numbers of too many digits, found where the ranges do not prove that there are none.
#include "number/digit_limit.h"

#include <utility>

#include "column/compile/formula_compiler.h"
#include "column/run/digit_steps.h"

namespace remit::column {
namespace {

const Integer& longest() {
  static const Integer limit = Integer::pow10(number::kMaxRatioDigits) - 1;
  return limit;
}

}  // namespace

Operand FormulaCompiler::within_digits(Operand x) {
  const bool ratio = x.is_ratio();
  const bool fits = x.range.magnitude() <= longest();
  if (x.is_mask || (fits && (!ratio || x.denominator->range.magnitude() <= longest()))) return x;

  const FaultRulePtr faults = x.faults;
  Operand n = x;
  n.faults = nullptr;
  n.denominator = nullptr;
  Operand d = ratio ? *x.denominator : integer(Integer::pow10(x.decimals));
  const RegisterId above = emitter_.at_width(&n, Width::integer);
  const RegisterId below = emitter_.at_width(&d, Width::integer);
  const auto part = [&](FractionPart which, Width width, const Interval& range) {
    const Selected where = emitter_.selected(range);
    Operand made;
    made.is_mask = which == FractionPart::is_too_long;
    made.range = range;
    made.reg = emitter_.add_register(width, range);
    emitter_.add_step(fraction_part(made.reg, which, above, below, where), Width::integer);
    return made;
  };
  Operand too_long = part(FractionPart::is_too_long, Width::mask, {0, 1});
  Operand result;
  if (ratio) {
    result = part(FractionPart::numerator, Width::integer, {-longest(), longest()});
    result.denominator =
        std::make_shared<Operand>(part(FractionPart::denominator, Width::integer, {1, longest()}));
  } else {
    const Integer most = longest() * Integer::pow10(x.decimals);
    result = part(FractionPart::coefficient, Width::integer, {-most, most});
    result.decimals = x.decimals;
  }
  result.faults = faults;
  add_fault(&result, std::move(too_long), type::CellFault::overflow);
  return result;
}

}  // namespace remit::column
