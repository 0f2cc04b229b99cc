#pragma once

#include <cstdint>
#include <vector>

#include "base/int128.h"
#include "table/column_data.h"
#include "table/problem.h"
#include "table/schema.h"

namespace remit::table {

/// Whether a coefficient of that many decimals lies within 0 and 1.
bool is_share_of_whole(Int128 coefficient, int decimals);

/// Makes a fault of every cell of a column of shares that does not lie within 0..100%, and appends
/// a problem for each; `problem` says which column it is. O(rows).
void refuse_beyond_whole(const FieldSchema& field, ColumnData& column, InputProblem problem,
                         std::vector<InputProblem>& problems);

}  // namespace remit::table
