// The rows of any stretch of positions in another order.
#pragma once

#include <cstdint>
#include <vector>

#include "column/nodes/kth_of_range.h"
#include "column/nodes/window_search.h"

namespace remit::column {

/// Rows that are equal in the keys stand as they do in the table. n log n steps and bits to build.
class OrderOfStretch {
 public:
  /// `keys` have an entry for each row of the entity.
  OrderOfStretch(const SortedRows& rows, const std::vector<std::vector<std::int64_t>>& keys);

  /// The row at a place of the stretch, from 0. log n steps.
  std::uint64_t row(Positions at, std::size_t place) const {
    return by_order_[ranks_.place(at.begin, at.end, place)];
  }
  /// Its position.
  std::size_t position(Positions at, std::size_t place) const {
    return position_[ranks_.place(at.begin, at.end, place)];
  }

 private:
  static std::vector<std::uint32_t> places_of(const SortedRows& rows,
                                              const std::vector<std::uint64_t>& by_order,
                                              std::vector<std::uint32_t>* position);

  std::vector<std::uint64_t> by_order_;
  std::vector<std::uint32_t> position_;  ///< by place
  KthOfRange ranks_;
};

/// The rows as they stand in the table.
std::vector<std::uint64_t> ascending(const SortedRows& rows);

}  // namespace remit::column
