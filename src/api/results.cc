#include "remit/results.h"

#include <utility>
#include <vector>

#include "api/results_impl.h"
#include "api/versions.h"
#include "diagnostic/error.h"
#include "report/errors.h"
#include "report/history_gaps.h"
#include "report/input_words.h"
#include "report/rounding.h"
#include "report/table_impl.h"
#include "report/tables.h"
#include "run/compute.h"
#include "table/digest.h"

namespace remit {
namespace api {

table::Naming make_naming(const Results::Impl& results, Language language) {
  const plan::Plan& plan = *results.policy->plan;
  table::Naming naming;
  for (const type::CategorySet& set : plan.category_sets) {
    std::vector<std::string>& names = naming.categories.emplace_back();
    for (const type::CategorySet::Value& value : set.values) {
      const bool translated = language == Language::zh && !value.label_zh.empty();
      names.push_back(translated ? value.label_zh : value.name);
    }
  }
  for (const plan::Entity& entity : plan.entities) {
    naming.keys.push_back(entity.key ? static_cast<std::int32_t>(*entity.key) : -1);
  }
  naming.dataset = &results.input->dataset;
  return naming;
}

report::ComputedRun run_of(const Results::Impl& results) {
  report::ComputedRun run(*results.policy->plan, results.input->dataset, results.computed);
  if (results.only) run.narrow(*results.only, results.first_row);
  return run;
}

}  // namespace api

std::size_t Results::entity_count() const { return impl_->policy->entities.size(); }

Table Results::entity(std::size_t index, Language language) const {
  const Policy::Impl& policy = *impl_->policy;
  const EntityInfo& info = policy.entities[index];
  const table::Table& input = impl_->input->dataset.tables[index];
  auto table = std::make_shared<Table::Impl>();
  table->name = info.name;
  const bool covered = !impl_->only || impl_->only == index;
  table->rows = covered ? input.rows : 0;
  table->naming = api::make_naming(*impl_, language);
  table->fault_words = impl_;
  if (info.key) {
    const FieldInfo& key = info.fields[*info.key];
    table->columns.push_back({key.name, key.label.empty() ? key.name : key.label,
                              key.label.empty() ? key.name : key.label, key.type});
    table->data.push_back(covered ? table::shown_keys(input.columns[*info.key])
                                  : table::ColumnData());
    table->plan_columns.push_back(policy.fields[index][*info.key]);
    table->key = 0;
  }
  for (std::size_t i = 0; i < info.columns.size(); ++i) {
    const ColumnInfo& column = info.columns[i];
    table->columns.push_back({column.name, column.label_en, column.label_zh, column.type});
    const auto& data = impl_->computed.columns[policy.columns[index][i]];
    table->data.push_back(data ? *data : table::ColumnData());
    table->plan_columns.push_back(policy.columns[index][i]);
  }
  return Table(std::move(table));
}

namespace {

/// `of_list`: for many cells at a time, so that it pays to work out reasons.
report::InputWords input_words(const Results::Impl& results, const report::ComputedRun& run,
                               bool of_list, base::Language language) {
  return {run, results.policy->schemas, results.input->problems, of_list && !results.is_partial(),
          language};
}

}  // namespace

std::string Results::Impl::explain(std::uint32_t plan_column, std::uint64_t row,
                                   const type::Fault& fault, base::Language language) const {
  const report::ComputedRun run = api::run_of(*this);
  return input_words(*this, run, false, language).explain({plan_column, row, fault});
}

Table Results::ledger(Language language) const {
  return report::ledger_table(api::run_of(*impl_), language);
}

Table Results::totals() const {
  report::TotalsOfParts sum =
      impl_->totals_of_batches != nullptr ? *impl_->totals_of_batches : report::TotalsOfParts();
  sum.add(api::run_of(*impl_));
  return report::totals_table(*impl_->policy->plan, sum);
}

Table Results::targets() const { return report::target_table(api::run_of(*impl_)); }

Result<Table> Results::rounding() const {
  if (impl_->is_partial()) {
    return diagnostic::make_error(StatusCode::unsupported, diagnostic::Text::api_stream_report);
  }
  const report::RoundingPlan measured = report::rounding_plan(*impl_->policy->plan);
  const table::Dataset& dataset = impl_->input->dataset;
  RunOptions how;
  how.cancel = impl_->cancel;
  const Result<table::Results> computed = run::compute(measured.plan, dataset, how);
  if (!computed.ok()) return computed.error();
  return report::rounding_table(report::ComputedRun(measured.plan, dataset, *computed),
                                measured.items);
}

std::vector<ErrorOrigin> Results::error_origins() const {
  return report::error_origins(api::run_of(*impl_));
}

std::uint64_t Results::error_count() const { return report::count_errors(api::run_of(*impl_)); }

Table Results::errors(Language language) const {
  const report::ComputedRun run = api::run_of(*impl_);
  return report::error_table(run, input_words(*impl_, run, true, language));
}

Table Results::causes(Language language) const {
  const report::ComputedRun run = api::run_of(*impl_);
  return report::cause_table(run, input_words(*impl_, run, true, language));
}

namespace {

/// The plan's columns for the model's.
report::History placed(const Policy::Impl& policy, const check::History& history) {
  report::History result{history.entity, policy.model_columns[history.period], {}};
  for (const check::ColumnId column : history.group)
    result.group.push_back(policy.model_columns[column]);
  return result;
}

}  // namespace

std::vector<RunNote> Results::notes(Language language) const {
  const Policy::Impl& policy = *impl_->policy;
  std::vector<RunNote> notes = api::notes_on_force(policy, impl_->day, language);
  for (const check::History& history : policy.model->histories) {
    const auto gaps = report::history_gaps(api::run_of(*impl_), placed(policy, history));
    if (!gaps) continue;
    const std::string& entity = policy.entities[gaps->entity].name;
    notes.push_back(api::run_note(diagnostic::Code::period_gap,
                                  {entity, gaps->missing, gaps->examples}, language));
    notes.back().entity = entity;
  }
  return notes;
}

std::string Results::digest() const {
  table::Digest digest;
  for (const std::vector<plan::ColumnId>& columns : impl_->policy->columns) {
    for (const plan::ColumnId column : columns) {
      if (impl_->computed.columns[column]) digest.add(*impl_->computed.columns[column]);
    }
  }
  return digest.hex();
}

}  // namespace remit
