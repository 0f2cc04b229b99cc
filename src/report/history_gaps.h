#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diagnostic/diagnostic.h"
#include "report/computed_run.h"

namespace remit::report {

/// Rows of one entity that are of one history where all columns of `group` agree; `period` is a
/// column of whole numbers.
struct History {
  plan::EntityId entity = plan::kWhole;
  plan::ColumnId period = plan::kNoColumn;
  std::vector<plan::ColumnId> group;
};

/// What the rows of a history lack: periods that no row of a group has between its first and its
/// last, where a row reads the one of the period before.
struct HistoryGaps {
  plan::EntityId entity = plan::kWhole;
  std::string missing;            ///< how many periods, in all groups
  diagnostic::Argument examples;  ///< "A: 3; B: from 5 to 7", the first of them
};

/// Nothing where none is lacking. Rows whose period or group is blank or in error are errors of
/// their own and left out here. O(rows log rows).
std::optional<HistoryGaps> history_gaps(const ComputedRun& run, const History& history);

}  // namespace remit::report
