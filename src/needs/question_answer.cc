// The answer: once for all that is open, then by each choice of what can be told one by one.
#include <algorithm>

#include "needs/question.h"
#include "plan/visit_columns.h"

namespace remit::needs {
namespace {

constexpr std::size_t kFewAnswers = 6;
constexpr std::size_t kChoices = 64;

/// All combinations of a few numbers, the first fastest.
bool next(std::vector<std::size_t>& chosen, const std::vector<std::size_t>& sizes) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (++chosen[i] < sizes[i]) return true;
    chosen[i] = 0;
  }
  return false;
}

bool is_certainly_same(const Possible& a, const Possible& b) {
  return a.is_determined() && b.is_determined() && is_same(a.value(), b.value());
}

/// Whether the answers to one question lead to different figures.
bool matters(std::size_t which, const std::vector<std::size_t>& sizes,
             const std::vector<Possible>& figures) {
  std::size_t stride = 1;
  for (std::size_t i = 0; i < which; ++i) stride *= sizes[i];
  for (std::size_t at = 0; at < figures.size(); ++at) {
    const std::size_t digit = at / stride % sizes[which];
    if (digit > 0 && !is_certainly_same(figures[at], figures[at - stride])) return true;
  }
  return false;
}

}  // namespace

/// Calls `look` with each column that the column is computed from.
template <typename Look>
void Question::visit_reads(plan::ColumnId id, const Look& look) {
  const plan::Node& node = plan_.columns[id].node;
  if (std::holds_alternative<plan::Map>(node)) {
    for (const plan::ExpressionId step : evaluator_.formula(id).steps()) {
      const plan::Expression& e = plan_.expressions[step];
      if (e.op == plan::Opcode::column) look(e.payload);
    }
  } else if (const auto* share = std::get_if<plan::PartyShare>(&node)) {
    plan::visit_split_columns(plan_.party_splits[share->split], look);
  } else {
    plan::visit_columns(node, look);
  }
}

/// Which columns the figure may depend on, in whatever rows: others change nothing.
void Question::find_sources(plan::ColumnId column) {
  source_.assign(plan_.columns.size(), false);
  source_[column] = true;
  std::vector<plan::ColumnId> waiting{column};
  while (!waiting.empty()) {
    const plan::ColumnId id = waiting.back();
    waiting.pop_back();
    visit_reads(id, [&](plan::ColumnId other) {
      if (source_[other]) return;
      source_[other] = true;
      waiting.push_back(other);
    });
  }
}

/// What the figure reads of its own row and of the whole, in the order of the plan, so that long
/// chains need no deep stack.
void Question::prepare(plan::ColumnId column, std::uint64_t row) {
  const plan::EntityId entity = plan_.columns[column].entity;
  std::vector<bool> read(static_cast<std::size_t>(column) + 1);
  read[column] = true;
  for (plan::ColumnId id = column + 1; id-- > 0;) {
    if (!read[id]) continue;
    visit_reads(id, [&](plan::ColumnId other) {
      if (other < id) read[other] = true;
    });
  }
  for (plan::ColumnId id = 0; id <= column; ++id) {
    if (!read[id] || !touched_.columns[id]) continue;
    const plan::EntityId of = plan_.columns[id].entity;
    if (of == entity || of == plan::kWhole) cell(id, row);
  }
}

Answer Question::answer(plan::ColumnId column, std::uint64_t row) {
  std::fill(chosen_.begin(), chosen_.end(), nullptr);
  cells_.clear();
  find_sources(column);
  if (touched_.columns[column]) prepare(column, row);
  Answer whole{at(column, row), {}};
  if (whole.figure.is_determined()) return whole;
  whole.asked = ask(column, row);
  if (whole.asked.empty()) {
    // It is open for a reason that nobody looks at: whatever is not known may be it.
    ask_everything();
    whole.asked = asked_;
  }
  return split(column, row, std::move(whole));
}

Answer Question::split(plan::ColumnId column, std::uint64_t row, Answer whole) {
  std::vector<std::size_t> cells, sizes;
  std::size_t choices = 1;
  for (const std::size_t number : whole.asked) {
    const std::size_t size = answers_[number].few().size();
    if (answers_[number].is_wide() || size > kFewAnswers || choices * size > kChoices) continue;
    choices *= size;
    cells.push_back(number);
    sizes.push_back(size);
  }
  if (cells.empty()) return whole;
  std::vector<std::size_t> chosen(cells.size());
  std::vector<Possible> figures;
  std::vector<bool> asked(unknown_.size());
  Answer result;
  do {
    for (std::size_t i = 0; i < cells.size(); ++i)
      chosen_[cells[i]] = &answers_[cells[i]].few()[chosen[i]];
    cells_.clear();
    prepare(column, row);
    figures.push_back(at(column, row));
    result.figure.add(figures.back());
    if (!figures.back().is_determined())
      for (const std::size_t number : ask(column, row)) asked[number] = true;
  } while (next(chosen, sizes));
  std::fill(chosen_.begin(), chosen_.end(), nullptr);
  for (std::size_t i = 0; i < cells.size(); ++i) asked[cells[i]] = matters(i, sizes, figures);
  if (result.figure.is_determined()) return result;
  for (const std::size_t number : whole.asked)
    if (asked[number]) result.asked.push_back(number);
  if (result.asked.empty()) result.asked = std::move(whole.asked);
  return result;
}

}  // namespace remit::needs
