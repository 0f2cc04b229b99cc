// What is known after a traversal: with it the rows can be read once more, anywhere.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "column/nodes/nodes.h"
#include "column/stream/gathered.h"
#include "plan/plan.h"

namespace remit::column {

/// Columns that took all rows, after `traversals`. What else is complete by then, the columns of
/// other tables, is computed again where it is needed: it takes no rows.
struct Advanced {
  int traversals = 0;
  std::map<ShardId, std::uint64_t> rows;      ///< of each shard
  std::map<plan::ColumnId, ColumnPtr> folds;  ///< over the streamed rows
  /// Of the streamed entity: ranks, divisions, partitions; rows of `part`, or all.
  std::map<plan::ColumnId, ColumnPtr> whole;
  /// Of the streamed entity, for later ranks, divisions and partitions; all rows, in no part.
  std::map<plan::ColumnId, ColumnPtr> kept;
  std::optional<ShardId> part;  ///< of which shard this is the part; absent: all of it

  std::uint64_t row_count() const;
  /// What a shard needs to read its rows again; shares memory. The shard is one of `rows`, and this
  /// is no part, unless it is the same.
  Advanced part_of(ShardId shard) const;
};

}  // namespace remit::column
