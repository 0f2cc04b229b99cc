#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "table/column_data.h"

namespace remit::table {

/// From the keys of a table to its rows. Immutable once built; any number of threads may ask.
/// O(rows) memory; the texts themselves stay in the key column, which must outlive the index. Whole
/// numbers of 64 bits that ascend strictly, as numbered rows do, are found in their own column.
class KeyIndex {
 public:
  struct Duplicate {
    std::uint64_t row = 0;
    std::uint64_t first = 0;  ///< the first row with the same key
  };

  /// Rows whose key is a fault take no part. `duplicates` receives every later row with a key that
  /// an earlier one has, ascending.
  KeyIndex(const ColumnData& keys, std::vector<Duplicate>& duplicates);

  /// The first row with the key that stands in `row` of `column`, a column with the storage of the
  /// keys; nothing when there is none. The cell must not be a fault.
  std::optional<std::uint64_t> find(const ColumnData& column, std::uint64_t row) const;

 private:
  using Halves = std::pair<std::int64_t, std::uint64_t>;

  std::optional<std::uint64_t> find_integer(std::int64_t key) const;

  Buffer<std::int64_t> ascending_;  // empty: the keys are in the maps

  base::HashMap<std::string_view, std::uint64_t> texts_;
  base::HashMap<std::int64_t, std::uint64_t> integers_;
  base::HashMap<Halves, std::uint64_t> wide_;  // numbers beyond 64 bits
};

}  // namespace remit::table
