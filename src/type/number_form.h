#pragma once

#include <span>

#include "number/rational.h"
#include "type/opcode.h"
#include "type/type.h"

namespace remit::type {

/// The form of a numeric operation's result, from its operands' forms: sums and choices keep the
/// larger scale, products add scales, and only division leaves the decimals. `divisor` is the value
/// of a constant divisor (nullptr if it is not constant): one whose only prime factors are 2 and 5
/// divides a decimal into a decimal. `grid_scale` is the scale of a rounding's grid.
///
/// Any ratio among the operands makes the result a ratio, except where it is rounded away.
NumberForm number_form(Opcode op, std::span<const NumberForm> operands,
                       const number::Rational* divisor = nullptr, int grid_scale = 0);

}  // namespace remit::type
