// One run: tables in, columns out.
#include <memory>
#include <utility>

#include "base/civil_date.h"
#include "engine/compute.h"
#include "engine/error.h"
#include "engine/results_impl.h"
#include "remit/policy.h"

namespace remit {
namespace {

using diagnostic::Text;
using engine::make_error;

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

}  // namespace

Result<Results> Policy::evaluate(const Data& data, const RunOptions& options) const {
  if (data.impl().policy != impl_) {
    return make_error(StatusCode::invalid_argument, Text::api_other_policy);
  }
  auto run = std::make_shared<Results::Impl>();
  run->policy = impl_;
  run->input = input_for(data.impl(), options.as_of);
  Result<table::Results> computed = engine::compute(*impl_->plan, run->input->dataset, options);
  if (!computed.ok()) return computed.error();
  run->computed = *std::move(computed);
  return Results(std::move(run));
}

}  // namespace remit
