#include "api/host_source.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "api/versions.h"
#include "base/budget.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "report/input_words.h"
#include "report/path_of.h"
#include "run/guarded_executor.h"
#include "run/run_control.h"

namespace remit::api {

using column::StreamObstacle;
using column::StreamPlan;
using diagnostic::make_error;
namespace text = diagnostic::text;
using diagnostic::Text;
using table::DatasetBuilder;

absl::Status HostSource::rewind() {
  ++traversal_;
  link_nanoseconds_.push_back(0);
  rows_ = 0;
  const base::WithinBudget outside(nullptr);
  const Status done = host_.rewind();
  return done.ok() ? absl::OkStatus() : failure_.keep(done.error());
}

absl::StatusOr<const table::Table*> HostSource::next() {
  built_.reset();
  Data batch(data_);
  const Result<bool> more = [&] {
    const base::WithinBudget outside(nullptr);
    return host_.next(batch);
  }();
  if (!more.ok()) return failure_.keep(more.error());
  if (!*more) return nullptr;
  column::Stopwatch watch(measures_);
  const RunOptions options = batch.impl().own_options();
  run::RunControl control(options, 0, run::RunControl::Clock::now());
  run::GuardedExecutor executor(run::thread_count(options.threads), options, control);
  DatasetBuilder::Built built = batch.impl().builder.build(&executor);
  for (const plan::MadeRows& made : data_.impl().policy->plan->made)
    built.dataset.tables[made.entity] = data_.impl().built()->dataset.tables[made.entity];
  built_ = std::make_shared<const DatasetBuilder::Built>(std::move(built));
  const table::Table& table = built_->dataset.tables[entity_];
  if (traversal_ == 1) {
    print_keys(table);
    if (absl::Status status = check_keys(table); !status.ok()) return status;
  }
  rows_ += table.rows;
  link_nanoseconds_.back() += watch.lap();
  return &table;
}

void HostSource::tell(Profile* profile) const {
  for (std::size_t i = 0; i < profile->traversals.size(); ++i) {
    TraversalProfile& traversal = profile->traversals[i];
    traversal.link_nanoseconds = link_nanoseconds_[i];
    traversal.read_nanoseconds -= std::min(traversal.read_nanoseconds, link_nanoseconds_[i]);
  }
}

std::vector<const table::ColumnData*> HostSource::key_parts(const table::Table& table) const {
  std::vector<const table::ColumnData*> parts;
  for (const std::uint32_t field : data_.impl().policy->schemas[entity_].key) {
    parts.push_back(&table.columns[field]);
  }
  return parts;
}

void HostSource::print_keys(const table::Table& table) {
  using Keep = table::KeyPrints::Keep;
  const bool sharded =
      check_ == KeyCheck::printed || check_ == KeyCheck::printed_ends || check_ == KeyCheck::known;
  const std::vector<const table::ColumnData*> parts = key_parts(table);
  if (!sharded || parts.empty()) return;
  prints_.add(parts, check_ == KeyCheck::printed        ? Keep::all
                     : check_ == KeyCheck::printed_ends ? Keep::ends
                                                        : Keep::nothing);
}

absl::Status HostSource::check_keys(const table::Table& table) {
  const std::vector<const table::ColumnData*> parts = key_parts(table);
  if (parts.empty() || check_ == KeyCheck::known) return absl::OkStatus();
  std::optional<std::uint64_t> row;
  bool ascending = is_ascending(check_);
  if (check_ != KeyCheck::printed)
    row = parts.size() == 1 ? keys_.add(*parts.front()) : tuples_.add(parts);
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
  return failure_.keep(
      make_error(StatusCode::data_error, ascending ? text::api_stream_order : text::api_stream_key,
                 {data_.impl().policy->schemas[entity_].name,
                  report::place_of_row(
                      rows_ + *row, table::line_of(built_->dataset.tables[entity_].lines, *row))}));
}

namespace {

Error refusal(const plan::Plan& plan, std::size_t entity, const StreamObstacle& obstacle) {
  constexpr Text kTexts[] = {text::api_stream_whole,   text::api_stream_referred,
                             text::api_stream_matched, text::api_stream_calendar,
                             text::api_stream_earlier, text::api_stream_text,
                             text::api_stream_made,    text::api_stream_in_order};
  std::string column;
  if (obstacle.made != plan::kWhole) column = plan.entities[obstacle.made].name;
  if (obstacle.column != plan::kNoColumn) {
    const plan::Column& at = plan.columns[obstacle.column];
    column = at.name.empty() ? report::path_of(plan, obstacle.column) : at.name;
    if (column.empty()) column = at.origin.name();
    if (at.entity != entity) column = plan.entities[at.entity].name + "." + column;
  }
  return make_error(StatusCode::unsupported, kTexts[static_cast<std::size_t>(obstacle.kind)],
                    {plan.entities[entity].name, column});
}

}  // namespace

Result<StreamPlan> stream_plan_for(const Policy::Impl& policy, const plan::Plan& plan,
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

Data beside(const Data& data, std::size_t entity, const RunOptions& options) {
  Data other(data);
  Data::Impl& impl = other.impl();
  impl.changed();
  impl.builder.table(entity).clear();
  impl.whole[entity] = 0;
  impl.threads = options.threads;
  if (impl.policy->today && options.as_of) {
    impl.builder.table(plan::kWhole).set_date(0, *impl.policy->today, *day_number(options.as_of));
  }
  return other;
}

}  // namespace remit::api
