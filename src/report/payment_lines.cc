#include "report/payment_lines.h"

#include <map>
#include <utility>

#include "diagnostic/format.h"
#include "diagnostic/text/api.h"
#include "diagnostic/text/report.h"
#include "report/errors.h"
#include "report/totals.h"

namespace remit::report {

namespace text = diagnostic::text;
using number::Rational;

namespace {

type::Fault fault_of(const LedgerLine& line) {
  if (row::is_fault(line.amount)) return row::fault_of(line.amount);
  return row::is_fault(line.reason) ? row::fault_of(line.reason) : *line.who;
}

}  // namespace

std::string currency_of_line(const ComputedRun& run, const ListLine& item) {
  const plan::Plan& plan = run.plan();
  return currency_of(plan, plan.columns[item.line.payment->amount].type);
}

void Figures::add(const Rational& asked, const Rational& amount) {
  asked_.add(asked);
  cut_.add(asked - amount);
  amount_.add(amount);
}

void Figures::add_fault(type::Fault fault) {
  for (NumberCells* cells : {&asked_, &cut_, &amount_}) cells->add_fault(fault);
}

void Figures::add_to(Assembler& table) {
  table.add("asked", text::list_asked, asked_);
  table.add("cut", text::list_cut, cut_);
  table.add("amount", text::list_amount, amount_);
}

LineTable::LineTable(const ComputedRun& run, const LineWords& words, base::Language language,
                     OfLists of, int decimals)
    : run_(run),
      words_(words),
      language_(language),
      of_(of),
      list_(type::kNumber, 0),
      number_(type::kNumber, 0),
      further_(words.size()),
      figures_(decimals) {}

void LineTable::add(const ListLine& item, std::int64_t list, std::int64_t serial) {
  const LedgerLine& line = item.line;
  ++rows_;
  list_.add(number::Integer(list));
  number_.add(number::Integer(serial));
  payer_.add(line.payer);
  payee_.add(line.payee);
  account_.add(line.account);
  purpose_.add(line.purpose);
  for (std::size_t i = 0; i < words_.size(); ++i) further_[i].add(words_.text(i, line));
  reward_.add(line.payment->reward);
  entity_.add(run_.plan().entities[line.payment->entity].name);
  key_.add(run_.key(line.payment->entity, line.row));
  currency_.add(currency_of_line(run_, item));
  clause_.add(clause_of(run_.plan(), *line.payment));
  if (item.wrong)
    figures_.add_fault(fault_of(line));
  else if (line.payment->kind == plan::Payment::Kind::back)
    figures_.add(-item.asked, -item.amount);  // below zero as in the ledger
  else
    figures_.add(item.asked, item.amount);
  status_.add(status_name(line.status));
  if (!item.wrong) {
    reason_.add(status_text(run_, line, language_));
    return;
  }
  // All rows are in memory: the cell where it began can be named, which the ledger of a batch
  // cannot.
  const CellError wrong{line.payment->amount, line.row, fault_of(line)};
  reason_.add(
      diagnostic::format_text(text::ledger_error, language_, {error_text(run_, wrong, language_)}));
}

Table LineTable::take() {
  const NamedBeside beside = named_beside(run_.plan());
  Assembler table("payments", rows_);
  table.may_lack_day(run_.plan());
  if (of_ == OfLists::all) table.add("list", text::list_list, list_);
  table.add("number", text::list_number, number_);
  table.add("payer", text::ledger_payer, payer_);
  table.add("payee", text::ledger_payee, payee_);
  if (beside.accounts) table.add("account", text::ledger_account, account_);
  if (beside.purposes) table.add("purpose", text::ledger_purpose, purpose_);
  for (std::size_t i = 0; i < words_.size(); ++i) words_.add_to(table, i, further_[i]);
  table.add("reward", heading_of_rewards(run_.plan()), reward_);
  table.add("entity", text::ledger_entity, entity_);
  table.add("key", text::ledger_key, key_);
  table.add("clause", text::ledger_clause, clause_);
  figures_.add_to(table);
  table.add("currency", text::ledger_currency, currency_);
  table.add("status", text::ledger_status, status_);
  table.add("reason", text::ledger_reason, reason_);
  return table.take();
}

SumTable::SumTable(const char* name, diagnostic::Text heading, Group group, OfLists of,
                   int decimals)
    : name_(name),
      heading_(heading),
      group_(group),
      of_(of),
      list_(type::kNumber, 0),
      payments_(type::kNumber, 0),
      figures_(decimals) {}

void SumTable::add(const std::vector<ListLine>& lines, std::int64_t list) {
  std::vector<std::pair<std::string, Sums>> groups;
  std::map<std::string, std::size_t> known;
  for (const ListLine& item : lines) {
    std::string text = group_(item);
    const auto [at, is_new] = known.try_emplace(text, groups.size());
    if (is_new) groups.emplace_back(std::move(text), Sums());
    groups[at->second].second.add(item);
  }
  rows_ += groups.size();
  for (const auto& [text, sum] : groups) {
    list_.add(number::Integer(list));
    names_.add(text);
    payments_.add(number::Integer(static_cast<std::int64_t>(sum.payments)));
    figures_.add(sum.asked, sum.amount);
  }
}

Table SumTable::take() {
  Assembler table(name_, rows_);
  if (of_ == OfLists::all) table.add("list", text::list_list, list_);
  table.add(name_, heading_, names_);
  table.add("payments", text::totals_payments, payments_);
  figures_.add_to(table);
  return table.take();
}

}  // namespace remit::report
