// Where formulas over one unknown figure or day turn: between two neighbouring values on one side
// of which a comparison holds and on the other does not, an edge of a scale is passed, or a day
// beyond the calendar is reached; and the conditions on one unknown text. They only say where it is
// worth looking: any division into cases is a true one.
#include <algorithm>
#include <array>

#include "base/budget.h"
#include "needs/question.h"
#include "row/operation.h"

namespace remit::needs {
namespace {

using number::Integer;
using plan::Opcode;

/// So many turns of one unknown cell make cases.
constexpr std::size_t kMostTurns = 8;
/// So many conditions on one text do, each of which doubles them.
constexpr std::size_t kMostConditions = 3;
/// Formulas one in the other that are followed.
constexpr int kDeepestReplay = 40;

/// The smallest step of a figure times 10 to the `decimals`, or a day.
struct Grid {
  int decimals = 0;
  bool dates = false;

  Value value(Int128 at) const {
    if (dates) return row::Date{static_cast<std::int32_t>(at)};
    return Rational::from_decimal(Integer(at), decimals);
  }
  Int128 below(const Rational& number) const {
    const Integer floor = (number * Rational(Integer::pow10(decimals))).floor();
    return floor.fits_int128() ? floor.to_int128() : 0;
  }
};

/// The last of the values from `low` on that the predicate takes like `low`, found by halving;
/// nothing if it takes `high` so too, or cannot say.
template <typename Predicate>
std::optional<Int128> last_alike(Int128 low, Int128 high, std::optional<Int128> guess,
                                 const Predicate& holds) {
  const std::optional<bool> first = holds(low), last = holds(high);
  if (!first || !last || *first == *last) return std::nullopt;
  const auto look = [&](Int128 at) {
    if (at <= low || at >= high) return true;
    const std::optional<bool> here = holds(at);
    if (here) (*here == *first ? low : high) = at;
    return here.has_value();
  };
  for (Int128 near = -1; guess && near <= 1; ++near) look(*guess + near);
  while (high - low > 1)
    if (!look(low + (high - low) / 2)) return std::nullopt;
  return low;
}

/// The last from `inside` on towards `outside` of which the predicate says something, which it does
/// of the one and not of the other; found by halving.
template <typename Predicate>
Int128 last_told(Int128 inside, Int128 outside, const Predicate& holds) {
  while (outside - inside > 1 || inside - outside > 1) {
    const Int128 middle = inside + (outside - inside) / 2;
    (holds(middle) ? inside : outside) = middle;
  }
  return inside;
}

std::optional<Grid> grid_of(const plan::Column& column) {
  const bool dates = column.type.kind == type::TypeKind::date;
  if (!dates && (!column.type.is_numeric() || column.form.ratio)) return std::nullopt;
  return Grid{dates ? 0 : column.form.decimals, dates};
}

}  // namespace

/// What the cell comes to where the one unknown cell that it hangs on holds `chosen`.
std::optional<Value> Question::replay(plan::ColumnId column, std::uint64_t row,
                                      const Value& chosen) {
  const Cell& of = cell(column, row);
  if (of.value.is_determined()) return of.value.value();
  if (std::holds_alternative<plan::Input>(plan_.columns[column].node)) return chosen;
  if (!of.steps.empty()) {
    if (replaying_ == kDeepestReplay) return std::nullopt;
    ++replaying_;
    std::optional<Value> value = replay_step(column, row, of.steps.size() - 1, chosen);
    --replaying_;
    return value;
  }
  const auto* lookup = std::get_if<plan::Lookup>(&plan_.columns[column].node);
  if (lookup == nullptr || of.source == kSeveral) return std::nullopt;
  return replay(lookup->target, std::get<row::Reference>(at(lookup->via, row).value()).row, chosen);
}

std::optional<Value> Question::replay_step(plan::ColumnId column, std::uint64_t row,
                                           std::size_t step, const Value& chosen) {
  const Cell& of = cell(column, row);
  if (of.steps[step].is_determined()) return of.steps[step].value();
  const auto known = replayed_.find({column, row, step});
  if (known != replayed_.end()) return known->second;
  std::optional<Value> value = replay_new(column, row, step, chosen);
  // A chain that is too deep from here may be short enough from elsewhere.
  if (value || replaying_ == 0) replayed_.emplace(std::tuple(column, row, step), value);
  return value;
}

std::optional<Value> Question::replay_new(plan::ColumnId column, std::uint64_t row,
                                          std::size_t step, const Value& chosen) {
  constexpr std::uint64_t kUnitsOfStep = 20;  // with its place in the map
  base::spend(kUnitsOfStep);
  const row::Formula& formula = evaluator_.formula(column);
  const plan::Expression& e = plan_.expressions[formula.steps()[step]];
  if (e.op == Opcode::column) return replay(e.payload, row, chosen);
  const std::span<const std::uint32_t> operands = formula.operands(step);
  const auto operand = [&](std::size_t i) { return replay_step(column, row, operands[i], chosen); };
  const type::Evaluation evaluation = type::operation(e.op).evaluation;
  if (evaluation == type::Evaluation::branch) {
    const std::optional<Value> condition = operand(0);
    if (!condition || row::is_fault(*condition)) return std::nullopt;
    return operand(row::truth_of(*condition) ? 1 : 2);
  }
  if (evaluation == type::Evaluation::fallback) {
    std::optional<Value> value = operand(0);
    return value && row::is_blank(*value) ? operand(1) : value;
  }
  if (type::operation(e.op).payload == type::Payload::calendar) return std::nullopt;
  std::vector<Value> values;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    std::optional<Value> value = operand(i);
    if (!value || (row::is_fault(*value) && evaluation == type::Evaluation::strict))
      return std::nullopt;
    values.push_back(*std::move(value));
  }
  std::vector<const Value*> pointers;
  for (const Value& value : values) pointers.push_back(&value);
  return row::evaluate(evaluator_.place(column, row), e, pointers);
}

