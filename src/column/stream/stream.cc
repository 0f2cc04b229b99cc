#include "column/stream/stream.h"

#include <utility>

#include "column/stream/stream_run.h"

namespace remit::column {
namespace {

/// What the run took without that which is known from the traversals.
void profile_rest(std::uint64_t nanoseconds, Profile* profile) {
  for (const TraversalProfile& each : profile->traversals) {
    nanoseconds -= each.read_nanoseconds + each.bind_nanoseconds + each.take_nanoseconds;
  }
  profile->total_nanoseconds = nanoseconds;
}

}  // namespace

absl::StatusOr<table::Results> evaluate_stream(
    const plan::Plan& plan, const StreamPlan& stream, const table::Dataset& dataset,
    RowSource& source, const std::function<absl::Status(const StreamBatch&)>& sink,
    const StreamOptions& options) {
  constexpr ShardId kOnlyShard = 0;
  StreamRun run(plan, stream, dataset, options);
  Stopwatch watch(options.profile != nullptr);
  if (absl::Status status = run.begin(); !status.ok()) return status;
  while (run.traversals() < stream.traversals) {
    Stopwatch beginning(options.profile != nullptr);
    if (absl::Status status = source.rewind(); !status.ok()) return status;
    run.count_reading(beginning.lap());
    absl::StatusOr<Gathered> gathered = run.gather(source, kOnlyShard, &sink);
    if (!gathered.ok()) return gathered.status();
    if (absl::Status status = run.advance(*std::move(gathered)); !status.ok()) return status;
  }
  table::Results results = run.results();
  if (options.profile != nullptr) profile_rest(watch.lap(), options.profile);
  return results;
}

}  // namespace remit::column
