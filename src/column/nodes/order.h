// Sorting rows: every key as an int64 in rising order, then a stable radix sort.
#pragma once

#include <cstdint>
#include <vector>

#include "column/bind/column_store.h"

namespace remit::column {

/// One sort key for all rows of the entity: values of at most 64 bits as they are, wider ones and
/// ratios as dense codes in their order. Rows without a value hold anything.
std::vector<std::int64_t> sort_codes(const ColumnStore& column, bool descending);

/// How a sorted row stands to the one before it. The first row differs in the first key.
enum class Change : std::uint8_t {
  none,       ///< equal in every key
  later_key,  ///< differs, but not in the first key
  first_key,  ///< differs in the first key
};

/// Puts `rows` into the order of `keys`, the first being the most significant; equal keys keep
/// their order. Where all keys and the row fit 64 bits together (each key less its least value),
/// the rows are sorted as such numbers, with one pass for 11 bits of the keys; otherwise key by
/// key. Linear in the rows, but for a few hundred and less, which are compared. `changes`, if not
/// null, gets one entry for each row.
void sort_rows(std::vector<std::uint64_t>* rows, const std::vector<std::vector<std::int64_t>>& keys,
               std::vector<Change>* changes = nullptr);

}  // namespace remit::column
