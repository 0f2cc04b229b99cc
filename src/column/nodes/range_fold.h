// What a fold makes of a stretch of sorted rows.
#pragma once

#include <cstdint>
#include <memory>

#include "column/nodes/column_writer.h"
#include "column/nodes/window_search.h"

namespace remit::column {

/// Which stretches are asked for; the narrower, the less has to be held.
enum class Stretch : std::uint8_t {
  group,   ///< the whole of a group
  prefix,  ///< from its beginning on
  suffix,  ///< up to its end
  any,
};

class RangeFold {
 public:
  virtual ~RangeFold() = default;

  /// Puts the value of the rows at these positions, which lie in one group.
  virtual void put(Positions at, std::uint64_t result, ColumnWriter* column) const = 0;
  /// Whether the value is known whatever the rows are that are in error.
  virtual bool is_decided(Positions /*at*/, std::uint64_t /*result*/) const { return false; }
};

/// `rows` are those that count. Time and memory linear in them, but for the sort of an order of
/// first and last, and n log n where `stretch` is any. With `in_order` the rows of a group are
/// sorted by the fold's order, first key rising.
std::unique_ptr<RangeFold> range_fold(const Environment& environment, const plan::Fold& node,
                                      const FoldGroups& groups, const SortedRows& rows,
                                      Stretch stretch, bool in_order);

/// The sort keys of an order, for all rows; those that are one value for all are left out.
std::vector<std::vector<std::int64_t>> order_codes(const Environment& environment,
                                                   const plan::Fold& node);

}  // namespace remit::column
