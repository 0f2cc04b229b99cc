#pragma once

#include <vector>

#include "check/context.h"

namespace remit::check {

/// What the rows' key is read from: its fields, or their values after their checks; empty where one
/// of them is not known.
std::vector<const Symbol*> key_of(const Context& context, EntityId rows);

/// In every order of the model puts the keys of rows in the place of references to them: these
/// would go by where the rows stand in another table, which nobody wrote down.
void order_as_written(Context& context);

}  // namespace remit::check
