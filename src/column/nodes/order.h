// What rows are sorted by, as table::sort_rows takes it.
#pragma once

#include <cstdint>
#include <vector>

#include "column/bind/column_store.h"
#include "table/row_order.h"

namespace remit::column {

using table::Change;
using table::sort_rows;

/// One sort key for all rows of the entity: values of at most 64 bits as they are, wider ones and
/// ratios as dense codes in their order. Rows without a value hold anything.
std::vector<std::int64_t> sort_codes(const ColumnStore& column, bool descending);

}  // namespace remit::column
