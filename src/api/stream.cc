// Runs whose rows of one entity come in batches.
#include "remit/stream.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "api/asked_plan.h"
#include "api/data_impl.h"
#include "api/results_impl.h"
#include "api/versions.h"
#include "api/within_budget.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/policy.h"
#include "remit/profile.h"
#include "report/errors.h"
#include "report/input_words.h"
#include "run/compute.h"
#include "table/key_guard.h"
#include "table/key_tuples.h"

namespace remit {
namespace {

using column::StreamObstacle;
using column::StreamPlan;
using diagnostic::make_error;
namespace text = diagnostic::text;
using diagnostic::Text;
using table::DatasetBuilder;

/// What the host answered, while the evaluator only knows that something went wrong.
class HostFailure {
 public:
  absl::Status keep(Error error) {
    error_ = std::move(error);
    return absl::AbortedError("the host");
  }
  const std::optional<Error>& error() const { return error_; }

 private:
  std::optional<Error> error_;
};

/// Batches of the host, read and linked.
class HostSource final : public column::RowSource {
 public:
  HostSource(const Data& data, std::size_t entity, const StreamSource& host, bool ascending_keys,
             bool measures, HostFailure& failure)
      : data_(data),
        entity_(entity),
        host_(host),
        ascending_(ascending_keys),
        keys_(ascending_keys),
        tuples_(ascending_keys),
        measures_(measures),
        failure_(failure) {}

  absl::Status rewind() override {
    ++traversal_;
    link_nanoseconds_.push_back(0);
    rows_ = 0;
    const base::WithinBudget outside(nullptr);
    const Status done = host_.rewind();
    return done.ok() ? absl::OkStatus() : failure_.keep(done.error());
  }

  absl::StatusOr<const table::Table*> next() override {
    built_.reset();
    Data batch(data_);
    const Result<bool> more = [&] {
      const base::WithinBudget outside(nullptr);
      return host_.next(batch);
    }();
    if (!more.ok()) return failure_.keep(more.error());
    if (!*more) return nullptr;
    column::Stopwatch watch(measures_);
    DatasetBuilder::Built built = batch.impl().builder.build();
    for (const plan::MadeRows& made : data_.impl().policy->plan->made)
      built.dataset.tables[made.entity] = data_.impl().built()->dataset.tables[made.entity];
    built_ = std::make_shared<const DatasetBuilder::Built>(std::move(built));
    const table::Table& table = built_->dataset.tables[entity_];
    if (traversal_ == 1) {
      if (absl::Status status = check_keys(table); !status.ok()) return status;
    }
    rows_ += table.rows;
    link_nanoseconds_.back() += watch.lap();
    return &table;
  }

  /// The source's time is the host's without what linking took of it.
  void tell(Profile* profile) const {
    for (std::size_t i = 0; i < profile->traversals.size(); ++i) {
      TraversalProfile& traversal = profile->traversals[i];
      traversal.link_nanoseconds = link_nanoseconds_[i];
      traversal.read_nanoseconds -= std::min(traversal.read_nanoseconds, link_nanoseconds_[i]);
    }
  }

  const std::shared_ptr<const DatasetBuilder::Built>& batch() const { return built_; }

 private:
  absl::Status check_keys(const table::Table& table) {
    std::vector<const table::ColumnData*> parts;
    for (const std::uint32_t field : data_.impl().policy->schemas[entity_].key) {
      parts.push_back(&table.columns[field]);
    }
    if (parts.empty()) return absl::OkStatus();
    std::optional<std::uint64_t> row =
        parts.size() == 1 ? keys_.add(*parts.front()) : tuples_.add(parts);
    bool ascending = ascending_;
    // Keys that occur twice within the batch are faults already, and problems.
    for (const table::InputProblem& problem : built_->problems) {
      if (problem.kind != table::ProblemKind::duplicate_key || problem.entity != entity_ ||
          problem.row < problem.other_row) {
        continue;
      }
      if (!row || problem.row < *row) row = problem.row;
      ascending = false;
      break;
    }
    if (!row) return absl::OkStatus();
    return failure_.keep(make_error(
        StatusCode::data_error, ascending ? text::api_stream_order : text::api_stream_key,
        {data_.impl().policy->schemas[entity_].name,
         report::place_of_row(rows_ + *row,
                              table::line_of(built_->dataset.tables[entity_].lines, *row))}));
  }

