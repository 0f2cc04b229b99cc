#include "needs/question.h"

#include <algorithm>

#include "base/budget.h"
#include "needs/operation.h"
#include "needs/valid_answers.h"
#include "plan/recurrence.h"
#include "plan/visit_columns.h"
#include "row/encode.h"
#include "row/operation.h"

namespace remit::needs {
namespace {

/// Columns one above the other that are not computed in their order anyway.
constexpr int kDeepest = 48;

}  // namespace

Question::Question(const plan::Plan& plan, const table::Dataset& dataset,
                   std::vector<UnknownCell> unknown)
    : plan_(plan),
      evaluator_(plan, dataset),
      unknown_(std::move(unknown)),
      chosen_(unknown_.size()),
      noted_(unknown_.size()) {
  std::vector<plan::ColumnId> columns;
  for (std::size_t i = 0; i < unknown_.size(); ++i) {
    const UnknownCell& cell = unknown_[i];
    columns.push_back(cell.column);
    numbers_.emplace(Place(cell.column, cell.row), i);
    answers_.push_back(cell.may_be_stored ? Possible(evaluator_.input(cell.column, cell.row))
                                          : valid_answers(evaluator_, cell.column));
    if (cell.may_be_blank)
      answers_.back().add(Value(type::Fault{type::CellFault::blank, cell.column, cell.row}));
    if (cell.may_not_apply)
      answers_.back().add(
          Value(type::Fault{type::CellFault::not_applicable, cell.column, cell.row}));
  }
  touched_ = touched_by(plan, columns);
}

const Question::Cell& Question::cell(plan::ColumnId column, std::uint64_t row) {
  if (plan_.columns[column].entity == plan::kWhole) row = 0;
  const Place place(column, row);
  const auto known = cells_.find(place);
  if (known != cells_.end()) return *known->second;
  ++depth_;
  auto made = std::make_unique<Cell>(compute(column, row));
  --depth_;
  return *(cells_[place] = std::move(made));
}

/// A column that reads itself in rows before, or of a table of which it is not known which rows
/// there are.
bool Question::is_open(plan::ColumnId column) const {
  return touched_.rows[plan_.columns[column].entity] ||
         plan::recurrence_of(plan_, column) != nullptr;
}

Question::Cell Question::compute(plan::ColumnId column, std::uint64_t row) {
  constexpr std::uint64_t kUnitsOfCell = 10;
  base::spend(kUnitsOfCell);
  Cell made;
  if (!touched_.columns[column]) {
    made.value = Possible(evaluator_.cell(column, row));
    made.residue = residues_.of(made.value.value());
    return made;
  }
  if (const type::Fault* refused = evaluator_.refused(plan_.columns[column].entity, row)) {
    made.value = Possible(Value(*refused));
    made.residue = residues_.of(made.value.value());
    return made;
  }
  const plan::Node& node = plan_.columns[column].node;
  if (is_open(column) || depth_ > kDeepest) {
    made.value = unforeseen(column);
    made.residue = residues_.unlike();
    made.source = kSeveral;
    return made;
  }
  if (std::holds_alternative<plan::Input>(node))
    made.value = compute_input(column, row);
  else if (std::holds_alternative<plan::Map>(node))
    compute_formula(column, row, made);
  else if (const auto* lookup = std::get_if<plan::Lookup>(&node))
    made.value = compute_lookup(*lookup, column, row);
  else if (const auto* fold = std::get_if<plan::Fold>(&node))
    made.value = compute_fold(*fold, column, row);
  else if (const auto* share = std::get_if<plan::Apportion>(&node))
    made.value = compute_apportion(*share, column, row);
  else if (const auto* rank = std::get_if<plan::Rank>(&node))
    made.value = compute_rank(*rank, column, row);
  else if (const auto* match = std::get_if<plan::Match>(&node))
    made.value = compute_match(*match, column, row);
  else
    made.value = unforeseen(column);
  const Possible within = settled(column, row, made.value);
  const bool is_formula = std::holds_alternative<plan::Map>(node);
  Residue residue = is_formula ? made.residues.back() : residue_of_node(column, row);
  if (!is_same(within, made.value)) {
    const auto decimals = static_cast<std::uint64_t>(plan_.columns[column].form.decimals);
    residue = residues_.of(Residues::Kind::limited, {residue, decimals});
  }
  made.value = within;
  made.residue = within.is_determined() ? residues_.of(within.value()) : residue;
  tell_source(column, row, made);
  return made;
}

Possible Question::compute_input(plan::ColumnId column, std::uint64_t row) {
  const auto number = numbers_.find(Place(column, row));
  if (number == numbers_.end()) return Possible(evaluator_.cell(column, row));
  if (const Told* chosen = chosen_[number->second].told) return chosen->value;
  return answers_[number->second];
}

void Question::compute_formula(plan::ColumnId column, std::uint64_t row, Cell& made) {
  const row::Formula& formula = evaluator_.formula(column);
  const std::size_t steps = formula.steps().size();
  made.steps.reserve(steps);
  for (std::size_t i = 0; i < steps; ++i) {
    made.steps.push_back(compute_step(column, row, i, made));
    const plan::Expression& e = plan_.expressions[formula.steps()[i]];
    const std::span<const std::uint32_t> operands = formula.operands(i);
    const bool reads = e.op == plan::Opcode::column;
    made.residues.push_back(reads ? cell(e.payload, row).residue
                                  : residue_of_step(e, operands, made));
    Source source = reads ? cell(e.payload, row).source : kNobody;
    for (const std::uint32_t operand : operands) {
      const Source other = made.sources[operand];
      if (other == kNobody || other == source) continue;
      source = source == kNobody ? other : kSeveral;
    }
    made.sources.push_back(made.steps.back().is_determined() ? kNobody : source);
  }
  made.value = made.steps.back();
}

Possible Question::compute_step(plan::ColumnId column, std::uint64_t row, std::size_t step,
                                const Cell& made) {
  const std::vector<Possible>& steps = made.steps;
  const row::Formula& formula = evaluator_.formula(column);
  const plan::Expression& e = plan_.expressions[formula.steps()[step]];
  if (e.op == plan::Opcode::column) return at(e.payload, row);
  if (const auto assumed = assumed_.find({formula.steps()[step], row}); assumed != assumed_.end())
    return Possible(Value(assumed->second));
  const row::CellPlace place = evaluator_.place(column, row);
  if (type::operation(e.op).leaf) return Possible(row::constant(place, formula.steps()[step]));
  std::vector<const Possible*> operands;
  for (const std::uint32_t operand : formula.operands(step)) operands.push_back(&steps[operand]);
  if (type::operation(e.op).payload == type::Payload::calendar) {
    const plan::Calendar& calendar = plan_.calendars[e.payload];
    for (const plan::ColumnId read : {calendar.date, calendar.worked}) {
      if (read == plan::kNoColumn || !touched_.columns[read]) continue;
      Possible any = any_of(plan_, e.type);
      any.add(Value(place.fault(type::CellFault::missing)));
      return any;
    }
  }
  const std::span<const std::uint32_t> numbers = formula.operands(step);
  if (operands.size() == 2 && made.residues[numbers[0]] == made.residues[numbers[1]])
    if (const auto same = apply_to_equals(e, *operands[0])) return *same;
  return apply(evaluator_, place, e, operands);
}

Possible Question::compute_lookup(const plan::Lookup& node, plan::ColumnId column,
                                  std::uint64_t row) {
  const Possible& via = at(node.via, row);
  if (via.is_wide()) return unforeseen(column);
  Possible result;
  for (const Value& value : via.few()) {
    if (const auto* reference = std::get_if<row::Reference>(&value))
      result.add(at(node.target, reference->row));
    else
      result.add(value);
  }
  return result;
}

Possible Question::unforeseen(plan::ColumnId column) const {
  Possible result = any_of(plan_, plan_.columns[column].type);
  for (const type::CellFault fault : {type::CellFault::blank, type::CellFault::missing})
    result.add(Value(type::Fault{fault, column, 0}));
  return result;
}

Possible Question::settled(plan::ColumnId column, std::uint64_t row, const Possible& value) const {
  const plan::Column& of = plan_.columns[column];
  Possible result;
  if (value.is_wide()) {
    result = value;
    const auto range = value.numbers();
    if (!range || of.form.ratio || !of.type.is_numeric()) return result;
    const Rational most(number::Integer::pow10(plan::kMaxDigits - of.form.decimals));
    if (range->low && range->high && -most < *range->low && *range->high < most) return result;
    result = value.clipped({-most, most});
    result.add(Value(type::Fault{type::CellFault::overflow, column, row}));
    return result;
  }
  for (const Value& each : value.few()) result.add(row::limited(of, column, row, each));
  return result;
}

}  // namespace remit::needs