std::vector<Question::Turns> Question::turns() {
  std::vector<Turns> turns(unknown_.size());
  std::vector<std::pair<Place, std::size_t>> formulas;
  for (const auto& [place, cell] : cells_) formulas.emplace_back(place, cell->steps.size());
  std::sort(formulas.begin(), formulas.end());
  for (const auto& [place, steps] : formulas) {
    for (std::size_t step = 0; step < steps; ++step)
      add_turns(place.first, place.second, step, turns);
  }
  for (Turns& found : turns) std::sort(found.values.begin(), found.values.end());
  return turns;
}

void Question::add_turns(plan::ColumnId column, std::uint64_t row, std::size_t step,
                         std::vector<Turns>& turns) {
  const Cell& of = cell(column, row);
  const row::Formula& formula = evaluator_.formula(column);
  const plan::Expression& e = plan_.expressions[formula.steps()[step]];
  const Source source = of.sources[step];
  if (source < 0) return;
  const auto unknown = static_cast<std::size_t>(source);
  if (plan_.columns[unknown_[unknown].column].type.kind == type::TypeKind::text)
    return add_condition(column, row, step, turns[unknown].conditions);
  const std::optional<Grid> grid = grid_of(plan_.columns[unknown_[unknown].column]);
  const std::optional<Range> range = answers_[unknown].numbers();
  if (!grid || !range || !range->low || !range->high) return;
  const std::span<const std::uint32_t> operands = formula.operands(step);
  const auto value_at = [&](std::size_t which, Int128 at) -> std::optional<Rational> {
    replayed_.clear();
    const auto value = replay_step(column, row, operands[which], grid->value(at));
    return value ? as_number(*value) : std::nullopt;
  };
  const auto note = [&](Int128 turn) {
    Turns& found = turns[unknown];
    const bool known = std::ranges::find(found.values, turn) != found.values.end();
    if (!known && found.values.size() < kMostTurns) found.values.push_back(turn);
  };
  using Bound = std::function<std::optional<Rational>(Int128)>;
  // Between values of which the first operand is below the bound (or at it) and others.
  const auto add = [&](const Bound& bound, bool with_equal) {
    if (turns[unknown].values.size() == kMostTurns) return;
    const auto holds = [&](Int128 at) -> std::optional<bool> {
      const auto value = value_at(0, at), other = bound(at);
      if (!value || !other) return std::nullopt;
      return with_equal ? *value <= *other : *value < *other;
    };
    Int128 low = grid->below(*range->low), high = grid->below(*range->high);
    const bool low_told = holds(low).has_value(), high_told = holds(high).has_value();
    if (low_told && !high_told) {
      high = last_told(low, high, holds);
      note(high);
    } else if (high_told && !low_told) {
      low = last_told(high, low, holds);
      note(low - 1);
    }
    const auto near = bound(low);
    if (const auto found =
            last_alike(low, high, near ? std::optional(grid->below(*near)) : std::nullopt, holds))
      note(*found);
  };
  const auto fixed = [](Rational number) -> Bound {
    return [number = std::move(number)](Int128) { return std::optional(number); };
  };
  const auto second = [&](Int128 at) { return value_at(1, at); };
  if (const auto& holds = type::operation(e.op).comparison) {
    if (holds->less != holds->equal) add(second, false);
    if (holds->equal != holds->greater) add(second, true);
  } else if ((e.op == Opcode::minimum || e.op == Opcode::maximum) && operands.size() == 2) {
    add(second, false);
  } else if (e.op == Opcode::absolute) {
    add(fixed(Rational(0)), false);
  } else if (e.op == Opcode::scale) {
    for (const type::Band& band : plan_.scales[e.payload].bands)
      if (band.lower) add(fixed(*band.lower), !band.lower_closed);
  } else if (e.op == Opcode::dated) {
    for (const std::int32_t day : plan_.dated[e.payload].days) add(fixed(Rational(day)), false);
  }
}

