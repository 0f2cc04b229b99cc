#pragma once

#include "check/context.h"

namespace remit::check {

/// Whether the first of two values, of which one at least is made of many rows, is never below the
/// second because both are made of the same rows: the greatest of them is not below any other, of
/// more rows there are more, a place is not beyond their number. False where that is not certain.
bool fold_never_below(const Context& context, const Expr& first, const Expr& second);

}  // namespace remit::check
