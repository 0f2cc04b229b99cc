// What rows leave behind when they were read once, and how that of several shards is put together.
#pragma once

#include <cstdint>
#include <map>

#include "absl/status/status.h"
#include "column/nodes/nodes.h"
#include "column/stream/fold_sum.h"
#include "plan/plan.h"
#include "table/column_data.h"

namespace remit::column {

/// A shard is some of the rows of the streamed entity. The host numbers the shards, and the order
/// of the rows of a run is that of (shard, row). A run in batches is one shard.
using ShardId = std::uint32_t;

/// How many rows the shards before a shard have is known once all were read. Until then its rows
/// are counted from here, so that numbers compare as pairs of shard and row do.
constexpr int kRowBits = 40;
constexpr ShardId kMostShards = 1u << (64 - kRowBits);
constexpr std::uint64_t first_of_shard(ShardId shard) {
  return static_cast<std::uint64_t>(shard) << kRowBits;
}

/// Rows of the shards that stand before one. Linear.
std::uint64_t rows_before(const std::map<ShardId, std::uint64_t>& rows, ShardId shard);

/// The rows of one shard: what is kept row by row. Rows are counted from the first of the shard;
/// rows that faults began in as `Gathered` says.
struct GatheredRows {
  std::uint64_t rows = 0;
  table::Faults refused;  ///< rows in error as a whole
  std::map<plan::ColumnId, ColumnPtr> kept;
};

/// What one traversal gathered of some shards. Streamed rows are named as (shard, row) in the first
/// traversal, and after it by their number in the whole run.
struct Gathered {
  std::map<plan::ColumnId, FoldSum> folds;
  std::map<ShardId, GatheredRows> shards;

  /// Adds what was gathered of other shards, in any order. kInvalidArgument: a shard is in both, or
  /// they are not of one plan.
  absl::Status merge(Gathered other);
};

}  // namespace remit::column
