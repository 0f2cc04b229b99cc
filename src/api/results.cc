#include "remit/results.h"

#include <algorithm>
#include <mutex>
#include <utility>
#include <vector>

#include "api/results_impl.h"
#include "api/table_heads.h"
#include "api/versions.h"
#include "diagnostic/code/habits.h"
#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/list_lines.h"
#include "report/computed_run.h"
#include "report/errors.h"
#include "report/group_totals.h"
#include "report/history_gaps.h"
#include "report/input_words.h"
#include "report/misspelt_codes.h"
#include "report/payment_list.h"
#include "report/rounding.h"
#include "report/rows_outside.h"
#include "report/table_impl.h"
#include "report/tables.h"
#include "run/compute.h"
#include "table/digest.h"
#include "type/list_names.h"

namespace remit {
namespace api {

table::Naming make_naming(const Results::Impl& results, Language language) {
  return {names_of(*results.policy, language), &results.input->dataset};
}

std::optional<Error> not_asked(const Results::Impl& results, Output output) {
  if (results.asked.has(output)) return std::nullopt;
  const auto named = std::ranges::find(output_names(), output, &OutputName::output);
  return diagnostic::make_error(StatusCode::unsupported, diagnostic::text::api_not_asked,
                                {std::string(named->name)});
}

report::ComputedRun run_of(const Results::Impl& results) {
  report::ComputedRun run(*results.policy->plan, results.input->dataset, results.computed);
  if (results.only) run.narrow(*results.only, results.first_row);
  run.forget_batches(results.due_in_batches);
  return run;
}

}  // namespace api

std::size_t Results::entity_count() const { return impl_->policy->entities.size(); }

Outputs Results::asked() const { return impl_->asked; }

Status Results::require(Output output) const {
  const std::optional<Error> error = api::not_asked(*impl_, output);
  return error ? Status(*error) : Status(Done{});
}

Table api::no_list(std::string_view name) {
  auto none = std::make_shared<Table::Impl>();
  none->name = std::string(name);
  return Table(std::move(none));
}

namespace {

/// Cells of an entity for the table of its results.
class EntityCells {
 public:
  EntityCells(const Results::Impl& results, std::size_t entity)
      : results_(results),
        policy_(*results.policy),
        entity_(entity),
        covered_(!results.only || results.only == entity) {}

  std::uint64_t rows() const { return covered_ ? results_.input->dataset.tables[entity_].rows : 0; }
  /// Puts those of a column of the plan, given or computed, behind others.
  void add(plan::ColumnId id, std::vector<table::ColumnData>& to) const {
    if (const auto* input = std::get_if<plan::Input>(&policy_.plan->columns[id].node))
      return add_field(input->field, to);
    const auto& data = results_.computed.columns[id];
    if (data)
      to.push_back(*data);
    else
      to.emplace_back();
  }
  void add_field(std::size_t field, std::vector<table::ColumnData>& to) const {
    if (!covered_) {
      to.emplace_back();
      return;
    }
    const table::ColumnData& cells = results_.input->dataset.tables[entity_].columns[field];
    if (policy_.schemas[entity_].is_key(field))
      to.push_back(api::shown_field(policy_, entity_, field, cells));
    else
      to.push_back(cells);
  }

