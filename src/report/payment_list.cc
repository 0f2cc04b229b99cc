#include "report/payment_list.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "diagnostic/text/api.h"
#include "diagnostic/text/report.h"
#include "number/capital_numerals.h"
#include "report/payment_lines.h"
#include "report/totals.h"
#include "type/currency.h"

namespace remit::report {
namespace {

using base::Language;
namespace text = diagnostic::text;
using number::Rational;

/// What would have been paid without funds and joint limits; the amount itself where they leave it.
Rational asked_for(const ComputedRun& run, const LedgerLine& line) {
  if (const auto* reason = std::get_if<row::Category>(&line.reason)) {
    for (const type::ReasonDetail& detail : line.payment->details) {
      const bool told = detail.kind == type::ReasonDetail::Kind::asked &&
                        detail.reason == static_cast<std::uint32_t>(reason->code);
      if (!told) continue;
      const row::Value asked = run.at(detail.amount, line.row);
      if (!row::is_fault(asked)) return row::number_of(asked);
    }
  }
  return row::number_of(line.amount);
}

/// What a list says of the line; nothing where it has no place in one.
std::optional<ListLine> list_line(const ComputedRun& run, LedgerLine line) {
  if (!is_paid_money(run, *line.payment)) return std::nullopt;
  ListLine item;
  item.wrong = line.status == PaymentStatus::error;
  if (!item.wrong) {
    if (is_left_over(*line.payment)) return std::nullopt;
    item.amount = row::number_of(line.amount);
    item.asked = asked_for(run, line);
    if (line.payment->kind == plan::Payment::Kind::back) item.amount = item.asked = -item.amount;
    if (item.amount.is_zero() && item.asked.is_zero()) return std::nullopt;
  }
  item.line = std::move(line);
  return item;
}

std::string reward_of(const ListLine& item) { return item.line.payment->reward; }
std::string payee_of(const ListLine& item) { return item.line.payee; }

/// One list: its lines, and what is said of them together.
class ListMaker {
 public:
  explicit ListMaker(const ComputedRun& run) : run_(run) {}

  void add(ListLine item) {
    const plan::Column& column = run_.plan().columns[item.line.payment->amount];
    decimals_ = std::max(decimals_, column.form.decimals);
    lines_.push_back(std::move(item));
  }

  const std::vector<ListLine>& lines() const { return lines_; }
  int decimals() const { return decimals_; }
  std::string currency() const { return currency_of_line(run_, lines_.front()); }
  const std::string& payer() const { return lines_.front().line.payer; }
  /// What people call the payer: the label of a party, else the same.
  const std::string& payer_label() const {
    const plan::Payer& of = lines_.front().line.payment->payer;
    if (of.kind != plan::Payer::Kind::party) return payer();
    const std::string& label = run_.plan().parties[of.party].label;
    return label.empty() ? payer() : label;
  }
  bool repay() const { return lines_.front().line.payment->kind == plan::Payment::Kind::back; }

  Sums sums() const {
    Sums all;
    for (const ListLine& item : lines_) all.add(item);
    return all;
  }
  std::uint64_t undetermined() const {
    return static_cast<std::uint64_t>(std::ranges::count(lines_, true, &ListLine::wrong));
  }

  void add_to(LineTable& table, std::int64_t list) const {
    for (std::size_t i = 0; i < lines_.size(); ++i)
      table.add(lines_[i], list, static_cast<std::int64_t>(i) + 1);
  }

