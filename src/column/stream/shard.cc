#include "column/stream/shard.h"

#include <memory>
#include <utility>

#include "column/stream/state_check.h"

namespace remit::column {
namespace {

absl::Status not_of_this_run() {
  return absl::InvalidArgumentError("a state of another plan, other tables or another traversal");
}

std::vector<std::uint64_t> row_counts(const ShardedRun& run) {
  std::vector<std::uint64_t> counts;
  for (const table::Table& table : run.dataset.tables) counts.push_back(table.rows);
  counts[plan::kWhole] = 1;
  return counts;
}

/// A run that begins where `before` ends.
absl::StatusOr<std::unique_ptr<StreamRun>> begun(const ShardedRun& run, const Advanced* before) {
  auto made = std::make_unique<StreamRun>(run.plan, run.stream, run.dataset, run.options);
  if (before == nullptr) {
    if (absl::Status status = made->begin(); !status.ok()) return status;
    return made;
  }
  const std::vector<std::uint64_t> counts = row_counts(run);
  if (!StateChecker{run.plan, run.stream, counts}.fits(*before)) return not_of_this_run();
  if (absl::Status status = made->resume(*before); !status.ok()) return status;
  return made;
}

absl::StatusOr<std::unique_ptr<StreamRun>> advance(const ShardedRun& run, const Advanced* before,
                                                   Gathered gathered) {
  if (before != nullptr && before->part) return not_of_this_run();
  const int traversal = before == nullptr ? 1 : before->traversals + 1;
  const std::vector<std::uint64_t> counts = row_counts(run);
  if (!StateChecker{run.plan, run.stream, counts}.fits(gathered, traversal))
    return not_of_this_run();
  absl::StatusOr<std::unique_ptr<StreamRun>> made = begun(run, before);
  if (!made.ok()) return made.status();
  if (absl::Status status = (*made)->advance(std::move(gathered)); !status.ok()) return status;
  return made;
}

}  // namespace

absl::StatusOr<Gathered> gather_shard(const ShardedRun& run, const Advanced* before, ShardId shard,
                                      RowSource& source, const StreamSink* sink) {
  const bool is_known = before == nullptr ? shard < kMostShards : before->rows.count(shard) != 0;
  if (!is_known || (before != nullptr && before->part && *before->part != shard))
    return not_of_this_run();
  std::optional<Advanced> part;
  if (before != nullptr) part = before->part_of(shard);
  absl::StatusOr<std::unique_ptr<StreamRun>> made = begun(run, part ? &*part : nullptr);
  if (!made.ok()) return made.status();
  absl::StatusOr<Gathered> gathered = (*made)->gather(source, shard, sink);
  if (!gathered.ok()) return gathered;
  if (before != nullptr && gathered->shards.at(shard).rows != before->rows.at(shard)) {
    return absl::DataLossError("another number of rows");
  }
  return gathered;
}

absl::StatusOr<Advanced> advance_shards(const ShardedRun& run, const Advanced* before,
                                        Gathered gathered) {
  absl::StatusOr<std::unique_ptr<StreamRun>> made = advance(run, before, std::move(gathered));
  if (!made.ok()) return made.status();
  return (*made)->advanced();
}

absl::StatusOr<table::Results> finish_shards(const ShardedRun& run, const Advanced* before,
                                             Gathered gathered) {
  absl::StatusOr<std::unique_ptr<StreamRun>> made = advance(run, before, std::move(gathered));
  if (!made.ok()) return made.status();
  return (*made)->results();
}

}  // namespace remit::column
