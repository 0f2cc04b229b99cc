#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "remit/data.h"
#include "remit/options.h"
#include "remit/results.h"
#include "remit/status.h"

struct ArrowArrayStream;

namespace remit {

/// The rows of one entity, in batches of the source's own choosing, the same in each traversal.
/// Called on the thread that runs. An error ends the run and is what it answers.
struct StreamSource {
  /// Goes (again) before the first batch: once for each traversal, see `stream_traversals`.
  std::function<Status()> rewind;
  /// Fills the entity's table of `batch`, which is empty; false when there are no rows left.
  std::function<Result<bool>(Data& batch)> next;
};

/// Batches from Arrow: each array of the stream is one. `open` puts a new stream of the same rows
/// into its argument for each traversal.
StreamSource stream_from_arrow(std::size_t entity, std::function<Status(ArrowArrayStream*)> open);

/// What one batch came to: the tables of `Results` for the rows of this batch, those of other
/// entities without rows. Ledger, totals and targets are the batch's own; rows in `errors` count
/// from the first row of the run. During the call the figures of its rows can be explained: what is
/// made of all rows, such as a sum or a place, then stands with its value, and the other rows are
/// not named. Afterwards, and of other entities, nothing can be (StatusCode::unsupported).
struct StreamBatch {
  std::uint64_t first_row = 0;
  Results results;
};
/// Called on the thread that runs, in the order of the rows. An error ends the run.
using StreamSink = std::function<Status(const StreamBatch& batch)>;

struct StreamOptions {
  RunOptions run;
  /// Most bytes of the columns that have to be kept for all rows, because the policy ranks or
  /// divides them; 0: no limit.
  std::uint64_t kept_bytes = 0;
  /// The keys of the rows ascend strictly: whole numbers by value, texts by their bytes. That they
  /// occur once is then known without remembering them, but not that none looks like one of another
  /// batch; else 9 to 18 bytes of each are kept.
  bool ascending_keys = false;
};

}  // namespace remit
