#pragma once

#include <functional>

#include "row/trace.h"

namespace remit::row {

/// Registers a cell as an operand of the one being described.
using CellNamer = std::function<TraceId(plan::ColumnId, std::uint64_t)>;

/// What there is to tell of the cell at `place`, whose value is known to be `value`.
TraceDetail trace_node(Evaluator& evaluator, const CellPlace& place, const Value& value,
                       const TraceOptions& options, const CellNamer& name);

FormulaTrace trace_formula(Evaluator& evaluator, const CellPlace& place, const CellNamer& name);
FoldTrace trace_fold(Evaluator& evaluator, const CellPlace& place, const plan::Fold& node,
                     const Value& value, const TraceOptions& options, const CellNamer& name);
RankTrace trace_rank(Evaluator& evaluator, const CellPlace& place, const plan::Rank& node,
                     const TraceOptions& options, const CellNamer& name);
ShareTrace trace_apportion(Evaluator& evaluator, const CellPlace& place,
                           const plan::Apportion& node, const TraceOptions& options,
                           const CellNamer& name);
ShareTrace trace_party(Evaluator& evaluator, const CellPlace& place, const plan::PartyShare& node,
                       const CellNamer& name);

}  // namespace remit::row
