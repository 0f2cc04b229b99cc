#pragma once

#include <optional>
#include <span>

#include "needs/possible.h"
#include "row/evaluator.h"

namespace remit::needs {

using Operands = std::span<const Possible* const>;

/// What an operation can come to where its operands can come to these, each whatever the others do.
/// Where they are few, it is what src/row computes of each choice among them; else what is known of
/// the operation (logic by three values, figures by ranges). `place` is the cell that is computed.
Possible apply(row::Evaluator& evaluator, const row::CellPlace& place,
               const plan::Expression& operation, Operands operands);

/// Of two operands that are the same, whatever it is: a difference, a comparison; nothing for
/// others.
std::optional<Possible> apply_to_equals(const plan::Expression& operation, const Possible& operand);

// Its parts.
/// Of `and`, `or` and `at least n of`, by counting.
Possible apply_logic(const plan::Expression& operation, Operands operands);
/// Of operations on figures and days of which some are wide, all of them given.
Possible apply_ranges(const row::CellPlace& place, const plan::Expression& operation,
                      Operands operands);
/// Of scales and dated values.
Possible apply_table(const row::CellPlace& place, const plan::Expression& operation,
                     const Possible& operand);

/// Any value of the type, without faults.
Possible any_of(const plan::Plan& plan, type::Type type);

}  // namespace remit::needs
