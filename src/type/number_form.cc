#include "type/number_form.h"

#include <algorithm>
#include <array>
#include <optional>

#include "type/operations.h"

namespace remit::type {
namespace {

NumberForm widest_of(std::span<const NumberForm> operands) {
  NumberForm result;
  for (const NumberForm& form : operands) result = widest(result, form);
  return result;
}

NumberForm product_of(std::span<const NumberForm> operands) {
  NumberForm result = widest_of(operands);
  if (result.ratio) return result;
  result.decimals = 0;
  for (const NumberForm& form : operands) result.decimals += form.decimals;
  return result;
}

/// Dividing by n/d multiplies by d/n: exact in decimals if 1/n is a decimal.
NumberForm quotient(const NumberForm& dividend, const number::Rational* divisor) {
  if (dividend.ratio || divisor == nullptr || divisor->is_zero()) return {true, 0};
  const auto decimals =
      number::Rational(divisor->denominator(), divisor->numerator()).decimal_scale();
  if (!decimals) return {true, 0};
  return {false, dividend.decimals + *decimals};
}

}  // namespace

NumberForm form_of(const number::Rational& value) {
  const std::optional<int> decimals = value.decimal_scale();
  return decimals ? NumberForm{false, *decimals} : NumberForm{true, 0};
}

NumberForm half_form(NumberForm form) {
  if (!form.ratio) ++form.decimals;
  return form;
}

NumberForm widest(NumberForm a, NumberForm b) {
  if (a.ratio || b.ratio) return {true, 0};
  return {false, std::max(a.decimals, b.decimals)};
}

NumberForm number_form(Opcode op, std::span<const NumberForm> operands,
                       const number::Rational* divisor, int grid_decimals) {
  switch (operation(op).digits) {
    case Digits::none:
      return {};
    case Digits::widest:
      return widest_of(operands);
    case Digits::widest_of_rest:
      return widest_of(operands.subspan(1));
    case Digits::product:
      return product_of(operands);
    case Digits::quotient:
      return quotient(operands[0], divisor);
    case Digits::power:
      return {operands[0].ratio, operands[0].decimals * grid_decimals};
    case Digits::grid:
      return {false, grid_decimals};
    case Digits::of_number:
    case Digits::of_column:
    case Digits::of_scale:
    case Digits::of_values:
      break;
  }
  return {};
}

NumberForm scale_form(const Scale& scale, NumberForm value) {
  NumberForm base = value;
  NumberForm rate;
  for (const Band& band : scale.bands) {
    rate = widest(rate, form_of(band.value));
    if (scale.kind != ScaleKind::marginal) continue;
    if (band.lower) base = widest(base, form_of(*band.lower));
    if (band.upper) base = widest(base, form_of(*band.upper));
  }
  return scale.kind == ScaleKind::step ? rate : product_of(std::array{base, rate});
}

}  // namespace remit::type
