#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "report/computed_run.h"
#include "report/stacked.h"

namespace remit::report {

/// A cell in error and where its trouble began.
struct CellError {
  plan::ColumnId column = 0;
  std::uint64_t row = 0;
  type::Fault fault;

  /// The trouble began elsewhere and only reached this cell.
  bool is_consequence() const { return fault.column != column || fault.row != row; }
};

/// Notes, by payment, which of those that the one row of the whole names somebody for have
/// something due in the report's rows.
void note_due(const ComputedRun& run, std::vector<bool>& due);

/// The cells in error of all fields and results, column after column; blanks are none. Immutable.
class Errors {
 public:
  explicit Errors(const ComputedRun& run);

  std::size_t size() const { return lines_.size(); }
  /// `index` < size(). O(log columns).
  CellError error(std::size_t index) const;

 private:
  struct Part {
    plan::ColumnId column;
    std::vector<std::uint32_t> faults;  // those that are no blanks: indices into the column's
    bool all = true;                    // all of the column's faults; `faults` is empty
  };
  const ComputedRun& run_;
  std::vector<Part> parts_;
  Stacked lines_;  // by part
};

/// `Errors(run).size()`, without an allocation.
std::uint64_t count_errors(const ComputedRun& run);

/// What is wrong with a cell, for a reader: the reason, and the cell where it began if that is
/// another one: "a value that it needs is blank (investment of project “p1”)".
std::string error_text(const ComputedRun& run, const CellError& error, base::Language language);
/// The same, with a reason that says more than the words of the fault.
std::string error_text(const ComputedRun& run, const CellError& error, const std::string& reason,
                       base::Language language);

}  // namespace remit::report
