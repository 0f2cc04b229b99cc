#pragma once

#include <span>

#include "plan/plan.h"

// How exact numbers are held, decided once for each expression and column of the plan: the rule of
// type/number_form.h, extended to what refers to the plan's own lists.

namespace remit::plan {

/// The form of `op` over `operands`, which are expressions of `plan`. For leaves and tables
/// `payload` is the index that the opcode asks for. Meaningless unless the result is numeric.
///
/// A marginal or slab scale multiplies by its rates; a step scale, a matrix and a dated parameter
/// have the widest form among their values.
type::NumberForm expression_form(const Plan& plan, Opcode op, std::uint32_t payload,
                                 std::span<const ExpressionId> operands);

/// The form of a column that computes `node`: of an input its field's scale, of a map its
/// expression, of a lookup or fold the column read, of a share the grid it is rounded to.
type::NumberForm column_form(const Plan& plan, EntityId entity, const Node& node);

/// Digits after the point of a rounding grid: 0.01 has 2, 10000 has 0.
int grid_scale(const number::Rounding& rounding);

}  // namespace remit::plan
