#include "report/tables.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "diagnostic/text/api.h"
#include "report/assembler.h"
#include "report/cell_writer.h"
#include "report/errors.h"
#include "report/findings.h"
#include "report/ledger.h"
#include "report/table_impl.h"
#include "report/targets.h"
#include "type/list_names.h"
#include "type/names.h"

namespace remit::report {
namespace {

namespace text = diagnostic::text;

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

void add_number(NumberCells& cells, const row::Value& value) {
  if (row::is_fault(value)) {
    cells.add_fault(row::fault_of(value));
  } else {
    cells.add(row::number_of(value));
  }
}

}  // namespace

Table ledger_table(const ComputedRun& run, base::Language language) {
  const plan::Plan& plan = run.plan();
  const Ledger ledger(run);
  int decimals = 0;
  for (const plan::Payment& payment : plan.payments) {
    if (payment.kind == plan::Payment::Kind::attributed) continue;
    decimals = std::max(decimals, plan.columns[payment.amount].form.decimals);
  }
  TextCells reward, entity, key, payer, payee, currency, clause, status, reason, honour;
  TextCells account, purpose;
  const NamedBeside beside = named_beside(plan);
  NumberCells amount(type::kNumber, decimals);
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
    clause.add(clause_of(plan, payment));
    status.add(status_name(line.status));
    reason.add(status_text(run, line, language));
    honour.add(line.honoured ? std::string_view(payment.honour) : std::string_view());
    account.add(line.account);
    purpose.add(line.purpose);
  }
  Assembler table(std::string(type::kLedgerList), ledger.size());
  table.add("reward", heading_of_rewards(plan), reward);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("payer", text::ledger_payer, payer);
  table.add("payee", text::ledger_payee, payee);
  table.add("amount", text::ledger_amount, amount);
  table.add("currency", text::ledger_currency, currency);
  table.add("clause", text::ledger_clause, clause);
  table.add("status", text::ledger_status, status);
  table.add("reason", text::ledger_reason, reason);
  table.add("honour", text::ledger_honour, honour);
  if (beside.accounts) table.add("account", text::ledger_account, account);
  if (beside.purposes) table.add("purpose", text::ledger_purpose, purpose);
  table.set_sections(sections.take());
  return table.take();
}

namespace {

bool attributes(const plan::Plan& plan) {
  return std::ranges::any_of(plan.payments, [](const plan::Payment& payment) {
    return payment.kind == plan::Payment::Kind::attributed;
  });
}

int attributed_decimals(const plan::Plan& plan) {
  int decimals = 0;
  for (const plan::Payment& payment : plan.payments)
    if (payment.kind == plan::Payment::Kind::attributed)
      decimals = std::max(decimals, plan.columns[payment.amount].form.decimals);
  return decimals;
}

/// What is somebody's, or may be for all that is known.
bool is_something(const LedgerLine& line) { return line.status != PaymentStatus::nothing; }

row::Value amount_of(const LedgerLine& line) {
  return line.who ? row::Value(*line.who) : line.amount;
}

}  // namespace

Table attribution_table(const ComputedRun& run) {
  const plan::Plan& plan = run.plan();
  Assembler none(std::string(type::kAttributionsList), 0);
  if (!attributes(plan)) return none.take();
  const Ledger lines(run, Ledger::Of::attributions);
  TextCells split, part, entity, key, whose, currency, clause;
  NumberCells amount(type::kNumber, attributed_decimals(plan));
  Sections sections;
  std::uint64_t rows = 0;
  for (std::uint64_t i = 0; i < lines.size(); ++i) {
    const LedgerLine line = lines.line(i);
    if (!is_something(line)) continue;
    const plan::Payment& payment = *line.payment;
    const plan::Column& column = plan.columns[payment.amount];
    sections.row_of(static_cast<std::size_t>(&payment - plan.payments.data()));
    split.add(payment.reward);
    part.add(std::string_view(column.name)
                 .substr(std::min(column.name.size(), payment.reward.size() + 1)));
    entity.add(plan.entities[payment.entity].name);
    key.add(run.key(payment.entity, line.row));
    whose.add(line.payee);
    add_number(amount, amount_of(line));
    currency.add(currency_of(plan, column.type));
    clause.add(clause_of(plan, payment));
    ++rows;
  }
  Assembler table(std::string(type::kAttributionsList), rows);
  table.set_sections(sections.take());
  table.add("split", text::attributions_split, split);
  table.add("part", text::attributions_part, part);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("whose", text::attributions_whose, whose);
  table.add("amount", text::ledger_amount, amount);
  table.add("currency", text::ledger_currency, currency);
  table.add("clause", text::ledger_clause, clause);
  return table.take();
}

