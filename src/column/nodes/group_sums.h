// Sums and counts of the same groups, gathered together.
#pragma once

#include <cstddef>
#include <vector>

#include "column/nodes/fold.h"

namespace remit::column {

inline constexpr std::size_t kMaxGroupSums = 4;

/// Whether the fold is a count, or a sum of an int64 register that cannot exceed 64 bits.
bool is_group_sum(const FoldInputs& inputs, const std::vector<RegisterPlan>& registers,
                  const std::vector<Interval>& ranges);

/// Up to kMaxGroupSums such folds over one group register: each group's sums lie side by side, so a
/// row costs one cache line whatever their number. The accumulator's take(k) is the k-th fold.
StepPtr group_sums_step(std::size_t slot, std::vector<FoldInputs> folds);

}  // namespace remit::column
