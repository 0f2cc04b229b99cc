#pragma once

#include <cstdint>
#include <span>

#include "row/index/stored_groups.h"
#include "row/order.h"
#include "row/trace.h"

namespace remit::row {

/// On how many of the keys, from the first one on, two rows are equal.
std::size_t equal_keys(const Sortable& a, const Sortable& b);

/// Notes another row that stands beside this one up to the last key, or to the end.
void note_tie(const Sortable& own, const Sortable& other, std::span<const plan::SortKey> keys,
              std::size_t kept, TieTrace* tie);

/// Places in a list of rows.
struct Places {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t size() const { return end - begin; }
};

/// Where the rows stand that are equal to `own` in all of `keys`; `rows` are in their order.
/// O(log rows).
Places equal_places(Cells& cells, std::span<const RowNumber> rows, const Sortable& own,
                    std::span<const plan::SortKey> keys);

/// The same as note_tie() of all other rows, of rows that are in order (equal ones as in the
/// table).
struct TieSearch {
  std::span<const RowNumber> rows;
  std::span<const plan::SortKey> keys;
  std::size_t kept = 0;  ///< rows to name
  bool of_table = true;  ///< rows equal in all keys are told apart too: by the table
  bool as_in_table =
      false;  ///< the rows of the lowest number are named, not those of the first turn
};
TieTrace find_tie(Cells& cells, const Sortable& own, const TieSearch& search);

}  // namespace remit::row
