#pragma once

#include "check/model.h"

namespace remit::check {

/// Whether a column is a field, as its row has it or after the checks of what it may hold.
inline bool is_field(const Column& column) {
  return column.input || column.origin.role == type::Role::guard;
}

/// Whether a value is surely no blank: it is there, or an error.
bool never_blank(const Model& model, ExprId id);

/// Whether it is a fold in which nothing can be blank, not only a fold that is no blank itself.
bool folds_no_blank(const Model& model, ExprId id);

}  // namespace remit::check
