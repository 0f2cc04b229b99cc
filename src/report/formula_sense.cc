#include "report/formula_sense.h"

#include <algorithm>
#include <variant>

#include "base/budget.h"
#include "report/carried.h"

namespace remit::report {

using plan::Expression;
using plan::ExpressionId;
using plan::Opcode;
using type::Reading;

std::span<const ExpressionId> FormulaSense::operands(const Expression& e) const {
  return std::span(plan_.operands).subspan(e.first_operand, e.operand_count);
}

const row::FormulaTrace::Step* FormulaSense::traced(ExpressionId id) const {
  return trace_ == nullptr ? nullptr : trace_->step(id);
}

bool FormulaSense::is_read_before(const Expression& e) const {
  if (e.op == Opcode::otherwise) return is_carried_cell(operands(e)[0]);
  if (e.op != Opcode::choose) return false;
  const Expression& condition = plan_.expressions[operands(e)[0]];
  return condition.op == Opcode::is_given && is_carried_cell(operands(condition)[0]);
}

bool FormulaSense::is_carried_cell(ExpressionId id) const {
  const Expression& e = plan_.expressions[id];
  return e.op == Opcode::column && reads_carried(plan_, e.payload);
}

bool FormulaSense::is_since(ExpressionId id) const {
  base::go_deeper();
  const Expression& e = plan_.expressions[id];
  const auto all = operands(e);
  if (e.op == Opcode::subtract && is_read_before(plan_.expressions[all[1]])) {
    const Expression& off = plan_.expressions[operands(plan_.expressions[all[1]])[0]];
    if (off.op == Opcode::column && reads_up_to_bound(plan_, off.payload)) return true;
  }
  return std::ranges::any_of(all, [&](ExpressionId operand) {
    const Expression& part = plan_.expressions[operand];
    return !type::operation(part.op).leaf && part.span == e.span && is_since(operand);
  });
}

std::optional<ExpressionId> FormulaSense::all_that_is_said(const Expression& e) const {
  if (is_read_before(e)) return operands(e)[e.op == Opcode::choose ? 1 : 0];
  if (e.op != Opcode::choose) return std::nullopt;
  const auto all = operands(e);
  const auto is_truth = [&](ExpressionId id, bool wanted) {
    const Expression& of = plan_.expressions[id];
    return of.op == Opcode::boolean && (of.payload != 0) == wanted;
  };
  if (is_truth(all[1], true) && is_truth(all[2], false)) return all[0];
  if (asks_if_known(plan_, all[0])) {
    const row::FormulaTrace::Step* known = traced(all[0]);
    const bool counts =
        known == nullptr || row::is_fault(known->value) || row::truth_of(known->value);
    return all[counts ? 1 : 2];
  }
  const Expression& condition = plan_.expressions[all[0]];
  const Opcode instead = plan_.expressions[all[2]].op;
  if (condition.op != Opcode::is_given) return std::nullopt;
  if (instead == Opcode::fail) return all[1];
  const Expression& given = plan_.expressions[operands(condition)[0]];
  const bool of_order = given.op == Opcode::column && order().contains(given.payload);
  return instead == Opcode::blank && of_order ? std::optional(all[1]) : std::nullopt;
}

const std::set<plan::ColumnId>& FormulaSense::order() const {
  if (!order_) order_ = columns_of_order(plan_);
  return *order_;
}

bool FormulaSense::gives_by_table(const Expression& e) {
  const type::Payload payload = type::operation(e.op).payload;
  return payload == type::Payload::matrix || payload == type::Payload::dated;
}

bool FormulaSense::denies_fact(const Expression& e) const {
  return e.op == Opcode::negation && type::operation(plan_.expressions[operands(e)[0]].op).leaf;
}

std::optional<ExpressionId> FormulaSense::denied(const Expression& e) const {
  if (e.op != Opcode::negation) return std::nullopt;
  const ExpressionId inner = operands(e)[0];
  const bool has_words = !type::operation(plan_.expressions[inner].op).reading.not_en.empty();
  return has_words ? std::optional(inner) : std::nullopt;
}

bool FormulaSense::compares(ExpressionId root) const {
  base::go_deeper();
  const Expression& e = plan_.expressions[root];
  const type::OperationInfo& info = type::operation(e.op);
  if (info.leaf) return false;
  if (!info.is_junction() && e.op != Opcode::negation) return true;
  return std::ranges::any_of(operands(e), [&](ExpressionId operand) { return compares(operand); });
}

bool FormulaSense::decided(ExpressionId junction, ExpressionId operand) const {
  const row::FormulaTrace::Step* whole = traced(junction);
  const row::FormulaTrace::Step* part = traced(operand);
  if (whole == nullptr || row::is_fault(whole->value)) return true;
  if (part == nullptr) return false;
  // Of a failing conjunction those that fail, of a disjunction that holds those that hold.
  const bool holds = row::truth_of(whole->value);
  const auto evaluation = type::operation(plan_.expressions[junction].op).evaluation;
  const bool any_will_do = holds == (evaluation == type::Evaluation::until_true);
  return !any_will_do || (!row::is_fault(part->value) && row::truth_of(part->value) == holds);
}

std::optional<ExpressionId> FormulaSense::not_below_zero(ExpressionId id) const {
  const Expression& e = plan_.expressions[id];
  if (e.op != Opcode::maximum || e.operand_count != 2) return std::nullopt;
  for (std::size_t i = 0; i < 2; ++i) {
    const Expression& least = plan_.expressions[operands(e)[i]];
    if (least.op == Opcode::number && plan_.numbers[least.payload].is_zero())
      return operands(e)[1 - i];
  }
  return std::nullopt;
}

bool FormulaSense::counts_back(const Expression& e, const Reading& reading) const {
  if (reading.back_en.empty()) return false;
  const Expression& count = plan_.expressions[operands(e)[1]];
  if (count.op == Opcode::number) return plan_.numbers[count.payload].is_negative();
  return count.op == Opcode::negate;
}

bool FormulaSense::says_unit(ExpressionId id) const {
  base::go_deeper();
  const Expression& count = plan_.expressions[id];
  if (count.type.kind == type::TypeKind::duration) return true;
  return type::operation(count.op).evaluation == type::Evaluation::branch &&
         says_unit(operands(count)[1]) && says_unit(operands(count)[2]);
}

bool is_place(const plan::Plan& plan, ExpressionId id) {
  const Expression& e = plan.expressions[id];
  return e.op == Opcode::column && std::holds_alternative<plan::Rank>(plan.columns[e.payload].node);
}

bool asks_if_known(const plan::Plan& plan, ExpressionId condition) {
  const Expression& fails = plan.expressions[condition];
  if (fails.op != Opcode::fails) return false;
  const Expression& differs = plan.expressions[plan.operands[fails.first_operand]];
  return differs.op == Opcode::not_equal &&
         plan.operands[differs.first_operand] == plan.operands[differs.first_operand + 1];
}

}  // namespace remit::report
