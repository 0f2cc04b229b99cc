#pragma once

#include <optional>

#include "number/rational.h"
#include "number/rounding.h"
#include "type/opcode.h"

// What arithmetic makes of constants: one meaning for the checker and for the lowering. Comparisons
// say themselves when they hold (type::Comparison).

namespace remit::type {

/// Arithmetic on two numbers; nothing for a division by zero and for other operations.
std::optional<number::Rational> combined(Opcode op, const number::Rational& a,
                                         const number::Rational& b);

/// Arithmetic on one number, `rounding` being that of Opcode::round; nothing for other operations.
std::optional<number::Rational> changed(Opcode op, const number::Rational& a,
                                        const number::Rounding* rounding);

}  // namespace remit::type
