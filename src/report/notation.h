#pragma once

#include "base/hash_map.h"
#include "plan/plan.h"
#include "row/trace.h"

namespace remit::report {

/// How a reader would write the numbers of a column: as a percentage or per mille where the policy
/// writes what they are made of that way. 30% beside 0.28 is one quantity in two spellings.
type::Notation notation_of(const plan::Plan& plan, plan::ColumnId column);

/// The same of an operation: that of its operands where they are of the same kind as the result
/// (a sum, a minimum, a choice), or of each other (a comparison).
type::Notation notation_of_operation(const plan::Plan& plan, plan::ExpressionId expression);

/// The same of an operation in the formula of a column: where it is the whole formula, that of the
/// column.
type::Notation notation_in(const plan::Plan& plan, plan::ColumnId column,
                           plan::ExpressionId expression);

/// How what an operation reads is written there: in its own notation; without one as the operation
/// around it writes its numbers, unless it is a count, which is no percentage of anything.
type::Notation notation_of_operand(const plan::Plan& plan, plan::ExpressionId operand,
                                   type::Notation around);

/// How its operands are written. What a table is asked for is of another kind than what it gives: a
/// year of life or a place, whole as they are, are no percentages of anything.
type::Notation notation_of_operands(const plan::Plan& plan, plan::ExpressionId expression);

/// How the formulas of a trace write the cells that they read beside percentages.
base::HashMap<plan::ColumnId, type::Notation> notations_in_use(const plan::Plan& plan,
                                                               const row::Trace& trace);

}  // namespace remit::report
