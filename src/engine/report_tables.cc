// The ledger and its relatives as tables.
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/assembler.h"
#include "engine/cell_writer.h"
#include "engine/compute.h"
#include "engine/error.h"
#include "engine/input_words.h"
#include "engine/results_impl.h"
#include "engine/table_impl.h"
#include "remit/results.h"
#include "report/errors.h"
#include "report/ledger.h"
#include "report/rounding.h"
#include "report/targets.h"
#include "report/totals.h"
#include "type/names.h"

namespace remit {
namespace {

using diagnostic::Text;
using engine::Assembler;
using engine::make_error;
using report::LedgerLine;
using report::PaymentStatus;

/// Notes where each section of a list begins; rows come in order.
class Sections {
 public:
  void row_of(std::size_t number) {
    if (found_.empty() || found_.back().number != number) {
      found_.push_back({static_cast<std::uint32_t>(number), rows_});
    }
    ++rows_;
  }
  std::vector<TableSection> take() { return std::move(found_); }

 private:
  std::vector<TableSection> found_;
  std::uint64_t rows_ = 0;
};

using engine::run_of;

std::string currency_of(const plan::Plan& plan, type::Type type) {
  return type.kind == type::TypeKind::money ? plan.currencies[type.ref].code : std::string();
}

const char* status_name(PaymentStatus status) {
  switch (status) {
    case PaymentStatus::due:
      return "due";
    case PaymentStatus::nothing:
      return "nothing";
    case PaymentStatus::error:
      break;
  }
  return "error";
}

void add_number(engine::NumberCells& cells, const row::Value& value) {
  if (row::is_fault(value)) {
    cells.add_fault(row::fault_of(value));
  } else {
    cells.add(row::number_of(value));
  }
}

}  // namespace

Table Results::ledger(Language language) const {
  const report::Run run = run_of(*impl_);
  const plan::Plan& plan = run.plan();
  const report::Ledger ledger(run);
  int scale = 0;
  for (const plan::Payment& payment : plan.payments) {
    scale = std::max(scale, plan.columns[payment.amount].form.scale);
  }
  engine::TextCells reward, entity, key, payer, payee, currency, clause, status, reason, honour;
  engine::NumberCells amount(type::kNumber, scale);
  Sections sections;
  for (std::uint64_t i = 0; i < ledger.size(); ++i) {
    const LedgerLine line = ledger.line(i);
    const plan::Payment& payment = *line.payment;
    sections.row_of(static_cast<std::size_t>(&payment - plan.payments.data()));
    reward.add(payment.reward);
    entity.add(plan.entities[payment.entity].name);
    key.add(run.key(payment.entity, line.row));
    payer.add(line.payer);
    payee.add(line.payee);
    add_number(amount, line.amount);
    currency.add(currency_of(plan, plan.columns[payment.amount].type));
    clause.add(report::clause_of(plan, payment));
    status.add(status_name(line.status));
    reason.add(report::status_text(run, line, engine::internal_language(language)));
    honour.add(line.honoured ? std::string_view(payment.honour) : std::string_view());
  }
  Assembler table("ledger", ledger.size(), impl_);
  table.add("reward", Text::ledger_reward, reward);
  table.add("entity", Text::ledger_entity, entity);
  table.add("key", Text::ledger_key, key);
  table.add("payer", Text::ledger_payer, payer);
  table.add("payee", Text::ledger_payee, payee);
  table.add("amount", Text::ledger_amount, amount);
  table.add("currency", Text::ledger_currency, currency);
  table.add("clause", Text::ledger_clause, clause);
  table.add("status", Text::ledger_status, status);
  table.add("reason", Text::ledger_reason, reason);
  table.add("honour", Text::ledger_honour, honour);
  table.set_sections(sections.take());
  return table.take();
}

Table Results::totals() const {
  const report::Run run = run_of(*impl_);
  report::TotalsOfParts sum =
      impl_->totals_of_batches != nullptr ? *impl_->totals_of_batches : report::TotalsOfParts();
  sum.add(run);
  const std::vector<report::Total> totals = sum.totals();
  int scale = 0;
  for (const report::Total& total : totals) scale = std::max(scale, total.scale);
  engine::TextCells payer, currency;
  engine::NumberCells amount(type::kNumber, scale);
  engine::NumberCells payments(type::kNumber, 0);
  engine::NumberCells undetermined(type::kNumber, 0);
  for (const report::Total& total : totals) {
    payer.add(total.payer);
    currency.add(currency_of(run.plan(), total.type));
    amount.add(total.amount);
    payments.add(number::Integer(static_cast<std::int64_t>(total.payments)));
    undetermined.add(number::Integer(static_cast<std::int64_t>(total.undetermined)));
  }
  Assembler table("totals", totals.size(), impl_);
  table.add("payer", Text::ledger_payer, payer);
  table.add("currency", Text::ledger_currency, currency);
  table.add("amount", Text::ledger_amount, amount);
  table.add("payments", Text::totals_payments, payments);
  table.add("undetermined", Text::totals_undetermined, undetermined);
  return table.take();
}

Table Results::targets() const {
  const report::Run run = run_of(*impl_);
  const plan::Plan& plan = run.plan();
  const report::Targets targets(run);
  engine::TextCells name, entity, key, metric, goal, progress, clause;
  engine::BooleanCells met;
  Sections sections;
  for (std::uint64_t i = 0; i < targets.size(); ++i) {
    const report::TargetLine line = targets.line(i);
    const plan::Target& target = *line.target;
    sections.row_of(static_cast<std::size_t>(&target - plan.targets.data()));
    name.add(target.name);
    entity.add(plan.entities[target.entity].name);
    key.add(run.key(target.entity, line.row));
    const auto add = [&](engine::TextCells& cells, plan::ColumnId column, const row::Value& value) {
      cells.add(column == plan::kNoColumn ? std::string() : report::plain_text(run, column, value));
    };
    add(metric, target.metric, line.metric);
    add(goal, target.goal, line.goal);
    add(progress, target.progress, line.progress);
    if (row::is_fault(line.met)) {
      met.add_fault(row::fault_of(line.met));
    } else {
      met.add(row::truth_of(line.met));
    }
    clause.add(report::clause_of(plan, target));
  }
  Assembler table("targets", targets.size(), impl_);
  table.set_sections(sections.take());
  table.add("target", Text::targets_target, name);
  table.add("entity", Text::ledger_entity, entity);
  table.add("key", Text::ledger_key, key);
  table.add("metric", Text::targets_metric, metric);
  table.add("goal", Text::targets_goal, goal);
  table.add("progress", Text::targets_progress, progress);
  table.add("met", Text::targets_met, met);
  table.add("clause", Text::ledger_clause, clause);
  return table.take();
}

Result<Table> Results::rounding() const {
  if (impl_->is_partial()) return make_error(StatusCode::unsupported, Text::api_stream_report);
  const report::RoundingPlan measured = report::rounding_plan(*impl_->policy->plan);
  const table::Dataset& dataset = impl_->input->dataset;
  RunOptions how;
  how.cancel = impl_->cancel;
  Result<table::Results> computed = engine::compute(measured.plan, dataset, how);
  if (!computed.ok()) return computed.error();
  const report::Run run(measured.plan, dataset, *computed);
  engine::TextCells declaration, entity, key, exact, rounded, difference;
  std::uint64_t rows = 0;
  for (const report::RoundingLine& line : report::rounding_lines(run, measured.items)) {
    const plan::Column& column = measured.plan.columns[line.item.rounded];
    const auto text = [&](plan::ColumnId id) {
      return report::plain_text(run, id, run.at(id, line.row));
    };
    declaration.add(column.origin.name());
    entity.add(measured.plan.entities[column.entity].name);
    key.add(run.key(column.entity, line.row));
    exact.add(text(line.item.exact));
    rounded.add(text(line.item.rounded));
    difference.add(text(line.item.difference));
    ++rows;
  }
  Assembler table("rounding", rows, impl_);
  table.add("declaration", Text::rounding_declaration, declaration);
  table.add("entity", Text::ledger_entity, entity);
  table.add("key", Text::ledger_key, key);
  table.add("exact", Text::rounding_exact, exact);
  table.add("rounded", Text::rounding_rounded, rounded);
  table.add("difference", Text::rounding_difference, difference);
  return table.take();
}

std::vector<ErrorOrigin> Results::error_origins() const {
  const report::Run run = run_of(*impl_);
  const plan::Plan& plan = run.plan();
  const report::Errors errors(run);
  std::map<std::tuple<plan::EntityId, std::uint64_t, plan::ColumnId>, ErrorOrigin> found;
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const type::Fault fault = errors.error(i).fault;
    const plan::Column& column = plan.columns[fault.column];
    ErrorOrigin& origin = found[{column.entity, fault.row, fault.column}];
    if (origin.cells++ == 0) {
      origin.entity = column.entity;
      origin.row = fault.row;
      origin.column = column.name;
      origin.reason = type::name(fault.code).data();
    }
  }
  std::vector<ErrorOrigin> origins;
  for (auto& [cell, origin] : found) origins.push_back(std::move(origin));
  return origins;
}

