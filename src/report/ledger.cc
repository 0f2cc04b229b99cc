#include "report/ledger.h"

#include <algorithm>
#include <utility>

#include "diagnostic/format.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/report.h"
#include "report/value_text.h"
#include "report/words.h"

namespace remit::report {
namespace {

using base::Language;
namespace text = diagnostic::text;

PaymentStatus status_of(const LedgerLine& line) {
  if (row::is_fault(line.amount) || row::is_fault(line.reason)) return PaymentStatus::error;
  const bool pays = !row::number_of(line.amount).is_zero();
  if (pays && line.who) return PaymentStatus::error;
  if (pays && line.payment->kind == plan::Payment::Kind::back) return PaymentStatus::back;
  return pays || line.honoured ? PaymentStatus::due : PaymentStatus::nothing;
}

/// Why it is not known who pays or who is paid.
std::optional<type::Fault> who_fault(const ComputedRun& run, const plan::Payment& payment,
                                     std::uint64_t row) {
  for (const plan::Payer* who : {&payment.payer, &payment.payee}) {
    if (const auto fault = payer_fault(run, *who, row)) return fault;
  }
  return std::nullopt;
}

}  // namespace

std::optional<type::Fault> payer_fault(const ComputedRun& run, const plan::Payer& payer,
                                       std::uint64_t row) {
  if (payer.kind != plan::Payer::Kind::column || run.stored(payer.column) == nullptr) return {};
  const row::Value who = run.at(payer.column, row);
  if (!row::is_fault(who)) return std::nullopt;
  return row::fault_where_needed(row::fault_of(who));
}

int sign_of(const plan::Payment& payment) {
  if (payment.kind == plan::Payment::Kind::left) return 0;
  return payment.kind == plan::Payment::Kind::back ? -1 : 1;
}

bool has_line(const ComputedRun& run, const plan::Payment& payment, std::uint64_t row) {
  if (payment.where == plan::kNoColumn) return true;
  const row::Value value = run.at(payment.where, row);
  if (!row::is_fault(value)) return !row::number_of(value).is_zero();
  // One that cannot be told from another may have nobody to share it who says so.
  if (run.key_fault(payment.entity, row) != nullptr) return true;
  return payment.kind != plan::Payment::Kind::left || !row::is_fault(run.at(payment.amount, row));
}

Ledger::Ledger(const ComputedRun& run, Of of) : run_(run) {
  for (const plan::Payment& payment : run.plan().payments) {
    const bool attributed = payment.kind == plan::Payment::Kind::attributed;
    const bool listed = attributed == (of == Of::attributions);
    const std::uint64_t rows = listed ? run.row_count(payment.entity) : 0;
    const bool some = payment.where != plan::kNoColumn;
    rows_.push_back(
        some ? RowSet(rows, [&](std::uint64_t row) { return has_line(run, payment, row); })
             : RowSet());
    lines_.add(some ? rows_.back().size() : rows);
  }
}

std::size_t Ledger::rows(LineRange lines, std::vector<std::uint64_t>& rows) const {
  const auto [number, first] = lines_.find(lines.from);
  const bool some = run_.plan().payments[number].where != plan::kNoColumn;
  const std::uint64_t count = std::min(lines.count, lines_.size_of(number) - first);
  rows.resize(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < rows.size(); ++i)
    rows[i] = some ? rows_[number][first + i] : first + i;
  return number;
}

LedgerLine Ledger::line(std::uint64_t index) const {
  const auto [number, at] = lines_.find(index);
  const plan::Payment& payment = run_.plan().payments[number];
  return ledger_line(run_, payment, payment.where == plan::kNoColumn ? at : rows_[number][at]);
}

LedgerLine ledger_line(const ComputedRun& run, const plan::Payment& payment, std::uint64_t row) {
  LedgerLine line;
  line.payment = &payment;
  line.row = row;
  const auto cell = [&](plan::ColumnId column, row::Value without) {
    return column == plan::kNoColumn ? std::move(without) : run.at(column, row);
  };
  line.amount = cell(payment.amount, number::Rational());
  line.reason = cell(payment.reason, true);
  if (const int sign = sign_of(payment); sign != 1 && !row::is_fault(line.amount))
    line.amount = sign == 0 ? number::Rational() : -row::number_of(line.amount);
  // A row that cannot be told from another may be the same payment twice.
  if (const type::Fault* fault = run.key_fault(payment.entity, line.row)) line.amount = *fault;
  const row::Value honoured = cell(payment.honoured, !payment.honour.empty());
  line.honoured = !row::is_fault(honoured) && row::truth_of(honoured);
  line.who = who_fault(run, payment, line.row);
  line.payer = payer_text(run, payment.payer, payment.entity, line.row);
  line.payee = payer_text(run, payment.payee, payment.entity, line.row);
  line.account = payer_text(run, payment.account, payment.entity, line.row);
  line.purpose = payer_text(run, payment.purpose, payment.entity, line.row);
  line.status = status_of(line);
  return line;
}

NamedBeside named_beside(const plan::Plan& plan) {
  NamedBeside named;
  for (const plan::Payment& payment : plan.payments) {
    named.accounts = named.accounts || payment.account.kind != plan::Payer::Kind::none;
    named.purposes = named.purposes || payment.purpose.kind != plan::Payer::Kind::none;
    named.expenses = named.expenses || (payment.amount != plan::kNoColumn &&
                                        plan.columns[payment.amount].origin.form() == "expense");
  }
  return named;
}

diagnostic::Text heading_of_rewards(const plan::Plan& plan) {
  return named_beside(plan).expenses ? diagnostic::text::ledger_item
                                     : diagnostic::text::ledger_reward;
}

const char* status_name(PaymentStatus status) {
  switch (status) {
    case PaymentStatus::due:
      return "due";
    case PaymentStatus::nothing:
      return "nothing";
    case PaymentStatus::back:
      return "repay";
    case PaymentStatus::error:
      break;
  }
  return "error";
}

namespace {

/// The reason, and what it says further of this row.
std::string with_detail(const ComputedRun& run, const LedgerLine& line, std::int64_t reason,
                        std::string text, Language language) {
  for (const type::ReasonDetail& detail : line.payment->details) {
    if (detail.reason != static_cast<std::uint64_t>(reason)) continue;
    const row::Value amount = run.at(detail.amount, line.row);
    if (row::is_fault(amount)) return text;
    const bool asked = detail.kind != type::ReasonDetail::Kind::left_over;
    const type::Type type = run.plan().columns[detail.amount].type;
    return diagnostic::format_text(asked ? text::ledger_asked : text::ledger_left_over, language,
                                   {std::move(text), value_text(run, type, amount, language)});
  }
  return text;
}

}  // namespace

std::string status_text(const ComputedRun& run, const LedgerLine& line, Language language) {
  if (line.status == PaymentStatus::error) {
    const type::Fault wrong = row::is_fault(line.amount)   ? row::fault_of(line.amount)
                              : row::is_fault(line.reason) ? row::fault_of(line.reason)
                                                           : *line.who;
    return diagnostic::format_text(text::ledger_error, language,
                                   {fault_text(run, wrong, language)});
  }
  if (line.status == PaymentStatus::back) {
    return language == Language::zh ? line.payment->because_zh : line.payment->because_en;
  }
  const row::Category* reason = std::get_if<row::Category>(&line.reason);
  const bool due = line.status == PaymentStatus::due;
  // A title is due whatever the amount is.
  if (reason == nullptr || (due && row::number_of(line.amount).is_zero())) {
    return std::string(
        diagnostic::text_template(due ? text::ledger_paid : text::ledger_zero, language));
  }
  const plan::Column& column = run.plan().columns[line.payment->reason];
  const type::CategorySet::Value& value =
      run.plan().category_sets[column.type.ref].values[static_cast<std::size_t>(reason->code)];
  const std::string& label = language == Language::zh ? value.label_zh : value.label_en;
  return with_detail(run, line, reason->code, label.empty() ? value.name : label, language);
}

const std::string& clause_of(const plan::Plan& plan, const plan::Payment& payment) {
  const plan::ColumnId column = payment.amount == plan::kNoColumn ? payment.reason : payment.amount;
  static const std::string kNone;
  return column == plan::kNoColumn ? kNone : plan.columns[column].origin.cite();
}

std::string payer_text(const ComputedRun& run, const plan::Payer& payer, plan::EntityId entity,
                       std::uint64_t row) {
  switch (payer.kind) {
    case plan::Payer::Kind::party:
      return run.plan().parties[payer.party].name;
    case plan::Payer::Kind::column:
      if (run.stored(payer.column) == nullptr) return {};
      return plain_text(run, payer.column, run.at(payer.column, row));
    case plan::Payer::Kind::row:
      return run.key(entity, row);
    case plan::Payer::Kind::none:
      break;
  }
  return {};
}

}  // namespace remit::report
