// Runs whose rows of one entity come in batches.
#include "remit/stream.h"

#include <memory>
#include <utility>

#include "api/asked_plan.h"
#include "api/data_impl.h"
#include "api/host_source.h"
#include "api/results_impl.h"
#include "api/versions.h"
#include "api/within_budget.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/policy.h"
#include "remit/profile.h"
#include "report/errors.h"
#include "run/compute.h"
#include "run/guarded_executor.h"

namespace remit {

using column::StreamPlan;
using diagnostic::make_error;
namespace text = diagnostic::text;

Result<int> Policy::stream_traversals(std::size_t entity, Outputs only) const {
  const Result<StreamPlan> stream =
      api::stream_plan_for(*impl_, *api::plan_for(*impl_, only), entity);
  if (!stream.ok()) return stream.error();
  return stream->traversals;
}

Result<Results> Policy::evaluate_stream(const Data& data, std::size_t entity,
                                        const StreamSource& source, const StreamSink& sink,
                                        const StreamOptions& options) const {
  if (data.impl().policy != impl_) {
    return make_error(StatusCode::invalid_argument, text::api_other_policy);
  }
  const std::shared_ptr<const plan::Plan> plan = api::plan_for(*impl_, options.run.only);
  const Result<StreamPlan> stream = api::stream_plan_for(*impl_, *plan, entity);
  if (!stream.ok()) return stream.error();
  Profile* const profile = options.run.profile;
  column::Stopwatch watch(profile != nullptr);
  const Data other = api::beside(data, entity, options.run);
  api::HostFailure failure;
  const api::KeyCheck keys =
      options.ascending_keys ? api::KeyCheck::ascending : api::KeyCheck::remembered;
  api::HostSource rows(other, entity, source, keys, profile != nullptr, failure);
  auto totals = std::make_shared<report::TotalsOfParts>();
  auto run = std::make_shared<Results::Impl>();
  run->policy = impl_;
  run->asked = options.run.only;
  run->cancel = options.run.cancel;
  run->limits = options.run.limits;
  run->threads = run::thread_count(options.run.threads);
  RunOptions beside_rows = options.run;
  beside_rows.as_of.reset();  // the day is set
  if (const auto input = other.impl().input(beside_rows); input->refusal())
    return *input->refusal();
  run->input = other.impl().built();
  const auto give = [&](const column::StreamBatch& batch) {
    auto part = std::make_shared<Results::Impl>();
    part->policy = impl_;
    part->asked = options.run.only;
    part->cancel = options.run.cancel;
    part->limits = options.run.limits;
    part->threads = run->threads;
    // A last batch without rows has no tables of the host's.
    part->input = rows.batch() != nullptr ? rows.batch() : other.impl().built();
    part->computed = std::move(batch.results);
    part->only = static_cast<plan::EntityId>(entity);
    part->first_row = batch.first_row;
    part->complete_columns = batch.complete;
    totals->add(api::run_of(*part), batch.place);
    report::note_due(api::run_of(*part), run->due_in_batches);
    if (!sink) return absl::OkStatus();
    const base::WithinBudget outside(nullptr);
    const Status done = sink({batch.first_row, Results(part)});
    part->forget_complete();
    return done.ok() ? absl::OkStatus() : failure.keep(done.error());
  };
  if (profile != nullptr) {
    *profile = {};
    profile->link_nanoseconds = watch.lap();
  }
  Result<table::Results> computed = api::within_budget(options.run.limits, options.run.cancel, [&] {
    return run::compute_stream(*plan, *stream, run->input->dataset, rows, give, options);
  });
  if (failure.error()) return *failure.error();
  if (!computed.ok()) return computed.error();
  if (profile != nullptr) rows.tell(profile);
  run->computed = *std::move(computed);
  run->day = api::day_number(options.run.as_of);
  run->totals_of_batches = std::move(totals);
  return Results(std::move(run));
}

}  // namespace remit
