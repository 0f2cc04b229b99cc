#pragma once

#include <cstdint>
#include <functional>

#include "table/arrow_cells.h"
#include "table/column_builder.h"

namespace remit::table {

/// Sets rows `begin` .. `begin + count - 1` of the array one by one.
using CopyRows = std::function<void(std::int64_t begin, std::int64_t count)>;

/// What copy_cells() does where the array's values and the column's cells are both of a fixed
/// width: blocks of rows are converted by loops without branches, whose checks are gathered and
/// looked at once a block. A block in which one value does not fit goes to `copy_rows`, which may
/// widen the column. False where there is no such way; nothing is done then.
///
/// Integers, decimals up to 128 bits and float64 become numbers, bits truth values, days and times
/// dates. `words`: the array's dictionary as a column of the same field; indices then become its
/// cells. Null for an array without a dictionary.
bool copy_blocks(const ArrowCells& cells, const ColumnBuilder* words, ColumnBuilder& out,
                 std::uint64_t first, const CopyRows& copy_rows);

}  // namespace remit::table