namespace {

/// What of one split is one receiver's, in one currency.
struct Attributed {
  number::Rational amount;
  std::uint64_t rows = 0;
  std::uint64_t undetermined = 0;
};

}  // namespace

Table attribution_totals_table(const ComputedRun& run) {
  const plan::Plan& plan = run.plan();
  const Ledger lines(run, Ledger::Of::attributions);
  std::map<std::tuple<std::string, std::string, std::string>, Attributed> sums;
  for (std::uint64_t i = 0; i < lines.size(); ++i) {
    const LedgerLine line = lines.line(i);
    if (!is_something(line)) continue;
    const std::string currency = currency_of(plan, plan.columns[line.payment->amount].type);
    Attributed& sum = sums[{line.payment->reward, line.payee, currency}];
    const row::Value amount = amount_of(line);
    if (row::is_fault(amount)) {
      ++sum.undetermined;
      continue;
    }
    sum.amount += row::number_of(amount);
    ++sum.rows;
  }
  TextCells split, whose, currency;
  NumberCells amount(type::kNumber, attributed_decimals(plan));
  NumberCells rows(type::kNumber, 0), undetermined(type::kNumber, 0);
  for (const auto& [group, sum] : sums) {
    split.add(std::get<0>(group));
    whose.add(std::get<1>(group));
    currency.add(std::get<2>(group));
    amount.add(sum.amount);
    rows.add(number::Integer(static_cast<std::int64_t>(sum.rows)));
    undetermined.add(number::Integer(static_cast<std::int64_t>(sum.undetermined)));
  }
  Assembler table(std::string(type::kAttributionsList), sums.size());
  table.add("split", text::attributions_split, split);
  table.add("whose", text::attributions_whose, whose);
  table.add("amount", text::ledger_amount, amount);
  table.add("currency", text::ledger_currency, currency);
  table.add("rows", text::attributions_rows, rows);
  table.add("undetermined", text::totals_undetermined, undetermined);
  return table.take();
}

Table totals_table(const plan::Plan& plan, const TotalsOfParts& sum) {
  const std::vector<Total> totals = sum.totals();
  int decimals = 0;
  for (const Total& total : totals) decimals = std::max(decimals, total.decimals);
  TextCells payer, currency;
  NumberCells amount(type::kNumber, decimals), repay(type::kNumber, decimals);
  NumberCells payments(type::kNumber, 0);
  NumberCells undetermined(type::kNumber, 0);
  for (const Total& total : totals) {
    payer.add(total.payer);
    currency.add(currency_of(plan, total.type));
    amount.add(total.amount);
    repay.add(total.repay);
    payments.add(number::Integer(static_cast<std::int64_t>(total.payments)));
    undetermined.add(number::Integer(static_cast<std::int64_t>(total.undetermined)));
  }
  Assembler table(std::string(type::kTotalsList), totals.size());
  table.add("payer", text::ledger_payer, payer);
  table.add("currency", text::ledger_currency, currency);
  table.add("amount", text::ledger_amount, amount);
  table.add("payments", text::totals_payments, payments);
  table.add("undetermined", text::totals_undetermined, undetermined);
  if (claws_back(plan)) table.add("repay", text::totals_repay, repay);
  return table.take();
}

