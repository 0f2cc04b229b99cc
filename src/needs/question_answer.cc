// The answer: once for all that is open, then by cases.
#include <algorithm>

#include "needs/question.h"
#include "plan/visit_columns.h"

namespace remit::needs {
namespace {

/// So many cases of one unknown cell are told apart, and so many of all together: the fewer, the
/// more steps there are to compute for each.
constexpr std::size_t kMostCasesOfOne = 12;
constexpr std::size_t kLeastCases = 64, kMostCases = 1024, kSteps = 400'000;

/// All combinations of a few numbers, the first fastest.
bool next(std::vector<std::size_t>& chosen, const std::vector<std::size_t>& sizes) {
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    if (++chosen[i] < sizes[i]) return true;
    chosen[i] = 0;
  }
  return false;
}

/// What a figure comes to in one case, and what is left of it.
struct CaseOf {
  Possible figure;
  Residue residue;
};

/// Whether the cases of one cell lead to different figures.
bool matters(std::size_t which, const std::vector<std::size_t>& sizes,
             const std::vector<CaseOf>& cases) {
  std::size_t stride = 1;
  for (std::size_t i = 0; i < which; ++i) stride *= sizes[i];
  for (std::size_t at = 0; at < cases.size(); ++at) {
    const std::size_t digit = at / stride % sizes[which];
    if (digit > 0 && cases[at].residue != cases[at - stride].residue) return true;
  }
  return false;
}

}  // namespace

/// Calls `look` with each column that the column is computed from.
void Question::visit_reads(plan::ColumnId id, const std::function<void(plan::ColumnId)>& look) {
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
  std::fill(chosen_.begin(), chosen_.end(), Case());
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

void Question::choose(std::size_t unknown, const Told* told, std::size_t number) {
  chosen_[unknown] = {told, number};
  for (const auto& [condition, holds] : told->truths) assumed_[condition] = holds;
}

Answer Question::split(plan::ColumnId column, std::uint64_t row, Answer whole) {
  const std::vector<Turns> turns_of = turns();
  std::size_t steps = 1;
  for (const auto& [place, cell] : cells_) steps += cell->steps.size() + 1;
  const std::size_t most = std::clamp(kSteps / steps, kLeastCases, kMostCases);
  std::vector<std::size_t> split, sizes;
  std::vector<std::vector<Told>> cases;
  std::size_t all = 1;
  for (const std::size_t number : whole.asked) {
    std::vector<Told> of = cases_of(number, turns_of[number]);
    const std::size_t size = of.size();
    if (size < 2 || size > kMostCasesOfOne || all * size > most) continue;
    all *= size;
    split.push_back(number);
    sizes.push_back(size);
    cases.push_back(std::move(of));
  }
  if (split.empty()) return whole;
  std::vector<std::size_t> chosen(split.size());
  std::vector<CaseOf> figures;
  std::vector<bool> asked(unknown_.size());
  Answer result;
  do {
    assumed_.clear();
    for (std::size_t i = 0; i < split.size(); ++i)
      choose(split[i], &cases[i][chosen[i]], chosen[i] + 1);
    cells_.clear();
    prepare(column, row);
    const Cell& figure = cell(column, row);
    figures.push_back({figure.value, figure.residue});
    result.figure.add(figure.value);
    if (figure.value.is_determined()) continue;
    for (const std::size_t number : ask(column, row)) asked[number] = true;
  } while (next(chosen, sizes));
  std::fill(chosen_.begin(), chosen_.end(), Case());
  assumed_.clear();
  for (std::size_t i = 0; i < split.size(); ++i)
    asked[split[i]] = asked[split[i]] || matters(i, sizes, figures);
  if (result.figure.is_determined()) return result;
  for (const std::size_t number : whole.asked)
    if (asked[number]) result.asked.push_back(number);
  if (result.asked.empty()) result.asked = std::move(whole.asked);
  return result;
}

}  // namespace remit::needs
