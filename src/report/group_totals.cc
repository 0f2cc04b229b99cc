#include "report/group_totals.h"

#include <algorithm>
#include <utility>

#include "diagnostic/messages.h"
#include "diagnostic/text/api.h"
#include "report/assembler.h"
#include "report/totals.h"
#include "type/list_names.h"

namespace remit::report {

namespace text = diagnostic::text;

std::vector<GroupTotal> GroupTotals::totals() const {
  std::vector<GroupTotal> totals;
  std::map<std::pair<std::vector<std::string>, std::pair<type::TypeKind, std::uint32_t>>,
           std::size_t>
      known;
  const Ledger ledger(run_);
  for (std::uint64_t i = 0; i < ledger.size(); ++i) {
    const LedgerLine line = ledger.line(i);
    if (!is_paid_money(run_, *line.payment)) continue;
    const bool wrong = line.status == PaymentStatus::error;
    if (!wrong && is_left_over(*line.payment)) continue;
    if (!wrong && (row::is_fault(line.amount) || row::number_of(line.amount).is_zero())) continue;
    std::vector<std::string> group;
    for (std::size_t word = 0; word < words_.size(); ++word)
      group.push_back(words_.text(word, line));
    const plan::Column& column = run_.plan().columns[line.payment->amount];
    const auto [at, is_new] =
        known.try_emplace({group, {column.type.kind, column.type.ref}}, totals.size());
    if (is_new) totals.push_back({std::move(group), column.type, 0, {}, {}, 0, 0});
    GroupTotal& total = totals[at->second];
    total.decimals = std::max(total.decimals, column.form.decimals);
    if (wrong) {
      ++total.undetermined;
    } else if (line.status == PaymentStatus::back) {
      total.repay -= row::number_of(line.amount);
    } else {
      total.amount += row::number_of(line.amount);
      ++total.payments;
    }
  }
  return totals;
}

Table GroupTotals::table() const {
  const std::vector<GroupTotal> totals = this->totals();
  int decimals = 0;
  for (const GroupTotal& total : totals) decimals = std::max(decimals, total.decimals);
  std::vector<TextCells> groups(words_.size());
  TextCells currency;
  NumberCells amount(type::kNumber, decimals), repay(type::kNumber, decimals);
  NumberCells payments(type::kNumber, 0), undetermined(type::kNumber, 0);
  for (const GroupTotal& total : totals) {
    for (std::size_t i = 0; i < words_.size(); ++i) groups[i].add(total.group[i]);
    currency.add(currency_of(run_.plan(), total.type));
    amount.add(total.amount);
    repay.add(total.repay);
    payments.add(number::Integer(static_cast<std::int64_t>(total.payments)));
    undetermined.add(number::Integer(static_cast<std::int64_t>(total.undetermined)));
  }
  Assembler table(std::string(type::kTotalsList), totals.size());
  for (std::size_t i = 0; i < words_.size(); ++i) words_.add_to(table, i, groups[i]);
  table.add("currency", text::ledger_currency, currency);
  table.add("amount", text::ledger_amount, amount);
  table.add("payments", text::totals_payments, payments);
  table.add("undetermined", text::totals_undetermined, undetermined);
  if (claws_back(run_.plan())) table.add("repay", text::totals_repay, repay);
  return table.take();
}

}  // namespace remit::report
