// Explanations, made on demand by the row evaluator from what the run computed.
#include <algorithm>
#include <string>
#include <utility>

#include "api/explain_cell.h"
#include "api/results_impl.h"
#include "api/within_budget.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/results.h"
#include "report/explanation.h"
#include "row/trace.h"
#include "run/explained_run.h"

namespace remit {
namespace {

using diagnostic::make_error;
namespace text = diagnostic::text;

/// The cell's column in the plan, or why there is none.
Result<plan::ColumnId> find_cell(const Results::Impl& results, std::size_t entity,
                                 std::uint64_t row, std::string_view column) {
  const bool of_batch = results.only.has_value();
  if (!results.is_explainable() || (of_batch && entity != *results.only)) {
    return make_error(StatusCode::unsupported, text::api_stream_explain);
  }
  const Policy::Impl& policy = *results.policy;
  if (entity >= policy.entities.size()) {
    return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                      {text::api_entity, entity, policy.entities.size()});
  }
  const std::uint64_t rows = results.input->dataset.tables[entity].rows;
  if (row >= rows) {
    return make_error(StatusCode::invalid_argument, text::api_out_of_range,
                      {text::api_row, row, rows});
  }
  const EntityInfo& info = policy.entities[entity];
  if (const auto found = info.find_column(column)) return policy.columns[entity][*found];
  if (const auto found = info.find_field(column)) return policy.fields[entity][*found];
  // What a policy may ask for after a dot and the results leave out: `grant.entitled`.
  const std::vector<plan::Column>& columns = policy.plan->columns;
  const std::string written = with_attribute(std::string(column), Language::en);
  const auto named = std::ranges::find_if(columns, [&](const plan::Column& each) {
    return each.entity == entity && !column.empty() && each.name == written;
  });
  if (named != columns.end()) return static_cast<plan::ColumnId>(named - columns.begin());
  return make_unknown_name(text::api_no_column, {info.name, column}, info.near_column(column));
}

using Writer = std::string (*)(const report::ComputedRun&, const row::Trace&,
                               const report::ExplanationOptions&);

std::string explain(const Results::Impl& results, plan::ColumnId cell, std::uint64_t row,
                    const ExplainOptions& options, Writer write) {
  row::TraceOptions how;
  // The depth of a memo counts the steps it tells, that of JSON the cells.
  const bool counts_cells = write == report::explanation_json;
  if (counts_cells) how.depth = options.depth;
  const row::Trace trace = results.explained().trace(cell, row, how);
  report::ComputedRun run(*results.policy->plan, results.input->dataset, results.computed);
  if (results.only) run.narrow(*results.only, results.first_row);
  return write(run, trace, {options.language, counts_cells ? 0 : options.depth, options.unfolded});
}

Result<std::string> explain(const Results::Impl& results, std::size_t entity, std::uint64_t row,
                            std::string_view column, const ExplainOptions& options, Writer write) {
  if (const auto error = api::not_asked(results, Output::columns)) return *error;
  const Result<plan::ColumnId> cell = find_cell(results, entity, row, column);
  if (!cell.ok()) return cell.error();
  return api::within_budget(results.limits, results.cancel, [&]() -> Result<std::string> {
    return explain(results, *cell, row, options, write);
  });
}

}  // namespace

run::ExplainedRun& Results::Impl::explained() const {
  const std::lock_guard lock(explained_mutex);
  if (explained_run == nullptr) {
    explained_run = std::make_unique<run::ExplainedRun>(*policy->plan, input->dataset, computed);
    if (complete_columns) explained_run->take_batch(*only, complete_columns());
  }
  return *explained_run;
}

bool Results::Impl::is_explainable() const {
  if (!is_partial()) return true;
  const std::lock_guard lock(explained_mutex);
  return complete_columns != nullptr || (only.has_value() && explained_run != nullptr);
}

void Results::Impl::forget_complete() {
  const std::lock_guard lock(explained_mutex);
  complete_columns = nullptr;
}

std::string api::explain_cell(const Results::Impl& results, plan::ColumnId column,
                              std::uint64_t row, Language language) {
  ExplainOptions options;
  options.language = language;
  return explain(results, column, row, options, report::explanation_text);
}

Result<std::string> Results::explain_text(std::size_t entity, std::uint64_t row,
                                          std::string_view column,
                                          const ExplainOptions& options) const {
  return explain(*impl_, entity, row, column, options, report::explanation_text);
}

Result<std::string> Results::explain_html(std::size_t entity, std::uint64_t row,
                                          std::string_view column,
                                          const ExplainOptions& options) const {
  return explain(*impl_, entity, row, column, options, report::explanation_html);
}

Result<std::string> Results::explain_json(std::size_t entity, std::uint64_t row,
                                          std::string_view column,
                                          const ExplainOptions& options) const {
  return explain(*impl_, entity, row, column, options, report::explanation_json);
}

}  // namespace remit
