// Who is paid what, and the totals, as tables.

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "diagnostic/text/api.h"
#include "report/assembler.h"
#include "report/cell_writer.h"
#include "report/ledger.h"
#include "report/ledger_columns.h"
#include "report/sections.h"
#include "report/table_impl.h"
#include "report/tables.h"
#include "type/list_names.h"

namespace remit::report {

namespace text = diagnostic::text;

namespace {

/// A column of the ledger: what it is called, and what heads it.
struct Head {
  LedgerColumn column;
  const char* name;
  diagnostic::Text heading;
};

std::vector<Head> heads_of(const plan::Plan& plan) {
  using enum LedgerColumn;
  std::vector<Head> heads = {{reward, "reward", heading_of_rewards(plan)},
                             {entity, "entity", text::ledger_entity},
                             {key, "key", text::ledger_key},
                             {payer, "payer", text::ledger_payer},
                             {payee, "payee", text::ledger_payee},
                             {amount, "amount", text::ledger_amount},
                             {currency, "currency", text::ledger_currency},
                             {clause, "clause", text::ledger_clause},
                             {status, "status", text::ledger_status},
                             {reason, "reason", text::ledger_reason},
                             {honour, "honour", text::ledger_honour}};
  const NamedBeside beside = named_beside(plan);
  if (beside.accounts) heads.push_back({account, "account", text::ledger_account});
  if (beside.purposes) heads.push_back({purpose, "purpose", text::ledger_purpose});
  return heads;
}

int decimals_of_amounts(const plan::Plan& plan) {
  int decimals = 0;
  for (const plan::Payment& payment : plan.payments)
    if (payment.kind != plan::Payment::Kind::attributed)
      decimals = std::max(decimals, plan.columns[payment.amount].form.decimals);
  return decimals;
}

Table ledger_piece(const Ledger& ledger, base::Language language, LineRange lines,
                   const std::vector<Head>& heads) {
  const ComputedRun& run = ledger.run();
  const plan::Plan& plan = run.plan();
  const std::uint64_t from = lines.begin(ledger.size());
  const std::uint64_t end = lines.end(ledger.size());
  std::array<bool, kLedgerColumns> wanted{};
  for (const Head& head : heads) wanted[static_cast<std::size_t>(head.column)] = true;
  LedgerColumns columns(decimals_of_amounts(plan), wanted);
  Sections sections;
  std::vector<std::uint64_t> rows;
  for (std::uint64_t at = from; at < end; at += rows.size()) {
    const std::size_t number = ledger.rows({at, end - at}, rows);
    sections.rows_of(number, rows.size());
    add_lines(run, plan.payments[number], rows, language, columns);
  }
  Assembler table(std::string(type::kLedgerList), end - from);
  table.may_lack_day(plan);
  for (const Head& head : heads) {
    if (head.column == LedgerColumn::amount)
      table.add(head.name, head.heading, columns.amount);
    else
      table.add(head.name, head.heading, *columns.texts(head.column));
  }
  table.set_sections(sections.take());
  return table.take();
}

class LedgerList final : public List {
 public:
  LedgerList(const Ledger& ledger, base::Language language)
      : ledger_(ledger), language_(language), heads_(heads_of(ledger.run().plan())) {}

  std::uint64_t size() const override { return ledger_.size(); }
  Table piece(LineRange lines) const override {
    return ledger_piece(ledger_, language_, lines, heads_);
  }
  Table select(LineRange lines, std::span<const std::size_t> columns) const override {
    std::vector<Head> heads;
    for (const std::size_t column : columns) heads.push_back(heads_[column]);
    return ledger_piece(ledger_, language_, lines, heads);
  }
  bool any_order() const override { return true; }

 private:
  const Ledger& ledger_;
  base::Language language_;
  std::vector<Head> heads_;
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
