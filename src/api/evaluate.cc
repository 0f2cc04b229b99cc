// One run: tables in, columns out.
#include <memory>
#include <utility>

#include "api/asked_plan.h"
#include "api/results_impl.h"
#include "api/versions.h"
#include "api/within_budget.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/policy.h"
#include "remit/profile.h"
#include "run/compute_kept.h"
#include "run/guarded_executor.h"
#include "run/one_row.h"

namespace remit {
using diagnostic::make_error;
namespace text = diagnostic::text;

namespace {

run::OneRowRuns& one_row_runs(const Policy::Impl& policy) {
  const std::lock_guard lock(policy.once_mutex);
  if (policy.one_row == nullptr) policy.one_row = std::make_unique<run::OneRowRuns>(policy.plan);
  return *policy.one_row;
}

Result<std::shared_ptr<Results::Impl>> evaluate_within(
    const std::shared_ptr<const Policy::Impl>& policy, const Data& data,
    const RunOptions& options) {
  auto run = std::make_shared<Results::Impl>();
  run->policy = policy;
  column::Stopwatch watch(options.profile != nullptr);
  const auto since = run::RunControl::Clock::now();
  const auto input = data.impl().input(options, since);
  if (input->refusal()) return *input->refusal();
  if (options.profile != nullptr) {
    *options.profile = {};
    options.profile->link_nanoseconds = watch.lap();
  }
  run->input = input->built();
  run->cancel = options.cancel;
  run->limits = options.limits;
  run->day = api::day_number(options.as_of);
  run->asked = options.only;
  run->threads = run::thread_count(options.threads);
  run::OneRowRuns& kept = one_row_runs(*policy);
  if (options.only.is_all()) {
    if (auto alone = kept.run(input, options)) {
      run->computed = *std::move(alone);
      return run;
    }
  }
  Result<table::Results> computed =
      run::compute(*input, api::plan_for(*policy, options.only),
                   api::tallied_for(*policy, options.only, run->input->dataset), kept.formulas(),
                   options, since);
  if (!computed.ok()) return computed.error();
  run->computed = *std::move(computed);
  return run;
}

}  // namespace

Result<Results> Policy::evaluate(const Data& data, const RunOptions& options) const {
  if (data.impl().policy != impl_) {
    return make_error(StatusCode::invalid_argument, text::api_other_policy);
  }
  auto run = api::within_budget(options.limits, options.cancel,
                                [&] { return evaluate_within(impl_, data, options); });
  if (!run.ok()) return run.error();
  return Results(*std::move(run));
}

}  // namespace remit
