#include "report/payment_list.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "diagnostic/text/api.h"
#include "diagnostic/text/report.h"
#include "number/capital_numerals.h"
#include "report/assembler.h"
#include "report/ledger.h"
#include "report/totals.h"
#include "type/currency.h"

namespace remit::report {
namespace {

using base::Language;
namespace text = diagnostic::text;
using diagnostic::Text;
using number::Rational;

/// A line of a list: what was asked for and what is paid (or paid back); nothing of either where it
/// is in error.
struct ListLine {
  LedgerLine line;
  Rational asked;
  Rational amount;
  bool wrong = false;
};

/// Sums over the lines that are determined.
struct Sums {
  Rational asked;
  Rational amount;
  std::uint64_t payments = 0;

  void add(const ListLine& item) {
    if (item.wrong) return;
    asked += item.asked;
    amount += item.amount;
    if (!item.amount.is_zero()) ++payments;
  }
};

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

/// Columns that lists and their sums share: what was asked for, what was cut of it, what is left.
class Figures {
 public:
  explicit Figures(int decimals)
      : asked_(type::kNumber, decimals),
        cut_(type::kNumber, decimals),
        amount_(type::kNumber, decimals) {}

  void add(const Rational& asked, const Rational& amount) {
    asked_.add(asked);
    cut_.add(asked - amount);
    amount_.add(amount);
  }
  void add_fault(type::Fault fault) {
    for (NumberCells* cells : {&asked_, &cut_, &amount_}) cells->add_fault(fault);
  }
  void add_to(Assembler& table) {
    table.add("asked", text::list_asked, asked_);
    table.add("cut", text::list_cut, cut_);
    table.add("amount", text::list_amount, amount_);
  }

 private:
  NumberCells asked_, cut_, amount_;
};

/// The lines of one list.
class ListMaker {
 public:
  ListMaker(const ComputedRun& run, const LineWords& words, Language language)
      : run_(run), words_(words), language_(language) {}

  void add(ListLine item) {
    const plan::Column& column = run_.plan().columns[item.line.payment->amount];
    decimals_ = std::max(decimals_, column.form.decimals);
    lines_.push_back(std::move(item));
  }

  PaymentList list() const {
    const LedgerLine& first = lines_.front().line;
    PaymentList list{
        first.payer,
        currency(),
        first.payment->kind == plan::Payment::Kind::back,
        lines(),
        sums("reward", text::ledger_reward,
             [](const ListLine& item) { return item.line.payment->reward; }),
        sums("payee", text::ledger_payee, [](const ListLine& item) { return item.line.payee; }),
        {},
        {},
        {},
        {}};
    Sums all;
    for (const ListLine& item : lines_) {
      all.add(item);
      if (item.wrong) ++list.undetermined;
    }
    list.asked = decimal(all.asked);
    list.cut = decimal(all.asked - all.amount);
    list.amount = decimal(all.amount);
    list.in_capitals = capitals(list.currency, all.amount);
    list.payments = all.payments;
    return list;
  }

 private:
  std::string currency() const {
    const plan::Plan& plan = run_.plan();
    return currency_of(plan, plan.columns[lines_.front().line.payment->amount].type);
  }

  std::string decimal(const Rational& sum) const {
    const auto exact = number::Decimal::from_rational(sum);
    return exact ? format(*exact, decimals_) : std::string();
  }

  static std::string capitals(const std::string& currency, const Rational& sum) {
    const auto known = type::find_currency(currency);
    const auto exact = number::Decimal::from_rational(sum);
    if (!known || !exact) return {};
    const std::optional<std::string> words = number::capital_amount(*exact);
    if (!words) return {};
    const std::string_view names = type::currencies()[*known].chinese;
    const std::string_view name = currency == "CNY" ? "人民币" : names.substr(0, names.find('|'));
    return std::string(name) + *words;
  }

  Table lines() const {
    NumberCells number(type::kNumber, 0);
    TextCells payer, payee, currency, reward, entity, key, clause, status, reason;
    std::vector<TextCells> further(words_.size());
    Figures figures(decimals_);
    std::int64_t serial = 0;
    for (const ListLine& item : lines_) {
      const LedgerLine& line = item.line;
      number.add(number::Integer(++serial));
      payer.add(line.payer);
      payee.add(line.payee);
      for (std::size_t i = 0; i < words_.size(); ++i) further[i].add(words_.text(i, line));
      reward.add(line.payment->reward);
      entity.add(run_.plan().entities[line.payment->entity].name);
      key.add(run_.key(line.payment->entity, line.row));
      currency.add(this->currency());
      clause.add(clause_of(run_.plan(), *line.payment));
      // Below zero as in the ledger; what they come to is called by its name.
      if (item.wrong)
        figures.add_fault(fault_of(line));
      else if (line.payment->kind == plan::Payment::Kind::back)
        figures.add(-item.asked, -item.amount);
      else
        figures.add(item.asked, item.amount);
      status.add(status_name(line.status));
      reason.add(status_text(run_, line, language_));
    }
    Assembler table("payments", lines_.size());
    table.add("number", text::list_number, number);
    table.add("payer", text::ledger_payer, payer);
    table.add("payee", text::ledger_payee, payee);
    for (std::size_t i = 0; i < words_.size(); ++i) words_.add_to(table, i, further[i]);
    table.add("reward", text::ledger_reward, reward);
    table.add("entity", text::ledger_entity, entity);
    table.add("key", text::ledger_key, key);
    table.add("clause", text::ledger_clause, clause);
    figures.add_to(table);
    table.add("currency", text::ledger_currency, currency);
    table.add("status", text::ledger_status, status);
    table.add("reason", text::ledger_reason, reason);
    return table.take();
  }

  static type::Fault fault_of(const LedgerLine& line) {
    if (row::is_fault(line.amount)) return row::fault_of(line.amount);
    return row::is_fault(line.reason) ? row::fault_of(line.reason) : *line.who;
  }

  /// Sums by what `group` says of a line, in the order of first occurrence.
  template <typename Group>
  Table sums(const char* name, Text heading, const Group& group) const {
    std::vector<std::pair<std::string, Sums>> groups;
    std::map<std::string, std::size_t> known;
    for (const ListLine& item : lines_) {
      std::string text = group(item);
      const auto [at, is_new] = known.try_emplace(text, groups.size());
      if (is_new) groups.emplace_back(std::move(text), Sums());
      groups[at->second].second.add(item);
    }
    TextCells names;
    NumberCells payments(type::kNumber, 0);
    Figures figures(decimals_);
    for (const auto& [text, sum] : groups) {
      names.add(text);
      payments.add(number::Integer(static_cast<std::int64_t>(sum.payments)));
      figures.add(sum.asked, sum.amount);
    }
    Assembler table(name, groups.size());
    table.add(name, heading, names);
    table.add("payments", text::totals_payments, payments);
    figures.add_to(table);
    return table.take();
  }

  const ComputedRun& run_;
  const LineWords& words_;
  Language language_;
  std::vector<ListLine> lines_;
  int decimals_ = 0;
};

}  // namespace

std::vector<PaymentList> payment_lists(const ComputedRun& run, const LineWords& words,
                                       Language language) {
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
    if (is_new) makers.emplace_back(run, words, language);
    makers[at->second].add(*std::move(item));
  }
  std::vector<PaymentList> lists;
  lists.reserve(makers.size());
  for (const ListMaker& maker : makers) lists.push_back(maker.list());
  return lists;
}

}  // namespace remit::report