/// Notes a step that holds or does not, and is no more than a word on others that do.
void Question::add_condition(plan::ColumnId column, std::uint64_t row, std::size_t step,
                             std::vector<Condition>& conditions) {
  const Cell& of = cell(column, row);
  const row::Formula& formula = evaluator_.formula(column);
  const plan::ExpressionId id = formula.steps()[step];
  const std::span<const std::uint32_t> operands = formula.operands(step);
  const bool is_of_text = std::ranges::any_of(operands, [&](std::uint32_t operand) {
    const type::Type type = plan_.expressions[formula.steps()[operand]].type;
    return type.kind == type::TypeKind::text && of.sources[operand] >= 0;
  });
  const bool holds_or_not =
      plan_.expressions[id].type.kind == type::TypeKind::boolean && !of.steps[step].has_faults();
  if (!is_of_text || !holds_or_not || conditions.size() == kMostConditions) return;
  if (std::ranges::find(conditions, Condition(id, row)) == conditions.end())
    conditions.emplace_back(id, row);
}

/// What there is to be told apart of an unknown cell, all of it together; one case, if nothing is.
std::vector<Question::Told> Question::cases_of(std::size_t unknown, const Turns& turns) const {
  const Possible& answers = answers_[unknown];
  std::vector<Told> cases;
  for (const Value& value : answers.few()) cases.push_back({Possible(value)});
  if (!answers.is_wide()) return cases;
  const Possible wide = answers.values();
  const std::size_t combinations = std::size_t{1} << turns.conditions.size();
  for (std::size_t holds = 0; combinations > 1 && holds < combinations; ++holds) {
    Told& told = cases.emplace_back(Told{wide});
    for (std::size_t i = 0; i < turns.conditions.size(); ++i)
      told.truths.emplace_back(turns.conditions[i], (holds >> i & 1) != 0);
  }
  if (combinations > 1) return cases;
  const std::optional<Grid> grid = grid_of(plan_.columns[unknown_[unknown].column]);
  if (turns.values.empty() || !grid) {
    if (wide.is_wide()) cases.push_back({wide});
    return cases;
  }
  const auto number = [&](Int128 at) { return *as_number(grid->value(at)); };
  std::optional<Rational> low = wide.numbers()->low;
  const std::vector<Int128>& values = turns.values;
  for (std::size_t i = 0; i <= values.size(); ++i) {
    const auto high = i < values.size() ? std::optional(number(values[i])) : wide.numbers()->high;
    Possible stretch = wide.clipped({low, high});
    if (stretch.has_values()) cases.push_back({std::move(stretch)});
    if (i < values.size()) low = number(values[i] + 1);
  }
  return cases;
}

}  // namespace remit::needs
