// What a column comes to where nobody wants its cells.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "column/nodes/fold.h"
#include "table/dataset.h"

namespace remit::column {

/// A step that adds the values of `reg`, which is no ratio, to frame.accumulators[slot]. Of `rows`
/// rows in all, to bound the sum.
StepPtr tally_step(std::size_t slot, RegisterId reg, std::uint64_t rows,
                   const std::vector<RegisterPlan>& registers, const std::vector<Interval>& ranges);

/// What was gathered in a merged slot (merge_folds).
table::Tally take_tally(std::vector<std::unique_ptr<Frame>>& frames, std::size_t slot);

}  // namespace remit::column
