// Runs over more rows than memory holds: one entity comes in batches, everything else is in memory.
#pragma once

#include <cstdint>
#include <functional>

#include "absl/status/statusor.h"
#include "column/evaluate.h"
#include "column/stream/stream_plan.h"
#include "table/dataset.h"

namespace remit::column {

/// The rows of the streamed entity, the same in each traversal.
class RowSource {
 public:
  virtual ~RowSource() = default;
  /// Goes (again) before the first batch; called before each traversal.
  virtual absl::Status rewind() = 0;
  /// The next batch, with references as row numbers; null after the last one. It is valid until the
  /// next call.
  virtual absl::StatusOr<const table::Table*> next() = 0;
};

/// One batch in the last traversal. Valid during the call.
struct StreamBatch {
  /// Counted from the first row of the run, or, in the only traversal of a shard, of the shard.
  std::uint64_t first_row = 0;
  std::uint64_t place = 0;  ///< the same as (shard, row), see gathered.h
  const table::Table& rows;
  /// The output columns of the streamed entity, whose rows, like those of faults that began in this
  /// entity, count from the first row of the batch; and those of the whole that a payment or a
  /// finding of it lists, as who pays. Other columns are absent.
  table::Results& results;
  /// The computed columns that are complete: those of other entities, and of the rows of this batch
  /// those that take all rows. Copied when somebody asks, for what is told of one row.
  std::function<table::Results()> complete;
};

struct StreamOptions : Options {
  /// Most bytes of columns that are kept for all streamed rows; 0: no limit.
  std::uint64_t kept_bytes = 0;
};

/// Evaluates the plan. `dataset` has the other tables; that of the streamed entity is not read.
/// Each batch of results goes to `sink`, in order; the results of all other entities are returned,
/// and are those of a run in memory, bit for bit. Memory: the other tables, one batch and its
/// results, and what `stream` says is kept. An error of source or sink ends the run and is
/// returned. kResourceExhausted: more would have to be kept than is allowed. kDataLoss: the source
/// gave another number of rows when it was traversed again.
absl::StatusOr<table::Results> evaluate_stream(
    const plan::Plan& plan, const StreamPlan& stream, const table::Dataset& dataset,
    RowSource& source, const std::function<absl::Status(const StreamBatch&)>& sink,
    const StreamOptions& options = {});

}  // namespace remit::column
