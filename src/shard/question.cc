#include "shard/question.h"

#include <string>
#include <utility>

#include "api/asked_plan.h"
#include "api/versions.h"
#include "base/civil_date.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "plan/print.h"
#include "run/compute.h"
#include "table/digest.h"

namespace remit::shard {
namespace {

using diagnostic::make_error;
namespace text = diagnostic::text;

std::string hash_of_plan(const plan::Plan& plan) {
  table::Digest digest;
  digest.add(plan::print(plan));
  return digest.hex();
}

/// All tables but that of one entity.
std::string hash_of_tables(const table::Dataset& dataset, plan::EntityId without) {
  table::Digest digest;
  for (std::size_t entity = 0; entity < dataset.tables.size(); ++entity) {
    if (entity == without) continue;
    const table::Table& table = dataset.tables[entity];
    digest.add(table.rows);
    digest.add(std::uint64_t{table.given});
    for (const table::ColumnData& column : table.columns) digest.add(column);
  }
  return digest.hex();
}

}  // namespace

Result<std::unique_ptr<Question>> Question::of(const Policy& policy, const Data& data,
                                               std::size_t entity, const StreamOptions& options) {
  const Policy::Impl& impl = *policy.impl();
  if (data.impl().policy != policy.impl()) {
    return make_error(StatusCode::invalid_argument, text::api_other_policy);
  }
  const std::shared_ptr<const plan::Plan> plan = api::plan_for(impl, options.run.only);
  Result<column::StreamPlan> stream = api::stream_plan_for(impl, *plan, entity);
  if (!stream.ok()) return stream.error();
  std::unique_ptr<Question> made(
      new Question(policy, api::beside(data, entity, options.run), options));
  made->plan_ = plan;
  made->stream_ = *std::move(stream);
  RunOptions beside_rows = options.run;
  beside_rows.as_of.reset();  // the day is set
  if (const auto input = made->other_.impl().input(beside_rows); input->refusal())
    return *input->refusal();
  made->tables_ = made->other_.impl().built();
  About& about = made->about_;
  about.policy = policy.canonical_hash();
  about.plan = hash_of_plan(*plan);
  about.tables = hash_of_tables(made->tables_->dataset, made->stream_.entity);
  about.entity = made->entity_name();
  if (const auto day = api::day_number(options.run.as_of))
    about.day = base::to_iso_text(base::civil_from_days(*day));
  about.outputs = options.run.only.bits();
  return made;
}

Result<std::unique_ptr<Question>> Question::of(const Policy& policy, const Data& data,
                                               const ShardState& state,
                                               const StreamOptions& options) {
  const std::vector<EntityInfo>& entities = policy.impl()->entities;
  for (std::size_t entity = 0; entity < entities.size(); ++entity) {
    if (entities[entity].name == state.impl()->about.entity)
      return of(policy, data, entity, options);
  }
  return make_error(StatusCode::invalid_argument, text::api_state_other,
                    {text::api_state_policy, state.impl()->about.policy, policy.canonical_hash()});
}

About Question::about(int traversal, const ShardState* before) const {
  About made = about_;
  made.traversal = traversal;
  if (before != nullptr) made.basis = before->impl()->about.basis;
  return made;
}

std::optional<Error> Question::refuse(const ShardState& state) const {
  const About& theirs = state.impl()->about;
  const auto differs = [](diagnostic::Text what, const std::string& there,
                          const std::string& here) -> std::optional<Error> {
    if (there == here) return std::nullopt;
    return make_error(StatusCode::invalid_argument, text::api_state_other, {what, there, here});
  };
  for (auto& error : {differs(text::api_state_policy, theirs.policy, about_.policy),
                      differs(text::api_state_entity, theirs.entity, about_.entity),
                      differs(text::api_state_day, theirs.day, about_.day),
                      differs(text::api_state_outputs, std::to_string(theirs.outputs),
                              std::to_string(about_.outputs)),
                      differs(text::api_state_release, theirs.plan, about_.plan),
                      differs(text::api_state_tables, theirs.tables, about_.tables)}) {
    if (error) return error;
  }
  return std::nullopt;
}

std::optional<Error> Question::refuse_gathered(const ShardState& state, int traversal) const {
  if (state.is_advanced())
    return make_error(StatusCode::invalid_argument, text::api_state_gathered);
  if (auto error = refuse(state)) return error;
  if (state.traversal() == traversal) return std::nullopt;
  return make_error(StatusCode::invalid_argument, text::api_state_traversal,
                    {traversal, state.traversal()});
}

std::optional<Error> Question::refuse_before(const ShardState* before, int traversal,
                                             bool whole) const {
  const int over = before == nullptr ? 0 : before->traversal();
  if (before != nullptr) {
    if (!before->is_advanced())
      return make_error(StatusCode::invalid_argument, text::api_state_advanced);
    if (auto error = refuse(*before)) return error;
    if (whole && before->impl()->advanced()->part)
      return make_error(StatusCode::invalid_argument, text::api_state_part);
  }
  if (over + 1 == traversal) return std::nullopt;
  return make_error(StatusCode::invalid_argument, text::api_state_traversal, {traversal - 1, over});
}

std::optional<Error> Question::compute(
    const std::function<absl::Status(const column::ShardedRun&)>& body) const {
  return run::run_streamed(*plan_, stream_.entity, options_, [&](const column::StreamOptions& how) {
    return body({*plan_, stream_, tables_->dataset, how});
  });
}

}  // namespace remit::shard
