#pragma once

#include <compare>
#include <optional>

#include "number/rational.h"
#include "number/rounding.h"
#include "type/opcode.h"

// What operations make of constants, and how comparisons turn: one meaning for the checker and for
// the lowering.

namespace remit::type {

/// Whether a comparison holds between two values of that order; nothing for other operations.
std::optional<bool> holds(Opcode comparison, std::strong_ordering order);

/// The comparison with its sides exchanged: `a < b` is `b > a`. Other operations as they are.
Opcode mirrored(Opcode comparison);

/// The comparison that holds exactly where this one does not; nothing for other operations.
std::optional<Opcode> opposite(Opcode comparison);

/// Arithmetic on two numbers; nothing for a division by zero and for other operations.
std::optional<number::Rational> combined(Opcode op, const number::Rational& a,
                                         const number::Rational& b);

/// Arithmetic on one number, `rounding` being that of Opcode::round; nothing for other operations.
std::optional<number::Rational> changed(Opcode op, const number::Rational& a,
                                        const number::Rounding* rounding);

}  // namespace remit::type