Table target_table(const ComputedRun& run) {
  const plan::Plan& plan = run.plan();
  const Targets targets(run);
  TextCells name, entity, key, metric, comparison, goal, progress, clause;
  BooleanCells met;
  Sections sections;
  for (std::uint64_t i = 0; i < targets.size(); ++i) {
    const TargetLine line = targets.line(i);
    const plan::Target& target = *line.target;
    sections.row_of(static_cast<std::size_t>(&target - plan.targets.data()));
    name.add(target.name);
    entity.add(plan.entities[target.entity].name);
    key.add(run.key(target.entity, line.row));
    const auto add = [&](TextCells& cells, plan::ColumnId column, const row::Value& value) {
      cells.add(column == plan::kNoColumn ? std::string() : plain_text(run, column, value));
    };
    add(metric, target.metric, line.metric);
    comparison.add(target.comparison);
    add(goal, target.goal, line.goal);
    add(progress, target.progress, line.progress);
    if (row::is_fault(line.met)) {
      met.add_fault(row::fault_of(line.met));
    } else {
      met.add(row::truth_of(line.met));
    }
    clause.add(clause_of(plan, target));
  }
  Assembler table(std::string(type::kTargetsList), targets.size());
  table.set_sections(sections.take());
  table.add("target", text::targets_target, name);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("metric", type::Role::metric, metric);
  table.add("goal", type::Role::goal, goal);
  table.add("progress", type::Role::progress, progress);
  table.add("met", type::Role::met, met);
  table.add("clause", text::ledger_clause, clause);
  table.add("comparison", text::targets_comparison, comparison);
  return table.take();
}

Table finding_table(const ComputedRun& run, base::Language language) {
  const plan::Plan& plan = run.plan();
  if (plan.findings.empty()) return Assembler(std::string(type::kFindingsList), 0).take();
  const std::vector<FindingLine> lines = finding_lines(run);
  TextCells name, form, entity, key, against, clause, reason;
  BooleanCells holds;
  Sections sections;
  for (const FindingLine& line : lines) {
    const plan::Finding& finding = *line.finding;
    const plan::Origin& origin = plan.columns[finding.holds].origin;
    sections.row_of(static_cast<std::size_t>(&finding - plan.findings.data()));
    name.add(finding.name);
    form.add(origin.form());
    entity.add(plan.entities[finding.entity].name);
    key.add(run.key(finding.entity, line.row));
    against.add(payer_text(run, finding.against, finding.entity, line.row));
    clause.add(origin.cite());
    if (row::is_fault(line.holds)) {
      holds.add_fault(row::fault_of(line.holds));
    } else {
      holds.add(true);
    }
    reason.add(ground_text(run, line, language));
  }
  Assembler table(std::string(type::kFindingsList), lines.size());
  table.set_sections(sections.take());
  table.add("finding", text::findings_finding, name);
  table.add("form", text::findings_form, form);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("against", text::findings_against, against);
  table.add("clause", text::ledger_clause, clause);
  table.add("holds", text::findings_holds, holds);
  table.add("reason", text::ledger_reason, reason);
  return table.take();
}

Table rounding_table(const ComputedRun& run, const std::vector<RoundingItem>& items) {
  const plan::Plan& plan = run.plan();
  TextCells declaration, entity, key, exact, rounded, difference;
  std::uint64_t rows = 0;
  for (const RoundingLine& line : rounding_lines(run, items)) {
    const plan::Column& column = plan.columns[line.item.rounded];
    const auto text = [&](plan::ColumnId id) { return plain_text(run, id, run.at(id, line.row)); };
    declaration.add(column.origin.name());
    entity.add(plan.entities[column.entity].name);
    key.add(run.key(column.entity, line.row));
    exact.add(text(line.item.exact));
    rounded.add(text(line.item.rounded));
    difference.add(text(line.item.difference));
    ++rows;
  }
  Assembler table(std::string(type::kRoundingList), rows);
  table.add("declaration", text::rounding_declaration, declaration);
  table.add("entity", text::ledger_entity, entity);
  table.add("key", text::ledger_key, key);
  table.add("exact", text::rounding_exact, exact);
  table.add("rounded", text::rounding_rounded, rounded);
  table.add("difference", text::rounding_difference, difference);
  return table.take();
}

