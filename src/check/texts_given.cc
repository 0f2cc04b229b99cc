#include "check/texts_given.h"

namespace remit::check {
namespace {

/// Collects the texts; false where one is not written in the policy.
bool collect(const Model& model, ExprId id, std::set<std::string>& texts) {
  const Expr& expr = model.exprs[id];
  if (expr.kind == ExprKind::lookup) return collect(model, expr.args[1], texts);
  if (expr.kind == ExprKind::column) {
    const Column& column = model.columns[expr.payload];
    return !column.input && column.value != kNone && collect(model, column.value, texts);
  }
  if (expr.kind != ExprKind::operation) return false;
  const type::Evaluation evaluation = type::operation(expr.op).evaluation;
  if (evaluation == type::Evaluation::branch)
    return collect(model, expr.args[1], texts) && collect(model, expr.args[2], texts);
  if (evaluation == type::Evaluation::fallback)
    return collect(model, expr.args[0], texts) && collect(model, expr.args[1], texts);
  if (expr.op == type::Opcode::text) texts.insert(model.texts[expr.payload]);
  return expr.op == type::Opcode::text || expr.op == type::Opcode::blank;
}

}  // namespace

std::optional<std::set<std::string>> texts_given(const Model& model, ExprId expr) {
  std::set<std::string> texts;
  if (!collect(model, expr, texts) || texts.empty()) return std::nullopt;
  return texts;
}

}  // namespace remit::check
