#pragma once

#include <optional>

#include "row/evaluator.h"
#include "row/trace.h"

namespace remit::row {

/// How the share at `place` came about, from the parts that the run has and the order of the rows,
/// without dividing again; the cells of the row itself are left to the caller. Nothing where there
/// is no index, or where the columns are no machine integers.
std::optional<ShareTrace> indexed_share(Evaluator& evaluator, const CellPlace& place,
                                        const plan::Apportion& node, const TraceOptions& options);

}  // namespace remit::row
