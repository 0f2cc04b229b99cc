#pragma once

#include <optional>
#include <vector>

#include "base/hash_map.h"
#include "row/cells.h"
#include "row/order.h"

namespace remit::row {

/// The rows that compete, by partition, best first.
struct Competition {
  base::HashMap<std::vector<Value>, std::vector<Sortable>, KeyHash> partitions;
  /// Rows that belong to no partition because of an error of their own.
  std::vector<std::pair<std::uint64_t, type::Fault>> outside;
  std::optional<type::Fault> fault;  ///< the first one that makes every place uncertain
};

Competition read_competition(const CellPlace& place, const plan::Rank& node);

/// The places of all rows of the entity, in row order. `place.row` means nothing.
std::vector<Value> rank(const CellPlace& place, const plan::Rank& node);

}  // namespace remit::row
