// The rows of any stretch of positions in another order.
#pragma once

#include <cstdint>
#include <vector>

#include "column/nodes/kth_of_range.h"
#include "column/nodes/window_search.h"

namespace remit::column {

/// Rows that are equal in the keys stand as they do in the table. A stretch lies in one group; n
/// rows in groups of m: n log n steps to build, n log m bits.
class OrderOfStretch {
 public:
  /// `keys` have an entry for each row of the entity.
  OrderOfStretch(const SortedRows& rows, const std::vector<std::vector<std::int64_t>>& keys);

  /// The row at a place of the stretch, from 0. log m steps.
  std::uint64_t row(Positions at, std::size_t place) const {
    std::uint64_t found = 0;
    each_row(at, place, place + 1, [&](std::uint64_t row) { found = row; });
    return found;
  }
  /// The rows at the places `from` to the one before `to`, in their order.
  template <typename Use>
  void each_row(Positions at, std::size_t from, std::size_t to, const Use& use) const {
    if (from >= to) return;
    const std::uint64_t* const group = by_order_.data() + group_begin_[at.begin];
    ranks_.each_place(at.begin, at.end, from, to, [&](std::uint32_t place) { use(group[place]); });
  }
  /// The position of the row at a place.
  std::size_t position(Positions at, std::size_t place) const {
    return position_[group_begin_[at.begin] + ranks_.place(at.begin, at.end, place)];
  }

 private:
  /// Of each position, the place of its row in its group.
  std::vector<std::uint32_t> places_of(const SortedRows& rows,
                                       const std::vector<std::vector<std::int64_t>>& keys);

  // By group, and in it by place.
  std::vector<std::uint64_t> by_order_;
  std::vector<std::uint32_t> position_;
  std::vector<std::uint32_t> group_begin_;  ///< by position
  KthOfRange ranks_;
};

/// The rows as they stand in the table.
std::vector<std::uint64_t> ascending(const SortedRows& rows);

}  // namespace remit::column
