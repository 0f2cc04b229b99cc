#pragma once

#include "check/expr_builder.h"
#include "check/model.h"

namespace remit::check {

/// Whether the value can be CellFault::not_applicable: it is computed of a field that may say so,
/// in the row itself or in one that it refers to. What is folded of many rows always applies.
/// Linear in the expressions below it.
bool may_not_apply(const Model& model, ExprId value);

/// `where` (none: kNone) and that the values of the row, as far as they may not, apply. With
/// `picks` one row is taken: an error in the value of another is none of its own.
ExprId where_applicable(const Model& model, ExprBuilder& build, ExprId value, ExprId where,
                        bool picks = false);

}  // namespace remit::check
