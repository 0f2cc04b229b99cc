// A part of a run: the piece from which runs over batches of rows are put together.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "column/bind/bind.h"
#include "column/compile/schedule.h"
#include "column/evaluate.h"
#include "column/nodes/nodes.h"

namespace remit::column {

/// A fold as it was gathered: not yet a column, so that the gatherings of several batches can be
/// added.
struct GatheredFold {
  plan::ColumnId id = plan::kNoColumn;
  FoldResult result;
};

struct PartResult {
  std::vector<ColumnPtr> stores;  ///< by plan column: what was complete before or is now
  std::vector<GatheredFold> gathered;
};

/// Computes what the schedule needs. `bound.inputs` has the columns that are complete, computed
/// ones too. Folds over the rows of `left_over` are handed back as gathered, unless partitioned.
/// Nothing is there where texts were missed (`bound.missed`): see with_missed_texts.
absl::StatusOr<PartResult> evaluate_part(const plan::Plan& plan, const Schedule& schedule,
                                         const BoundDataset& bound,
                                         std::optional<plan::EntityId> left_over,
                                         ColumnMemory& memory, const RunOptions& options);

/// `serial` is used where the options name no executor; it must live as long as what is returned.
RunOptions run_options(const Options& options, base::Executor* serial);

}  // namespace remit::column
