#include "check/blank_targets.h"

#include <algorithm>

#include "base/budget.h"
#include "check/same_value.h"
#include "diagnostic/code/reachability.h"

namespace remit::check {
namespace {

void flatten(const Model& model, ExprId condition, std::vector<ExprId>& parts) {
  base::go_deeper();
  const Expr& expr = model.exprs[condition];
  if (expr.kind == ExprKind::operation && expr.op == type::Opcode::conjunction) {
    for (const ExprId part : expr.args) flatten(model, part, parts);
    return;
  }
  parts.push_back(condition);
}

/// What is known to hold where a value is read: beside it in one conjunction, or around it.
std::vector<ExprId> known_to_hold(const Context& context, const Claims::MayBeBlank& read) {
  std::vector<ExprId> holds;
  for (const auto& [condition, truth] : read.reached)
    if (truth) flatten(context.model, condition, holds);
  for (const std::vector<ExprId>& together : context.claims.conjunctions()) {
    const bool beside = std::ranges::any_of(together, [&](ExprId condition) {
      const base::Span span = context.model.exprs[condition].span;
      return span.begin < read.span.end && read.span.begin < span.end;
    });
    if (!beside) continue;
    for (const ExprId condition : together) flatten(context.model, condition, holds);
  }
  return holds;
}

bool is_set(const Context& context, const Claims::MayBeBlank& read) {
  std::vector<ExprId> wanted;
  for (const ExprId condition : context.claims.conditions_of(read.declared))
    flatten(context.model, condition, wanted);
  const std::vector<ExprId> holds = known_to_hold(context, read);
  return std::ranges::all_of(wanted, [&](ExprId condition) {
    return std::ranges::any_of(
        holds, [&](ExprId each) { return same_value(context.model, each, condition); });
  });
}

}  // namespace

void warn_blank_targets(Context& context) {
  for (const Claims::MayBeBlank& read : context.claims.reads_of_targets()) {
    if (context.claims.asked_given(read.column) || is_set(context, read)) continue;
    context.sink.report(code::blank_where_excluded, read.span, {read.written, read.target});
  }
}

}  // namespace remit::check
