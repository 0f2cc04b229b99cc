#include "report/group_totals.h"

#include <algorithm>
#include <utility>

#include "diagnostic/messages.h"
#include "report/assembler.h"
#include "report/totals.h"
#include "type/list_names.h"

namespace remit::report {

using diagnostic::Text;

/// What every line of the ledger has, by its name there.
struct LineWord {
  const char* name;
  Text heading;
  std::string (*text)(const plan::Plan& plan, const LedgerLine& line);
};

namespace {

constexpr LineWord kLineWords[] = {
    {"payer", Text::ledger_payer, [](const plan::Plan&, const LedgerLine& line) { return line.payer; }},
    {"payee", Text::ledger_payee, [](const plan::Plan&, const LedgerLine& line) { return line.payee; }},
    {"reward", Text::ledger_reward,
     [](const plan::Plan&, const LedgerLine& line) { return line.payment->reward; }},
    {"clause", Text::ledger_clause,
     [](const plan::Plan& plan, const LedgerLine& line) { return clause_of(plan, *line.payment); }},
};

/// The column of that name or label among an entity's fields, else among what is computed for it.
plan::ColumnId column_named(const plan::Plan& plan, plan::EntityId entity, std::string_view word) {
  const std::vector<plan::Field>& fields = plan.entities[entity].fields;
  auto field = std::ranges::find(fields, word, &plan::Field::name);
  if (field == fields.end() && !word.empty())
    field = std::ranges::find(fields, word, &plan::Field::label);
  const auto index = static_cast<std::uint32_t>(field - fields.begin());
  for (plan::ColumnId id = 0; id < plan.columns.size(); ++id) {
    const plan::Column& column = plan.columns[id];
    if (column.entity != entity) continue;
    const auto* input = std::get_if<plan::Input>(&column.node);
    if (field != fields.end() ? input != nullptr && input->field == index : column.name == word)
      return id;
  }
  return plan::kNoColumn;
}

}  // namespace

GroupTotals::GroupTotals(const ComputedRun& run, std::vector<std::string> by)
    : run_(run), by_(std::move(by)) {
  for (const std::string& word : by_) {
    parts_.push_back(part_named(word));
    const Part& part = parts_.back();
    const auto has_path = [](const auto& path) { return !path.empty(); };
    if (part.of_line == nullptr && std::ranges::none_of(part.paths, has_path)) unknown_ = word;
  }
}

GroupTotals::Part GroupTotals::part_named(const std::string& word) const {
  for (const LineWord& known : kLineWords) {
    if (word == known.name || word == text_template(known.heading, base::Language::zh))
      return {&known, {}};
  }
  Part part;
  for (const plan::Payment& payment : run_.plan().payments)
    part.paths.push_back(path_of(payment.entity, word));
  return part;
}

std::vector<plan::ColumnId> GroupTotals::path_of(plan::EntityId entity,
                                                 std::string_view word) const {
  std::vector<plan::ColumnId> path;
  for (;;) {
    if (word.empty()) return {};
    plan::ColumnId id = column_named(run_.plan(), entity, word);
    const std::size_t dot = word.find('.');
    if (id == plan::kNoColumn && dot != std::string_view::npos)
      id = column_named(run_.plan(), entity, word.substr(0, dot));
    else
      word = {};
    if (id == plan::kNoColumn || run_.stored(id) == nullptr) return {};
    path.push_back(id);
    if (word.empty()) return path;
    const type::Type type = run_.plan().columns[id].type;
    if (type.kind != type::TypeKind::reference) return {};
    entity = type.ref;
    word.remove_prefix(dot + 1);
  }
}

std::string GroupTotals::text(const Part& part, const LedgerLine& line) const {
  if (part.of_line != nullptr) return part.of_line->text(run_.plan(), line);
  const auto number = static_cast<std::size_t>(line.payment - run_.plan().payments.data());
  std::uint64_t row = line.row;
  row::Value value;
  for (const plan::ColumnId id : part.paths[number]) {
    value = run_.at(id, row);
    if (row::is_fault(value)) return {};
    if (const auto* reference = std::get_if<row::Reference>(&value)) row = reference->row;
  }
  return part.paths[number].empty() ? std::string()
                                    : plain_text(run_, part.paths[number].back(), value);
}

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
    for (const Part& part : parts_) group.push_back(text(part, line));
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
  std::vector<TextCells> groups(by_.size());
  TextCells currency;
  NumberCells amount(type::kNumber, decimals), repay(type::kNumber, decimals);
  NumberCells payments(type::kNumber, 0), undetermined(type::kNumber, 0);
  for (const GroupTotal& total : totals) {
    for (std::size_t i = 0; i < by_.size(); ++i) groups[i].add(total.group[i]);
    currency.add(currency_of(run_.plan(), total.type));
    amount.add(total.amount);
    repay.add(total.repay);
    payments.add(number::Integer(static_cast<std::int64_t>(total.payments)));
    undetermined.add(number::Integer(static_cast<std::int64_t>(total.undetermined)));
  }
  Assembler table(std::string(type::kTotalsList), totals.size());
  for (std::size_t i = 0; i < by_.size(); ++i) {
    const LineWord* word = parts_[i].of_line;
    if (word != nullptr)
      table.add(word->name, word->heading, groups[i]);
    else
      table.add(by_[i].c_str(), ColumnHeading(by_[i], by_[i]), groups[i]);
  }
  table.add("currency", Text::ledger_currency, currency);
  table.add("amount", Text::ledger_amount, amount);
  table.add("payments", Text::totals_payments, payments);
  table.add("undetermined", Text::totals_undetermined, undetermined);
  if (claws_back(run_.plan())) table.add("repay", Text::totals_repay, repay);
  return table.take();
}

}  // namespace remit::report
