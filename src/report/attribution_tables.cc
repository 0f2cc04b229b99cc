// What is somebody's without being paid, as tables.

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>

#include "diagnostic/text/api.h"
#include "report/assembler.h"
#include "report/cell_writer.h"
#include "report/ledger.h"
#include "report/row_set.h"
#include "report/sections.h"
#include "report/table_impl.h"
#include "report/tables.h"
#include "type/list_names.h"

namespace remit::report {

namespace text = diagnostic::text;

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

/// Lines of what is somebody's.
class AttributionList final : public List {
 public:
  explicit AttributionList(const ComputedRun& run) : lines_(run, Ledger::Of::attributions) {}

  std::uint64_t size() const override { return something_.size(); }
  Table piece(LineRange lines) const override;

 private:
  Ledger lines_;
  RowSet something_{lines_.size(),
                    [this](std::uint64_t line) { return is_something(lines_.line(line)); }};
};

Table AttributionList::piece(LineRange range) const {
  const ComputedRun& run = lines_.run();
  const plan::Plan& plan = run.plan();
  Assembler none(std::string(type::kAttributionsList), 0);
  if (!attributes(plan)) return none.take();
  TextCells split, part, entity, key, whose, currency, clause;
  NumberCells amount(type::kNumber, attributed_decimals(plan));
  Sections sections;
  const std::uint64_t from = range.begin(size()), end = range.end(size());
  for (std::uint64_t i = from; i < end; ++i) {
    const LedgerLine line = lines_.line(something_[i]);
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
  }
  Assembler table(std::string(type::kAttributionsList), end - from);
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

}  // namespace

std::unique_ptr<const List> attribution_list(const ComputedRun& run) {
  return std::make_unique<AttributionList>(run);
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

}  // namespace remit::report
