#pragma once

#include <string>

#include "base/hash_map.h"
#include "base/language.h"
#include "engine/results_impl.h"
#include "report/errors.h"
#include "table/problem.h"

namespace remit::engine {

/// Words for what is wrong with a cell of an input table: row, column, text and what was expected.
std::string problem_text(const Policy::Impl& policy, const table::InputProblem& problem,
                         base::Language language);

/// Explains cells in error: those of the input by what was found there, others by their cause.
class InputWords {
 public:
  /// Both must outlive it.
  InputWords(const Results::Impl& results, base::Language language);

  std::string explain(const report::Run& run, const report::CellError& error) const;

 private:
  const Results::Impl& results_;
  base::Language language_;
  /// By plan column and row; the first problem of a cell.
  base::HashMap<std::pair<plan::ColumnId, std::uint64_t>, const table::InputProblem*> found_;
};

}  // namespace remit::engine
