// Sorting rows: every key as an int64 in rising order, then a stable radix sort.
#pragma once

#include <cstdint>
#include <vector>

#include "column/bind/column_store.h"

namespace remit::column {

/// One sort key for all rows of the entity: values of at most 64 bits as they are, wider ones and
/// ratios as dense codes in their order. Rows without a value hold anything.
std::vector<std::int64_t> sort_codes(const ColumnStore& column, bool descending);

/// Puts `rows` into the order of `keys`, the first being the most significant; equal keys keep
/// their order. Each 11-bit digit that is not the same everywhere costs one pass over the rows.
void sort_rows(std::vector<std::uint64_t>* rows,
               const std::vector<std::vector<std::int64_t>>& keys);

}  // namespace remit::column
