#include "check/texts_given.h"

#include <utility>

#include "base/budget.h"

namespace remit::check {
namespace {

struct Given {
  std::set<std::string> texts;
  std::set<ColumnId> columns;  ///< that have been looked at
};

/// Collects the texts; false where one is not written in the policy.
bool collect(const Model& model, ExprId id, Given& given) {
  base::go_deeper();
  const Expr& expr = model.exprs[id];
  if (expr.kind == ExprKind::lookup) return collect(model, expr.args[1], given);
  if (expr.kind == ExprKind::column) {
    if (!given.columns.insert(expr.payload).second) return true;
    const Column& column = model.columns[expr.payload];
    return !column.input && column.value != kNone && collect(model, column.value, given);
  }
  if (expr.kind != ExprKind::operation) return false;
  const type::Evaluation evaluation = type::operation(expr.op).evaluation;
  if (evaluation == type::Evaluation::branch)
    return collect(model, expr.args[1], given) && collect(model, expr.args[2], given);
  if (evaluation == type::Evaluation::fallback)
    return collect(model, expr.args[0], given) && collect(model, expr.args[1], given);
  if (expr.op == type::Opcode::text) given.texts.insert(model.texts[expr.payload]);
  return expr.op == type::Opcode::text || expr.op == type::Opcode::blank;
}

}  // namespace

std::optional<std::set<std::string>> texts_given(const Model& model, ExprId expr) {
  Given given;
  if (!collect(model, expr, given) || given.texts.empty()) return std::nullopt;
  return std::move(given.texts);
}

}  // namespace remit::check