 private:
  const Results::Impl& results_;
  const Policy::Impl& policy_;
  std::size_t entity_;
  bool covered_;
};

}  // namespace

table::ColumnData api::shown_field(const Policy::Impl& policy, std::size_t entity,
                                   std::size_t field, const table::ColumnData& cells) {
  if (!policy.schemas[entity].is_key(field)) return cells;
  table::ColumnData shown = table::shown_keys(cells);
  // The days of a row that was made are not known where a source of it is in error.
  if (policy.entities[entity].made)
    return cells.type.kind == type::TypeKind::reference ? shown : cells;
  const std::uint32_t own = policy.fields[entity][field];
  std::erase_if(shown.faults, [own](const auto& at) { return at.second.column != own; });
  return shown;
}

Table Results::entity(std::size_t index, Language language, ResultColumns columns) const {
  if (!impl_->asked.has(Output::columns)) return api::no_list(impl_->policy->entities[index].name);
  const Policy::Impl& policy = *impl_->policy;
  const api::TableHead& head = api::table_head(policy, index, columns);
  const EntityCells cells(*impl_, index);
  auto made = std::make_shared<Table::Impl>();
  made->name = policy.entities[index].name;
  made->rows = cells.rows();
  made->columns = head.columns;
  made->plan_columns = head.plan_columns;
  made->data.reserve(head.plan_columns.size());
  for (const plan::ColumnId id : head.plan_columns) cells.add(id, made->data);
  made->keys.reserve(policy.entities[index].key.size());
  for (const std::size_t field : policy.entities[index].key) cells.add_field(field, made->keys);
  made->naming = api::make_naming(*impl_, language);
  made->threads = impl_->threads;
  made->fault_words = impl_;
  return Table(std::move(made));
}

report::InputWords api::input_words(const Results::Impl& results, const report::ComputedRun& run,
                                    bool of_list, Language language) {
  return {run, results.policy->schemas, results.input->problems, of_list && !results.is_partial(),
          language};
}

std::string Results::Impl::explain(std::uint32_t plan_column, std::uint64_t row,
                                   const type::Fault& fault, base::Language language) const {
  const report::ComputedRun run = api::run_of(*this);
  return api::input_words(*this, run, false, language).explain({plan_column, row, fault});
}

const report::Ledger& Results::Impl::ledger() const {
  const std::lock_guard lock(ledger_mutex);
  if (!ledger_of_run) ledger_of_run.emplace(api::run_of(*this));
  return *ledger_of_run;
}

namespace {

/// All lines of a list that any run can give.
Table whole_list(const Results& results, RunList list, Language language = Language::en) {
  const Result<ListLines> lines = list_lines(results, list, language);
  return lines->piece(0, lines->size());
}

}  // namespace

Table Results::ledger(Language language) const {
  return whole_list(*this, RunList::ledger, language);
}

Table Results::targets() const { return whole_list(*this, RunList::targets); }

Table Results::attributions() const { return whole_list(*this, RunList::attributions); }

Table Results::findings(Language language) const {
  return whole_list(*this, RunList::findings, language);
}

Table Results::errors(Language language) const {
  return whole_list(*this, RunList::errors, language);
}

Table Results::causes(Language language) const {
  return whole_list(*this, RunList::causes, language);
}

namespace {

report::TotalsOfParts sums_of(const Results::Impl& results) {
  report::TotalsOfParts sums =
      results.totals_of_batches != nullptr ? *results.totals_of_batches : report::TotalsOfParts();
  sums.add(api::run_of(results));
  return sums;
}

}  // namespace

Table Results::totals() const {
  if (!impl_->asked.has(Output::totals)) return api::no_list(type::kTotalsList);
  return report::totals_table(*impl_->policy->plan, sums_of(*impl_));
}

Result<Table> Results::totals_by(std::span<const std::string> by) const {
  if (const auto error = api::not_asked(*impl_, Output::ledger)) return *error;
  if (impl_->totals_of_batches != nullptr)
    return diagnostic::make_error(StatusCode::unsupported, diagnostic::text::api_stream_report);
  const report::ComputedRun run = api::run_of(*impl_);
  const report::GroupTotals totals(run, {by.begin(), by.end()});
  if (totals.unknown())
    return diagnostic::make_error(StatusCode::not_found, diagnostic::text::api_no_group,
                                  {*totals.unknown()});
  return totals.table();
}

Result<std::vector<PaymentList>> Results::payment_lists(std::span<const std::string> columns,
                                                        Language language) const {
  if (const auto error = api::not_asked(*impl_, Output::ledger)) return *error;
  if (impl_->totals_of_batches != nullptr)
    return diagnostic::make_error(StatusCode::unsupported, diagnostic::text::api_stream_report);
  const report::ComputedRun run = api::run_of(*impl_);
  const report::LineWords words(run, {columns.begin(), columns.end()});
  if (words.unknown())
    return diagnostic::make_error(StatusCode::not_found, diagnostic::text::api_no_group,
                                  {*words.unknown()});
  return report::payment_lists(run, words, language);
}

Result<Table> Results::payments(PaymentTable which, std::span<const std::string> columns,
                                Language language) const {
  if (const auto error = api::not_asked(*impl_, Output::ledger)) return *error;
  if (impl_->totals_of_batches != nullptr)
    return diagnostic::make_error(StatusCode::unsupported, diagnostic::text::api_stream_report);
  const report::ComputedRun run = api::run_of(*impl_);
  const report::LineWords words(run, {columns.begin(), columns.end()});
  if (words.unknown())
    return diagnostic::make_error(StatusCode::not_found, diagnostic::text::api_no_group,
                                  {*words.unknown()});
  return report::payment_table(run, words, which, language);
}

Table Results::attribution_totals() const {
  if (!impl_->asked.has(Output::attributions)) return api::no_list(type::kAttributionsList);
  return report::attribution_totals_table(api::run_of(*impl_));
}

Result<std::unique_ptr<const api::RoundingRun>> api::measure_rounding(
    const Results::Impl& results) {
  if (results.is_partial()) {
    return diagnostic::make_error(StatusCode::unsupported, diagnostic::text::api_stream_report);
  }
  report::RoundingPlan measured = report::rounding_plan(*results.policy->plan);
  const table::Dataset& dataset = results.input->dataset;
  RunOptions how;
  how.cancel = results.cancel;
  how.limits = results.limits;
  Result<table::Results> computed = run::compute(measured.plan, dataset, how);
  if (!computed.ok()) return computed.error();
  return std::make_unique<const RoundingRun>(std::move(measured), dataset, *std::move(computed));
}

Result<Table> Results::rounding() const {
  const Result<ListLines> lines = list_lines(*this, RunList::rounding);
  if (!lines.ok()) return lines.error();
  return lines->piece(0, lines->size());
}

Result<Table> Results::rounding_totals() const {
  const auto measured = api::measure_rounding(*impl_);
  if (!measured.ok()) return measured.error();
  return report::rounding_totals_table((*measured)->run, (*measured)->plan.items);
}

std::vector<ErrorOrigin> Results::error_origins() const {
  if (!impl_->asked.has(Output::errors)) return {};
  return report::error_origins(api::run_of(*impl_));
}

std::uint64_t Results::error_count() const { return report::count_errors(api::run_of(*impl_)); }

namespace {

/// The plan's columns for the model's.
report::History placed(const Policy::Impl& policy, const check::History& history) {
  report::History result{history.entity, policy.model_columns[history.period], {}};
  for (const check::ColumnId column : history.group)
    result.group.push_back(policy.model_columns[column]);
  return result;
}

bool is_party(const plan::Plan& plan, const std::string& name) {
  return std::ranges::any_of(
      plan.parties, [&](const auto& party) { return party.name == name || party.label == name; });
}

/// Tells of who pays by a text of the data and is no party of the policy; of many of one payment
/// the first ones.
void note_strange_payers(const Results::Impl& results, Language language,
                         std::vector<RunNote>& notes) {
  constexpr std::size_t kMost = 5;
  const plan::Plan& plan = *results.policy->plan;
  const auto by_text = [&plan](const plan::Payment& payment) {
    return payment.payer.kind == plan::Payer::Kind::column &&
           plan.columns[payment.payer.column].type.kind == type::TypeKind::text;
  };
  if (plan.parties.empty() || std::ranges::none_of(plan.payments, by_text)) return;
  const report::TotalsOfParts sums = sums_of(results);
  for (std::size_t i = 0; i < plan.payments.size(); ++i) {
    if (!by_text(plan.payments[i])) continue;
    std::size_t told = 0;
    for (const std::string& payer : sums.payers_of(i)) {
      if (payer.empty() || is_party(plan, payer) || told++ == kMost) continue;
      notes.push_back(api::run_note(diagnostic::code::payer_no_party,
                                    {plan.payments[i].reward, payer}, language));
    }
  }
}

}  // namespace

std::vector<RunNote> Results::notes(Language language) const {
  const Policy::Impl& policy = *impl_->policy;
  std::vector<RunNote> notes = api::notes_on_force(policy, impl_->day, language);
  for (const check::History& history : policy.model->histories) {
    const auto gaps = report::history_gaps(api::run_of(*impl_), placed(policy, history));
    if (!gaps) continue;
    const std::string& entity = policy.entities[gaps->entity].name;
    notes.push_back(api::run_note(diagnostic::code::period_gap,
                                  {entity, gaps->missing, gaps->examples}, language));
    notes.back().entity = entity;
  }
  for (const check::Dating& dating : policy.model->datings) {
    const auto outside = report::rows_outside(
        api::run_of(*impl_),
        {dating.entity, policy.model_columns[dating.day], dating.from, dating.to});
    if (!outside) continue;
    const std::string& entity = policy.entities[dating.entity].name;
    notes.push_back(api::run_note(diagnostic::code::rows_outside,
                                  {entity, outside->days, outside->rows, outside->examples},
                                  language));
    notes.back().entity = entity;
  }
  for (const check::QuotedCurrencies& quoted : policy.model->quoted) {
    const auto codes = report::misspelt_codes(
        api::run_of(*impl_), {quoted.entity, policy.model_columns[quoted.currency]});
    if (!codes) continue;
    const std::string& entity = policy.entities[quoted.entity].name;
    notes.push_back(api::run_note(diagnostic::code::codes_passed_over,
                                  {entity, codes->rows, codes->examples}, language));
    notes.back().entity = entity;
  }
  note_strange_payers(*impl_, language, notes);
  return notes;
}

std::string Results::digest() const {
  if (!impl_->asked.has(Output::columns)) return {};
  table::Digest digest;
  for (const std::vector<plan::ColumnId>& columns : impl_->policy->columns) {
    for (const plan::ColumnId column : columns) {
      if (impl_->computed.columns[column]) digest.add(*impl_->computed.columns[column]);
    }
  }
  return digest.hex();
}

}  // namespace remit
