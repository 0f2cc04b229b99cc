// A run in parts: each shard reads its own rows, anywhere; what they came to is put together once
// for each traversal.
#pragma once

#include "absl/status/statusor.h"
#include "column/stream/advanced.h"
#include "column/stream/gathered.h"
#include "column/stream/stream_run.h"

namespace remit::column {

/// What the rows of a run are computed from, the same in each of its parts.
struct ShardedRun {
  const plan::Plan& plan;
  const StreamPlan& stream;
  const table::Dataset& dataset;  ///< the other tables
  const StreamOptions& options;
};

// `before` is what the traversal before came to; null before the first one. What does not fit
// plan, tables and traversal is kInvalidArgument, and nothing is computed from it.

/// Reads a shard once. In the last traversal results go to `sink`, if there is one. Errors as those
/// of evaluate_stream.
absl::StatusOr<Gathered> gather_shard(const ShardedRun& run, const Advanced* before, ShardId shard,
                                      RowSource& source, const StreamSink* sink);

/// From what all shards gathered to what the next traversal begins with. `before` is no part.
absl::StatusOr<Advanced> advance_shards(const ShardedRun& run, const Advanced* before,
                                        Gathered gathered);

/// From what all shards gathered in the last traversal to the columns of other entities.
absl::StatusOr<table::Results> finish_shards(const ShardedRun& run, const Advanced* before,
                                             Gathered gathered);

}  // namespace remit::column