namespace {

/// A place where errors began, the line that stands for it (the cell itself, or the first that it
/// reached), and how many cells it reached.
struct Cause {
  CellError shown;
  std::uint64_t cells = 0;
};

/// By entity, row and column.
using Causes = std::map<std::tuple<plan::EntityId, std::uint64_t, plan::ColumnId>, Cause>;

Causes causes_of(const ComputedRun& run) {
  Causes causes;
  const Errors errors(run);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const CellError error = errors.error(i);
    const type::Fault& fault = error.fault;
    Cause& cause = causes[{run.plan().columns[fault.column].entity, fault.row, fault.column}];
    if (cause.cells++ == 0 || !error.is_consequence()) cause.shown = error;
  }
  return causes;
}

}  // namespace

std::vector<ErrorOrigin> error_origins(const ComputedRun& run) {
  std::vector<ErrorOrigin> origins;
  for (const auto& [place, cause] : causes_of(run)) {
    const auto& [entity, row, column] = place;
    origins.push_back({entity, row, run.plan().columns[column].name,
                       type::name(cause.shown.fault.code).data(), cause.cells});
  }
  return origins;
}

namespace {

/// The lines of lists of errors.
class ErrorLines {
 public:
  ErrorLines(const ComputedRun& run, const InputWords& words) : run_(run), words_(words) {}

  void add(const CellError& error) {
    const plan::Column& at = run_.plan().columns[error.column];
    entity_.add(run_.plan().entities[at.entity].name);
    key_.add(run_.key(at.entity, error.row));
    row_.add(number::Integer(static_cast<std::int64_t>(run_.row_number(at.entity, error.row))));
    column_.add(at.name.empty() ? at.origin.name() : at.name);
    reason_.add(type::name(error.fault.code));
    detail_.add(words_.explain(error));
  }

  void add_to(Assembler& table) {
    table.add("entity", text::ledger_entity, entity_);
    table.add("key", text::ledger_key, key_);
    table.add("row", text::errors_row, row_);
    table.add("column", text::errors_column, column_);
    table.add("reason", text::ledger_reason, reason_);
    table.add("detail", text::errors_detail, detail_);
  }

 private:
  const ComputedRun& run_;
  const InputWords& words_;
  TextCells entity_, key_, column_, reason_, detail_;
  NumberCells row_{type::kNumber, 0};
};

}  // namespace

Table error_table(const ComputedRun& run, const InputWords& words) {
  const Errors errors(run);
  ErrorLines lines(run, words);
  Sections sections;
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const CellError error = errors.error(i);
    sections.row_of(error.column);
    lines.add(error);
  }
  Assembler table(std::string(type::kErrorsList), errors.size());
  table.set_sections(sections.take());
  lines.add_to(table);
  return table.take();
}

Table cause_table(const ComputedRun& run, const InputWords& words) {
  const Causes causes = causes_of(run);
  ErrorLines lines(run, words);
  NumberCells cells(type::kNumber, 0);
  for (const auto& [place, cause] : causes) {
    lines.add(cause.shown);
    cells.add(number::Integer(static_cast<std::int64_t>(cause.cells)));
  }
  Assembler table("causes", causes.size());
  lines.add_to(table);
  table.add("cells", text::errors_cells, cells);
  return table.take();
}

}  // namespace remit::report
