#pragma once

#include <optional>

#include "row/cells.h"
#include "row/trace.h"

namespace remit::row {

class RunIndex;

/// Who competes with the row of `place`, which does: counted in one pass over the stored columns,
/// some nanoseconds a row, without an order of the rows. Nothing where a column is not stored.
std::optional<RankTrace> scan_rank(const RunIndex& index, const CellPlace& place,
                                   const plan::Rank& node, const TraceOptions& options);

}  // namespace remit::row
