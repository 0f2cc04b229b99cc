// From lowered columns to a pass that runs.
#pragma once

#include "column/compile/lowering.h"
#include "column/run/pass.h"

namespace remit::column {

/// Adds the step that writes a column of the pass, and memory for `pass->rows` values.
void store_column(const Environment& environment, plan::ColumnId id, Lowering& lowering,
                  Pass* pass);

/// Gives the pass everything that the lowering has come to.
void finish_pass(Lowering& lowering, Pass* pass);

}  // namespace remit::column
