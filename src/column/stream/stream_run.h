// A run over streamed rows, cut at its seams: gather what the rows of a traversal leave behind,
// advance to what follows from it, give results.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "column/evaluate_part.h"
#include "column/stream/advanced.h"
#include "column/stream/gathered.h"
#include "column/stream/stream.h"

namespace remit::column {

using StreamSink = std::function<absl::Status(const StreamBatch&)>;

/// Plan, stream plan and options must outlive it. For one thread.
class StreamRun {
 public:
  /// Binds the other tables. That of the streamed entity is not read.
  StreamRun(const plan::Plan& plan, const StreamPlan& stream, const table::Dataset& dataset,
            const StreamOptions& options);

  /// Computes what needs no streamed row. Once, before anything else.
  absl::Status begin();
  /// The same where some traversals are over, from what they came to with this plan and these
  /// tables.
  absl::Status resume(const Advanced& advanced);
  /// How many traversals are over.
  int traversals() const { return traversals_; }
  bool is_last() const { return traversals_ + 1 == stream_.traversals; }

  /// Time that the source took before the next traversal is that traversal's.
  void count_reading(std::uint64_t nanoseconds) { now_.read_nanoseconds += nanoseconds; }
  /// Reads the rows of a shard once, from where the source stands: the traversal after those that
  /// are over. In the last one batches of results go to `sink`, if there is one. A shard of a run
  /// that was resumed must be one that it knows.
  absl::StatusOr<Gathered> gather(RowSource& source, ShardId shard, const StreamSink* sink);
  /// Takes what all shards came to, and computes everything that is possible after this traversal.
  /// kDataLoss: there are other shards than before, or one has another number of rows.
  /// kInvalidArgument: a fault began in a row that no shard has.
  absl::Status advance(Gathered gathered);
  /// What there is after a traversal, without what no later one needs.
  Advanced advanced() const;
  /// The columns of other entities, once the last traversal is over.
  table::Results results() const;

 private:
  /// What one traversal computes from its batches.
  struct Wanted {
    int traversal;
    std::vector<bool> columns;
    std::vector<plan::ColumnId> kept;
    std::vector<plan::ColumnId> results;
    std::vector<plan::ColumnId> listed;
  };
  /// Of a traversal of a shard, while its batches are read.
  struct Reading {
    Wanted wanted;
    Schedule schedule;
    const StreamSink* sink = nullptr;
    ShardId shard = 0;
    std::uint64_t base = 0;   ///< what the first row of the shard is called
    std::uint64_t first = 0;  ///< row of the shard with which the batch begins
    std::map<plan::ColumnId, FoldSum> folds;
    std::map<plan::ColumnId, KeptColumn> kept;
    table::Faults refused;

    std::uint64_t named() const { return base + first; }
  };

  bool measures() const { return options_.profile != nullptr; }
  absl::StatusOr<PartResult> evaluate(const Schedule& schedule, const BoundDataset& bound,
                                      std::optional<plan::EntityId> left_over, int traversal);
  bool is_result(plan::ColumnId id) const;
  bool has_role(plan::ColumnId id, StreamRole role) const;
  table::ColumnData result_of(plan::ColumnId id, const ColumnStore& store,
                              const TextCodes& texts) const;
  Wanted wanted_in(int traversal, bool last) const;
  absl::Status run_batch(Reading& reading, const table::Table& rows);
  absl::Status give(const PartResult& part, const Reading& reading, const table::Table& rows,
                    const BoundDataset& bound);
  type::Fault moved(type::Fault fault, std::uint64_t by) const;
  void put_complete(const Reading& reading, std::uint64_t rows, BoundDataset* bound) const;
  ColumnPtr seen_from_batch(const ColumnPtr& store, std::uint64_t first,
                            const TextCodes& texts) const;
  void profile_gathering(plan::ColumnId id, int traversal, Stopwatch* watch) const;
  std::vector<table::ColumnData> columns_without_rows() const;

  // What becomes of it: advance.cc
  absl::Status compute_beside(int after, bool with_whole);
  void complete(plan::ColumnId id, ColumnPtr store);
  absl::Status place_rows(Gathered* gathered) const;
  void join_rows(Gathered* gathered);
  void finish_folds(int traversal, std::map<plan::ColumnId, FoldSum>* folds);
  bool is_read_by_rows(plan::ColumnId id) const;
  bool is_read_later(plan::ColumnId id) const;

  const plan::Plan& plan_;
  const StreamPlan& stream_;
  const StreamOptions& options_;
  base::SerialExecutor serial_;
  RunOptions run_;
  table::Dataset dataset_;
  std::shared_ptr<ColumnMemory> memory_;
  std::shared_ptr<BoundDataset> beside_;  ///< inputs: every column that is complete
  std::vector<bool> complete_;
  std::vector<bool> starts_in_rows_;       ///< by column: of the streamed entity
  int traversals_ = 0;                     ///< that are over
  std::map<ShardId, std::uint64_t> rows_;  ///< of each shard, once one traversal is over
  std::uint64_t begins_ = 0;  ///< row with which the complete columns of the streamed entity begin
  TraversalProfile now_;      ///< of this traversal, as far as it went
};

}  // namespace remit::column
