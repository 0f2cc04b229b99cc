#pragma once

#include <cstdint>
#include <vector>

#include "table/column_data.h"

namespace remit::run {

/// The first row of each group of rows that have the same values in all columns, the groups in
/// ascending order of these values. Rows with a fault among them belong to none. O(n log n).
std::vector<std::uint64_t> first_of_groups(const std::vector<const table::ColumnData*>& columns,
                                           std::uint64_t rows);

/// The column of these rows, none of which has a fault.
table::ColumnData cells_at(const table::ColumnData& column, const std::vector<std::uint64_t>& rows);

}  // namespace remit::run
