#include "report/quiet.h"

#include <algorithm>
#include <span>

#include "report/carried.h"
#include "report/formula_sense.h"

namespace remit::report {
namespace {

using plan::Expression;
using plan::ExpressionId;
using plan::Opcode;
using row::FormulaTrace;
using row::kNotTraced;
using row::TraceId;

/// The cell that an operand reads; kNotTraced if it is no cell.
TraceId cell_of(const FormulaTrace& formula, ExpressionId operand) {
  const FormulaTrace::Step* step = formula.step(operand);
  return step == nullptr ? kNotTraced : step->cell;
}

const row::LimitTaken* limit_of(const FormulaTrace& formula) {
  const auto found = std::ranges::find(formula.limits, formula.root, &row::LimitTaken::expression);
  return found == formula.limits.end() ? nullptr : &*found;
}

StepBefore before_choice(const plan::Plan& plan, const FormulaTrace& formula,
                         std::span<const ExpressionId> all) {
  StepBefore before;
  before.condition = cell_of(formula, all[0]);
  const FormulaTrace::Step* condition = formula.step(all[0]);
  if (condition == nullptr || row::is_fault(condition->value)) return before;
  const ExpressionId taken = row::truth_of(condition->value) ? all[1] : all[2];
  before.cell = cell_of(formula, taken);
  before.settled = before.condition != kNotTraced && type::is_constant(plan.expressions[taken].op);
  return before;
}

/// Of a minimum or maximum what its limit limits.
StepBefore before_limit(const FormulaTrace& formula, std::span<const ExpressionId> all) {
  const row::LimitTaken* limit = limit_of(formula);
  // Of an error no limit is told; the clause limits its first operand.
  const bool is_wrong = row::is_fault(formula.steps.back().value);
  if (limit == nullptr && is_wrong) return {cell_of(formula, all[0]), kNotTraced, false, false};
  if (limit == nullptr || all.size() != 2) return {};
  return {cell_of(formula, all[1 - limit->limit]), kNotTraced, limit->binds(), false};
}

/// Forms make figures of figures; what the policy itself defines is always told.
bool is_made_by_form(type::Role role) {
  return role != type::Role::value && role != type::Role::helper && role != type::Role::field &&
         role != type::Role::applied && role != type::Role::argument;
}

/// What a definition says has become a column without a name of its own, which others read too; or
/// a form has put what counts in the place of a figure that is not known.
bool is_only_a_helper(const plan::Plan& plan, const row::TracedCell& cell, const row::Trace& trace,
                      const FormulaTrace& formula) {
  const Expression& root = plan.expressions[formula.root];
  if (root.op == Opcode::choose && plan.columns[cell.column].origin.role == type::Role::helper)
    return asks_if_known(plan, plan.operands[root.first_operand]);
  if (plan.expressions[formula.root].op != Opcode::column) return false;
  const TraceId only = cell_of(formula, formula.root);
  if (only == kNotTraced) return false;
  if (reads_carried(plan, trace.cells[only].column)) return false;
  const plan::Column& read = plan.columns[trace.cells[only].column];
  return read.origin.role == type::Role::helper && read.entity == plan.columns[cell.column].entity;
}

/// What `choose` leaves of a reward: a step of the form though it has no word of its own.
bool is_choice(const plan::Plan& plan, const row::Trace& trace, const FormulaTrace& formula) {
  const Expression& e = plan.expressions[formula.root];
  if (e.op != Opcode::choose) return false;
  const TraceId condition = cell_of(formula, plan.operands[e.first_operand]);
  return condition != kNotTraced &&
         plan.columns[trace.cells[condition].column].origin.role == type::Role::chosen;
}

bool is_told(const plan::Plan& plan, const row::Trace& trace, const row::TracedCell& cell) {
  if (is_made_by_form(plan.columns[cell.column].origin.role)) return false;
  const auto* formula = cell.detail ? std::get_if<FormulaTrace>(&*cell.detail) : nullptr;
  return formula == nullptr || !is_choice(plan, trace, *formula);
}

}  // namespace

StepBefore step_before(const plan::Plan& plan, const row::Trace& trace, TraceId id) {
  const row::TracedCell& cell = trace.cells[id];
  const auto* formula = cell.detail ? std::get_if<FormulaTrace>(&*cell.detail) : nullptr;
  if (formula == nullptr) return {};
  const Expression& e = plan.expressions[formula->root];
  const bool is_named = is_told(plan, trace, cell);
  if (is_named && !is_only_a_helper(plan, cell, trace, *formula)) return {};
  const auto all = std::span(plan.operands).subspan(e.first_operand, e.operand_count);
  StepBefore before;
  if (e.op == Opcode::column) {
    before.cell = cell_of(*formula, formula->root);
  } else if (e.op == Opcode::choose) {
    before = before_choice(plan, *formula, all);
  } else if (type::operation(e.op).told == type::Told::rounding) {
    before.cell = cell_of(*formula, all[0]);
    before.changed = !formula->roundings.empty() && !formula->roundings[0].gained().is_zero();
  } else if (type::operation(e.op).told == type::Told::limit) {
    before = before_limit(*formula, all);
  }
  const bool leaves = before.cell != kNotTraced && !is_named &&
                      !is_same_declaration(plan, cell, trace.cells[before.cell]);
  if (leaves) before.cell = kNotTraced;
  return before;
}

QuietCells::QuietCells(const plan::Plan& plan, const row::Trace& trace)
    : next_(trace.cells.size(), kNotTraced), conditions_(trace.cells.size(), kNotTraced) {
  for (TraceId id = 0; id < trace.cells.size(); ++id) {
    const row::TracedCell& cell = trace.cells[id];
    if (reads_carried(plan, cell.column) && plan.columns[cell.column].name.empty()) {
      const auto* lookup = cell.detail ? std::get_if<row::LookupTrace>(&*cell.detail) : nullptr;
      if (lookup != nullptr && lookup->target != kNotTraced && !lookup->first &&
          trace.cells[lookup->target].detail)
        next_[id] = lookup->target;
      continue;
    }
    // Two definitions may be one helper; only the one asked about takes its place.
    if (is_told(plan, trace, cell) && id != 0) continue;
    const StepBefore before = step_before(plan, trace, id);
    if (before.cell == kNotTraced || before.changed || !trace.cells[before.cell].detail) continue;
    if (row::is_fault(cell.value) && !row::is_fault(trace.cells[before.cell].value)) continue;
    next_[id] = before.cell;
    conditions_[id] = before.condition;
  }
  for (TraceId id = 0; id < trace.cells.size(); ++id) {
    const TraceId other = speaker(id);
    const bool is_helper =
        plan.columns[trace.cells[other].column].origin.role == type::Role::helper;
    if (other != id && !is_helper && trace.cells[id].row == trace.cells[0].row)
      columns_.try_emplace(trace.cells[id].column, trace.cells[other].column);
  }
}

TraceId QuietCells::speaker(TraceId id) const {
  while (next_[id] != kNotTraced) id = next_[id];
  return id;
}

std::vector<TraceId> QuietCells::passed(TraceId id) const {
  std::vector<TraceId> all;
  for (; next_[id] != kNotTraced; id = next_[id]) all.push_back(id);
  return all;
}

}  // namespace remit::report
