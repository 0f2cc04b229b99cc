#pragma once

#include "check/context.h"

namespace remit::check {

/// Whether a reference names a row that stands before the one that it is asked of, in an order:
/// `previous`, or the one before that.
bool is_earlier(const Model& model, ExprId reference);

/// Looks at all circles of columns once every formula is typed: a column may read itself, directly
/// or through others of its table, in rows before alone, by one order; and its digits must end.
/// Sets the forms of the columns and of what is computed from them. Nothing to do where no column
/// was read while it was being defined.
void check_recurrences(Context& context);

}  // namespace remit::check
