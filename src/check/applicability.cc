#include "check/applicability.h"

#include <utility>

#include "base/budget.h"

namespace remit::check {

bool Applicability::says_so(const Expr& expr) const {
  if (expr.kind == ExprKind::operation)
    return expr.op == type::Opcode::fail &&
           expr.payload == static_cast<std::uint32_t>(type::CellFault::not_applicable);
  if (expr.kind != ExprKind::column) return false;
  const Column& column = model_.columns[expr.payload];
  return column.input && model_.entities[column.entity].fields[column.field].may_not_apply;
}

bool Applicability::is_undefined(const Expr& expr) const {
  if (expr.kind != ExprKind::column) return false;
  const Column& column = model_.columns[expr.payload];
  return !column.input && column.value == kNone;
}

ExprId Applicability::part(const Expr& expr, std::size_t number) const {
  switch (expr.kind) {
    case ExprKind::operation:
      if (expr.op == type::Opcode::is_applicable) return kNone;
      return number < expr.args.size() ? expr.args[number] : kNone;
    case ExprKind::lookup:
      return number < expr.args.size() ? expr.args[number] : kNone;
    case ExprKind::column: {
      const Column& column = model_.columns[expr.payload];
      return column.input || number > 0 ? kNone : column.value;
    }
    case ExprKind::match:
    case ExprKind::fold:
    case ExprKind::rank:
    case ExprKind::apportion:
    case ExprKind::party:
      break;
  }
  return kNone;
}

bool Applicability::may_not_apply(ExprId value) {
  known_.resize(model_.exprs.size(), Known::nothing);
  if (known_[value] == Known::nothing) open_ = {{value}};
  while (!open_.empty()) {
    Visit& visit = open_.back();
    const Expr& expr = model_.exprs[visit.id];
    if (visit.next == 0) {
      base::spend(1);
      known_[visit.id] = Known::open;
      visit.may_not = says_so(expr);
      visit.is_settled = !is_undefined(expr);
    }
    const ExprId next = part(expr, visit.next++);
    if (next != kNone && known_[next] == Known::nothing) {
      open_.push_back({next});
      continue;
    }
    if (next != kNone) {
      visit.may_not = visit.may_not || known_[next] == Known::may_not;
      visit.is_settled =
          visit.is_settled && known_[next] != Known::open && known_[next] != Known::so_far;
      continue;
    }
    const Visit done = visit;
    open_.pop_back();
    known_[done.id] = done.may_not      ? Known::may_not
                      : done.is_settled ? Known::applies
                                        : Known::so_far;
    if (known_[done.id] == Known::so_far) unsettled_.push_back(done.id);
    if (open_.empty()) break;
    open_.back().may_not = open_.back().may_not || done.may_not;
    open_.back().is_settled = open_.back().is_settled && done.is_settled;
  }
  const bool result = known_[value] == Known::may_not;
  for (const ExprId id : unsettled_) known_[id] = Known::nothing;
  unsettled_.clear();
  return result;
}

ExprId where_applicable(Applicability& applicability, ExprBuilder& build, ExprId value,
                        ExprId where, bool picks) {
  std::vector<ExprId> all;
  for (const ExprId read : {value, where}) {
    if (read == kNone || !applicability.may_not_apply(read)) continue;
    const base::Span span = build[read].span;
    const ExprId applies = build.is_applicable(read, span);
    all.push_back(picks && read == value ? build.negation(build.fails(applies, span), span)
                                         : applies);
  }
  if (all.empty()) return where;
  if (where != kNone) all.push_back(where);
  return build.conjunction(std::move(all), build[value == kNone ? where : value].span);
}

}  // namespace remit::check
