#pragma once

#include <optional>
#include <vector>

#include "base/hash_map.h"
#include "row/cells.h"
#include "row/order.h"

namespace remit::row {

/// The rows that compete, by partition. A row that certainly takes no part is none of them.
struct Competition {
  struct Partition {
    std::vector<Sortable> rows;           ///< best first
    std::vector<std::uint64_t> doubtful;  ///< that may take part, or stand anywhere among them
    std::optional<type::Fault> fault;     ///< of the first of these
  };
  base::HashMap<std::vector<Value>, Partition, KeyHash> partitions;
  /// Rows that belong to no partition because of an error of their own.
  std::vector<std::pair<std::uint64_t, type::Fault>> outside;
  std::vector<std::uint64_t> unplaced;  ///< rows that may belong to any partition
  std::optional<type::Fault> fault;     ///< of the first of these: no place is certain
};

Competition read_competition(const CellPlace& place, const plan::Rank& node);

/// The places of all rows of the entity, in row order. `place.row` means nothing.
std::vector<Value> rank(const CellPlace& place, const plan::Rank& node);

}  // namespace remit::row
