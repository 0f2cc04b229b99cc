// Who is paid what, and the totals, as tables.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "diagnostic/text/api.h"
#include "report/assembler.h"
#include "report/cell_writer.h"
#include "report/ledger.h"
#include "report/sections.h"
#include "report/table_impl.h"
#include "report/tables.h"
#include "type/list_names.h"

namespace remit::report {

namespace text = diagnostic::text;

namespace {

Table ledger_piece(const Ledger& ledger, base::Language language, LineRange lines) {
  const ComputedRun& run = ledger.run();
  const plan::Plan& plan = run.plan();
  const std::uint64_t from = lines.begin(ledger.size());
  const std::uint64_t end = lines.end(ledger.size());
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
  for (std::uint64_t i = from; i < end; ++i) {
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
  Assembler table(std::string(type::kLedgerList), end - from);
  table.may_lack_day(plan);
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

class LedgerList final : public List {
 public:
  LedgerList(const Ledger& ledger, base::Language language)
      : ledger_(ledger), language_(language) {}

  std::uint64_t size() const override { return ledger_.size(); }
  Table piece(LineRange lines) const override { return ledger_piece(ledger_, language_, lines); }

 private:
  const Ledger& ledger_;
  base::Language language_;
};

}  // namespace

std::unique_ptr<const List> ledger_list(const Ledger& ledger, base::Language language) {
  return std::make_unique<LedgerList>(ledger, language);
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

}  // namespace remit::report