  const Data& data_;
  std::size_t entity_;
  const StreamSource& host_;
  bool ascending_;
  table::KeyGuard keys_;      // of one field
  table::TupleGuard tuples_;  // of several
  bool measures_;
  std::vector<std::uint64_t> link_nanoseconds_;  ///< by traversal
  HostFailure& failure_;
  int traversal_ = 0;
  std::uint64_t rows_ = 0;
  std::shared_ptr<const DatasetBuilder::Built> built_;
};

Error refusal(const plan::Plan& plan, std::size_t entity, const StreamObstacle& obstacle) {
  constexpr Text kTexts[] = {text::api_stream_whole,   text::api_stream_referred,
                             text::api_stream_matched, text::api_stream_calendar,
                             text::api_stream_earlier, text::api_stream_text,
                             text::api_stream_made,    text::api_stream_in_order};
  std::string column;
  if (obstacle.made != plan::kWhole) column = plan.entities[obstacle.made].name;
  if (obstacle.column != plan::kNoColumn) {
    const plan::Column& at = plan.columns[obstacle.column];
    column = at.name.empty() ? at.origin.name() : at.name;
    if (at.entity != entity) column = plan.entities[at.entity].name + "." + column;
  }
  return make_error(StatusCode::unsupported, kTexts[static_cast<std::size_t>(obstacle.kind)],
                    {plan.entities[entity].name, column});
}

Result<StreamPlan> plan_for(const Policy::Impl& policy, const plan::Plan& plan,
                            std::size_t entity) {
  if (entity >= policy.schemas.size()) {
    return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                      {text::api_entity, entity, policy.schemas.size()});
  }
  auto made = column::plan_stream(plan, static_cast<plan::EntityId>(entity));
  if (const auto* obstacle = std::get_if<StreamObstacle>(&made)) {
    return refusal(plan, entity, *obstacle);
  }
  return std::get<StreamPlan>(std::move(made));
}

/// The other tables, with the day of the run and no rows of the streamed entity.
Data beside(const Data& data, std::size_t entity, const std::optional<Date>& as_of) {
  Data other(data);
  Data::Impl& impl = other.impl();
  impl.changed();
  impl.builder.table(entity).clear();
  impl.whole[entity] = false;
  if (impl.policy->today && as_of) {
    impl.builder.table(plan::kWhole).set_date(0, *impl.policy->today, *api::day_number(as_of));
  }
  return other;
}

}  // namespace

Result<int> Policy::stream_traversals(std::size_t entity, Outputs only) const {
  const Result<StreamPlan> stream = plan_for(*impl_, *api::plan_for(*impl_, only), entity);
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
  const Result<StreamPlan> stream = plan_for(*impl_, *plan, entity);
  if (!stream.ok()) return stream.error();
  Profile* const profile = options.run.profile;
  column::Stopwatch watch(profile != nullptr);
  const Data other = beside(data, entity, options.run.as_of);
  HostFailure failure;
  HostSource rows(other, entity, source, options.ascending_keys, profile != nullptr, failure);
  auto totals = std::make_shared<report::TotalsOfParts>();
  auto run = std::make_shared<Results::Impl>();
  run->policy = impl_;
  run->asked = options.run.only;
  run->cancel = options.run.cancel;
  run->limits = options.run.limits;
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
    // A last batch without rows has no tables of the host's.
    part->input = rows.batch() != nullptr ? rows.batch() : other.impl().built();
    part->computed = std::move(batch.results);
    part->only = static_cast<plan::EntityId>(entity);
    part->first_row = batch.first_row;
    part->complete_columns = batch.complete;
    totals->add(api::run_of(*part));
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
