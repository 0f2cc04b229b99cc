// From lowered columns to a pass that runs.
#pragma once

#include "column/compile/formula_compiler.h"
#include "column/run/pass.h"

namespace remit::column {

/// How a column of that type is held whose values lie within the range.
Width stored_width(const type::Type& type, const Interval& range);

/// Adds the step that writes a column of the pass, and memory for `pass->rows` values.
void store_column(const Environment& environment, plan::ColumnId id, FormulaCompiler& formulas,
                  Pass* pass);

/// Gives the pass everything that the formulas has come to.
void finish_pass(FormulaCompiler& formulas, Pass* pass);

}  // namespace remit::column
