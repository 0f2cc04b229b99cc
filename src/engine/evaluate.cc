// One run: tables in, columns out.
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "base/civil_date.h"
#include "engine/error.h"
#include "engine/results_impl.h"
#include "engine/run_control.h"
#include "remit/policy.h"
#include "row/evaluator.h"

namespace remit {
namespace {

using diagnostic::Text;
using engine::make_error;
using engine::RunControl;

/// The tables, with the day that `today` means filled in.
std::shared_ptr<const table::DatasetBuilder::Built> input_for(const Data::Impl& data,
                                                              const std::optional<Date>& as_of) {
  const std::optional<std::size_t> today = data.policy->today;
  if (!today || !as_of) return data.built();
  table::DatasetBuilder dated = data.builder;
  dated.table(plan::kWhole)
      .set_date(0, *today, base::days_from_civil({as_of->year, as_of->month, as_of->day}));
  return std::make_shared<const table::DatasetBuilder::Built>(dated.build());
}

/// Cells that a run computes, the unit of progress and of the step limit.
std::uint64_t cell_count(const plan::Plan& plan, const table::Dataset& dataset) {
  std::uint64_t cells = 0;
  for (const plan::Column& column : plan.columns) {
    if (!std::holds_alternative<plan::Input>(column.node)) {
      cells += dataset.tables[column.entity].rows;
    }
  }
  return cells;
}

Error error_of(const absl::Status& status, const RunControl& control, const RunOptions& options) {
  switch (status.code()) {
    case absl::StatusCode::kCancelled:
      return control.reason();
    case absl::StatusCode::kResourceExhausted:
      return make_error(StatusCode::limit_exceeded, Text::api_limit_steps, {options.limits.steps});
    default:
      return make_error(StatusCode::internal_error, Text::api_internal,
                        {std::string(status.message())});
  }
}

}  // namespace

Result<Results> Policy::evaluate(const Data& data, const RunOptions& options) const {
  if (data.impl().policy != impl_) {
    return make_error(StatusCode::invalid_argument, Text::api_other_policy);
  }
  auto run = std::make_shared<Results::Impl>();
  run->policy = impl_;
  run->input = input_for(data.impl(), options.as_of);
  const table::Dataset& dataset = run->input->dataset;
  RunControl control(options, cell_count(*impl_->plan, dataset));
  std::uint64_t asked = 0;
  row::Options how;
  how.steps = options.limits.steps;
  how.stop = [&] { return control.should_stop(asked++); };
  absl::StatusOr<table::Results> computed =
      row::Evaluator(*impl_->plan, dataset, std::move(how)).evaluate();
  if (!computed.ok()) return error_of(computed.status(), control, options);
  run->computed = *std::move(computed);
  if (!control.finish()) return control.reason();
  return Results(std::move(run));
}

}  // namespace remit
