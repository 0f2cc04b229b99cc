// Sums and counts of the foremost rows of a stretch, or of all but those at its ends.
#pragma once

#include <memory>

#include "column/nodes/range_fold.h"

namespace remit::column {

/// A fold with Fold::kept. As OrderOfStretch to build; a result takes log n steps for each row that
/// is kept of `most`, or that is left out at the ends.
std::unique_ptr<RangeFold> fold_kept(const Environment& environment, const plan::Fold& node,
                                     const SortedRows& rows);

}  // namespace remit::column
