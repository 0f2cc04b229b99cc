#pragma once

#include <cstdint>
#include <span>

#include "plan/plan.h"
#include "row/value.h"
#include "table/column_data.h"

namespace remit::row {

/// The cell of a stored column. O(log faults).
Value decode(const table::ColumnData& column, std::uint64_t row);

/// What is stored, also where a fault says that it means nothing.
Value decode_stored(const table::ColumnData& column, std::uint64_t row);

/// The value as the column can hold it: CellFault::overflow at `row` of `id` in place of a decimal
/// of more than plan::kMaxDigits digits at the column's decimals, of a ratio of more than
/// number::kMaxRatioDigits above or below the line, or of a duration beyond 64 bits.
Value limited(const plan::Column& column, plan::ColumnId id, std::uint64_t row, Value value);

/// A limited value as decode() would give it back from the column: durations are whole.
Value as_stored(const plan::Column& column, Value value);

/// Values, all of them limited, as a stored column. Decimals take 64 bits where all of them fit.
table::ColumnData encode(const plan::Column& column, std::span<const Value> values);

}  // namespace remit::row
