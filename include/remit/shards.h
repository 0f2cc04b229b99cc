#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "remit/data.h"
#include "remit/policy.h"
#include "remit/results.h"
#include "remit/status.h"
#include "remit/stream.h"

struct ArrowArrayStream;

/// A run in parts, on any number of machines. The rows of one entity lie in shards, which the host
/// numbers; the order of the rows of the run is that of (shard, row). In each of the run's
/// traversals (Policy::stream_traversals) every shard is gathered, the states are merged in any
/// order and tree, and the merged one is advanced; the last traversal gives the results. Every
/// figure is that of a run in memory.
namespace remit {

/// A number of a shard is below this, and a shard has fewer than 2^40 rows.
inline constexpr std::uint32_t kMostShards = 1u << 24;

/// What shards send each other: what rows left behind (gathered), or what follows from it
/// (advanced). It knows its policy, day, outputs, tables, entity and traversal, and is refused
/// wherever they differ. Immutable and cheap to copy.
class ShardState {
 public:
  struct Impl;
  explicit ShardState(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

  /// The state as bytes: versioned, little-endian, with a checksum against accidents.
  std::string bytes() const;
  /// StatusCode::data_error: none, not all of one, altered, or of another version.
  static Result<ShardState> of_bytes(std::string_view bytes);
  /// One row of an Arrow stream: policy (canonical hash), entity, day, traversal, kind, state (its
  /// bytes, binary). The schema's metadata has the version as `remit.state`, and the same words.
  Status export_arrow(ArrowArrayStream* stream) const;
  /// Reads the column `state` of a stream to its end; several states, gathered ones, are merged.
  /// Takes over `stream`.
  static Result<ShardState> of_arrow(ArrowArrayStream* stream);

  /// From 1: which one was gathered, or is over.
  int traversal() const;
  bool is_advanced() const;
  /// How many shards were gathered, or are known, and the number of one of them, ascending; `index`
  /// is below the count.
  std::size_t shard_count() const;
  std::uint32_t shard(std::size_t index) const;

  const std::shared_ptr<const Impl>& impl() const { return impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

// Of each: `data` has all other tables, the same everywhere; `options` as for evaluate_stream, with
// the same day and outputs everywhere. `before` is what the traversal before was advanced to, or
// the part of the shard; null in the first traversal.

/// Reads the rows of one shard once. `rows.rewind` is called first. A row in an error message
/// counts from the first row of the shard.
Result<ShardState> gather_shard(const Policy& policy, const Data& data, std::size_t entity,
                                std::uint32_t shard, const ShardState* before,
                                const StreamSource& rows, const StreamOptions& options = {});
/// The same in the last traversal: batches of results go to `sink`. In the only traversal of a run
/// rows count from the first row of the shard, else from the first row of the run. What is gathered
/// is for finish_shards.
Result<ShardState> shard_results(const Policy& policy, const Data& data, std::size_t entity,
                                 std::uint32_t shard, const ShardState* before,
                                 const StreamSource& rows, const StreamSink& sink,
                                 const StreamOptions& options = {});
/// What shards gathered, together. StatusCode::invalid_argument: a shard is in two of them, or they
/// are not of one run and traversal.
Result<ShardState> merge_states(std::span<const ShardState> states);
/// From what all shards gathered, in a traversal that is not the last, to what the next one begins
/// with. StatusCode::data_error: a key occurs twice, or a shard has other rows than before.
Result<ShardState> advance_state(const Policy& policy, const Data& data, const ShardState& gathered,
                                 const ShardState* before, const StreamOptions& options = {});
/// What one shard needs of an advanced state: its own rows of ranks and divisions, and none of the
/// others'.
Result<ShardState> part_of_state(const ShardState& advanced, std::uint32_t shard);
/// From what all shards gathered in the last traversal to the results of the other entities, with
/// totals over everything, as of evaluate_stream.
Result<Results> finish_shards(const Policy& policy, const Data& data, const ShardState& gathered,
                              const ShardState* before, const StreamOptions& options = {});

}  // namespace remit
