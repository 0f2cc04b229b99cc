#pragma once

#include <span>

#include "number/rational.h"
#include "type/opcode.h"
#include "type/type.h"
#include "type/vocabulary.h"

namespace remit::type {

/// The form of a numeric operation's result, from its operands' forms: sums and choices keep the
/// most digits, products add them up, and only division leaves the decimals. `divisor` is the value
/// of a constant divisor (nullptr if it is not constant): one whose only prime factors are 2 and 5
/// divides a decimal into a decimal. `grid_decimals` are those of a rounding; of a power
/// it is how many factors there are at most.
///
/// Any ratio among the operands makes the result a ratio, except where it is rounded away. What the
/// payload says (Digits::of_number ...) is the caller's business.
NumberForm number_form(Opcode op, std::span<const NumberForm> operands,
                       const number::Rational* divisor = nullptr, int grid_decimals = 0);

/// The form of a constant.
NumberForm form_of(const number::Rational& value);

/// The larger of the two scales; a ratio if either is one.
NumberForm widest(NumberForm a, NumberForm b);

/// Of a number divided by two: one digit more.
NumberForm half_form(NumberForm form);

/// What a scale gives for a value of that form: its amounts (step), its rates times the value
/// (slab), or the parts of the value, which are differences of it and the edges, times the rates
/// (marginal).
NumberForm scale_form(const Scale& scale, NumberForm value);

}  // namespace remit::type
