#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "row/cells.h"

namespace remit::row {

using GroupId = std::uint32_t;

/// Which rows of an entity belong together: those that refer to one row, or that share the values
/// of a partition. Rows with a blank among those values belong to no group.
struct Groups {
  base::HashMap<std::vector<Value>, GroupId, KeyHash> known;
  std::vector<std::vector<std::uint64_t>> rows;  ///< of each group, ascending
  /// Rows of which an error hides where they belong, ascending.
  std::vector<std::pair<std::uint64_t, type::Fault>> unplaced;

  /// The rows whose key values are `key`; empty if there are none.
  std::span<const std::uint64_t> rows_of(const std::vector<Value>& key) const;
};

/// Groups the rows of `entity` by the values of `columns`; by none, all rows are one group.
Groups group_rows(Cells& cells, plan::EntityId entity, std::span<const plan::ColumnId> columns);

/// The values of `columns` in one row, or the first fault among them: blanks come before errors,
/// because a row with a blank belongs nowhere whatever the rest is.
struct GroupKey {
  std::vector<Value> values;
  std::optional<type::Fault> fault;
};
GroupKey group_key(Cells& cells, plan::EntityId entity, std::span<const plan::ColumnId> columns,
                   std::uint64_t row);

/// `where` of a row: false, true, or a fault (a blank is CellFault::missing). No column: true. In a
/// row that is in error as a whole it is that error.
Value condition(Cells& cells, plan::EntityId entity, plan::ColumnId where, std::uint64_t row);
inline bool is_false(const Value& value) {
  const bool* truth = std::get_if<bool>(&value);
  return truth != nullptr && !*truth;
}

/// The first error that leaves open where a row belongs that might count.
std::optional<type::Fault> membership_fault(Cells& cells, plan::EntityId entity,
                                            const Groups& groups, plan::ColumnId where);

}  // namespace remit::row