std::uint64_t Results::error_count() const { return report::count_errors(run_of(*impl_)); }

Table Results::errors(Language language) const {
  const report::Run run = run_of(*impl_);
  const plan::Plan& plan = run.plan();
  const report::Errors errors(run);
  const engine::InputWords inputs(*impl_, engine::internal_language(language));
  engine::TextCells entity, key, column, reason, detail;
  engine::NumberCells row(type::kNumber, 0);
  Sections sections;
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const report::CellError error = errors.error(i);
    const plan::Column& at = plan.columns[error.column];
    sections.row_of(error.column);
    entity.add(plan.entities[at.entity].name);
    key.add(run.key(at.entity, error.row));
    row.add(number::Integer(static_cast<std::int64_t>(run.row_number(at.entity, error.row))));
    column.add(at.name);
    reason.add(type::name(error.fault.code));
    detail.add(inputs.explain(run, error));
  }
  Assembler table("errors", errors.size(), impl_);
  table.set_sections(sections.take());
  table.add("entity", Text::ledger_entity, entity);
  table.add("key", Text::ledger_key, key);
  table.add("row", Text::errors_row, row);
  table.add("column", Text::errors_column, column);
  table.add("reason", Text::ledger_reason, reason);
  table.add("detail", Text::errors_detail, detail);
  return table.take();
}

}  // namespace remit
