#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "base/language.h"
#include "diagnostic/format.h"
#include "report/computed_run.h"
#include "report/errors.h"
#include "report/fault_reasons.h"
#include "table/problem.h"
#include "table/schema.h"

namespace remit::report {

/// "row 3", or "line 7 (row 3)" of a table that came from a file; `row` from 0, `line` 0: not
/// known.
diagnostic::Argument place_of_row(std::uint64_t row, std::uint64_t line);

/// Words for what is wrong with a cell of an input table: row, column, text and what was expected.
std::string problem_text(const table::Schemas& schemas, const table::InputProblem& problem,
                         base::Language language);

/// Explains cells in error: those of the input by what was found there, others by their cause.
class InputWords {
 public:
  /// All of them must outlive it; `problems` are those of the run's tables. `in_memory`: the run
  /// has all rows, so that reasons can be worked out.
  InputWords(const ComputedRun& run, const table::Schemas& schemas,
             const std::vector<table::InputProblem>& problems, bool in_memory,
             base::Language language);

  std::string explain(const CellError& error) const;

 private:
  const ComputedRun& run_;
  const table::Schemas& schemas_;
  base::Language language_;
  FaultReasons reasons_;
  /// By plan column and row; the first problem of a cell.
  base::HashMap<std::pair<plan::ColumnId, std::uint64_t>, const table::InputProblem*> found_;
};

}  // namespace remit::report
