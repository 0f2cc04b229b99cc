#include "column/stream/gathered.h"

#include <utility>

namespace remit::column {

std::uint64_t rows_before(const std::map<ShardId, std::uint64_t>& rows, ShardId shard) {
  std::uint64_t before = 0;
  for (const auto& [each, count] : rows) {
    if (each >= shard) break;
    before += count;
  }
  return before;
}

absl::Status Gathered::merge(Gathered other) {
  if (shards.empty()) {
    *this = std::move(other);
    return absl::OkStatus();
  }
  for (const auto& [shard, rows] : other.shards) {
    if (shards.count(shard) != 0) return absl::InvalidArgumentError("a shard twice");
  }
  if (folds.size() != other.folds.size()) return absl::InvalidArgumentError("other folds");
  for (auto ours = folds.begin(), theirs = other.folds.begin(); ours != folds.end();
       ++ours, ++theirs) {
    if (ours->first != theirs->first || !ours->second.fits(theirs->second)) {
      return absl::InvalidArgumentError("other folds");
    }
  }
  for (auto& [id, fold] : folds) fold.merge(std::move(other.folds.at(id)));
  shards.merge(other.shards);
  return absl::OkStatus();
}

}  // namespace remit::column