 private:
  const ComputedRun& run_;
  std::vector<ListLine> lines_;
  int decimals_ = 0;
};

std::string capitals(const std::string& currency, const Rational& sum) {
  const auto known = type::find_currency(currency);
  const auto exact = number::Decimal::from_rational(sum);
  if (!known || !exact) return {};
  const std::optional<std::string> words = number::capital_amount(*exact);
  if (!words) return {};
  const std::string_view names = type::currencies()[*known].chinese;
  const std::string_view name = currency == "CNY" ? "人民币" : names.substr(0, names.find('|'));
  return std::string(name) + *words;
}

std::string decimal(const Rational& sum, int decimals) {
  const auto exact = number::Decimal::from_rational(sum);
  return exact ? format(*exact, decimals) : std::string();
}

SumTable sums_by_reward(const ComputedRun& run, OfLists of, int decimals) {
  return {"reward", heading_of_rewards(run.plan()), reward_of, of, decimals};
}
SumTable sums_by_payee(OfLists of, int decimals) {
  return {"payee", text::ledger_payee, payee_of, of, decimals};
}

PaymentList list_of(const ListMaker& from, const ComputedRun& run, const LineWords& words,
                    Language language) {
  LineTable lines(run, words, language, OfLists::one, from.decimals());
  SumTable by_reward = sums_by_reward(run, OfLists::one, from.decimals());
  SumTable by_payee = sums_by_payee(OfLists::one, from.decimals());
  from.add_to(lines, 1);
  by_reward.add(from.lines(), 1);
  by_payee.add(from.lines(), 1);
  const Sums all = from.sums();
  return {from.payer(),
          from.currency(),
          from.repay(),
          lines.take(),
          by_reward.take(),
          by_payee.take(),
          decimal(all.asked, from.decimals()),
          decimal(all.asked - all.amount, from.decimals()),
          decimal(all.amount, from.decimals()),
          capitals(from.currency(), all.amount),
          all.payments,
          from.undetermined(),
          from.payer_label()};
}

std::vector<ListMaker> makers_of(const ComputedRun& run) {
  std::vector<ListMaker> makers;
  std::map<std::tuple<std::string, type::TypeKind, std::uint32_t, bool>, std::size_t> known;
  const Ledger ledger(run);
  for (std::uint64_t i = 0; i < ledger.size(); ++i) {
    std::optional<ListLine> item = list_line(run, ledger.line(i));
    if (!item) continue;
    const type::Type type = run.plan().columns[item->line.payment->amount].type;
    const bool back = item->line.payment->kind == plan::Payment::Kind::back;
    const auto [at, is_new] =
        known.try_emplace({item->line.payer, type.kind, type.ref, back}, makers.size());
    if (is_new) makers.emplace_back(run);
    makers[at->second].add(*std::move(item));
  }
  return makers;
}

/// A row for each list.
Table table_of_lists(const std::vector<ListMaker>& makers, int decimals) {
  NumberCells list(type::kNumber, 0), payments(type::kNumber, 0), undetermined(type::kNumber, 0);
  TextCells payer, currency, in_capitals;
  BooleanCells repay;
  Figures figures(decimals);
  for (std::size_t i = 0; i < makers.size(); ++i) {
    const Sums all = makers[i].sums();
    list.add(number::Integer(static_cast<std::int64_t>(i) + 1));
    payer.add(makers[i].payer());
    currency.add(makers[i].currency());
    repay.add(makers[i].repay());
    payments.add(number::Integer(static_cast<std::int64_t>(all.payments)));
    undetermined.add(number::Integer(static_cast<std::int64_t>(makers[i].undetermined())));
    figures.add(all.asked, all.amount);
    in_capitals.add(capitals(makers[i].currency(), all.amount));
  }
  Assembler table("lists", makers.size());
  table.add("list", text::list_list, list);
  table.add("payer", text::ledger_payer, payer);
  table.add("currency", text::ledger_currency, currency);
  table.add("repay", text::list_repay, repay);
  table.add("payments", text::totals_payments, payments);
  table.add("undetermined", text::totals_undetermined, undetermined);
  figures.add_to(table);
  table.add("in_capitals", text::list_capitals, in_capitals);
  return table.take();
}

}  // namespace

std::vector<PaymentList> payment_lists(const ComputedRun& run, const LineWords& words,
                                       Language language) {
  std::vector<PaymentList> lists;
  for (const ListMaker& maker : makers_of(run))
    lists.push_back(list_of(maker, run, words, language));
  return lists;
}

Table payment_table(const ComputedRun& run, const LineWords& words, PaymentTable which,
                    Language language) {
  const std::vector<ListMaker> makers = makers_of(run);
  int decimals = 0;
  for (const ListMaker& maker : makers) decimals = std::max(decimals, maker.decimals());
  if (which == PaymentTable::lists) return table_of_lists(makers, decimals);
  LineTable lines(run, words, language, OfLists::all, decimals);
  SumTable sums = which == PaymentTable::by_reward ? sums_by_reward(run, OfLists::all, decimals)
                                                   : sums_by_payee(OfLists::all, decimals);
  std::int64_t list = 0;
  for (const ListMaker& maker : makers) {
    ++list;
    if (which == PaymentTable::lines)
      maker.add_to(lines, list);
    else
      sums.add(maker.lines(), list);
  }
  return which == PaymentTable::lines ? lines.take() : sums.take();
}

}  // namespace remit::report
