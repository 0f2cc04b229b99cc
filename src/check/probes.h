#pragma once

#include <vector>

#include "check/model.h"

namespace remit::check {

struct Context;

/// Adds a probe for every declaration that gives columns; the others are recorded where their
/// text is typed.
void record_provisions(Context& context);

/// Gives the model one more column for each probe, in their order: true or false for a place that
/// is reached or not, blank where it does not matter; of a band the value looked up. kNone where a
/// probe has nothing to tell. The evaluators see ordinary columns.
std::vector<ColumnId> add_probe_columns(Model& model);

}  // namespace remit::check
