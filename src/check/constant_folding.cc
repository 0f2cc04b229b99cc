#include "check/constant_folding.h"

#include <compare>
#include <string_view>

#include "type/constant_operations.h"

namespace remit::check {
namespace {

using number::Rational;
using type::Opcode;
using Value = std::variant<bool, Rational>;

/// What a constant stands for among those of its type: of a category its place, of a text its
/// bytes.
using Constant = std::variant<bool, Rational, std::string_view>;

bool is_constant(const Model& model, ExprId id) {
  const Expr& expr = model.exprs[id];
  return expr.kind == ExprKind::operation &&
         (expr.op == Opcode::number || expr.op == Opcode::boolean || expr.op == Opcode::date ||
          expr.op == Opcode::category || expr.op == Opcode::text);
}

std::optional<Constant> constant_of(const Model& model, ExprId id) {
  const Expr& expr = model.exprs[id];
  if (expr.kind != ExprKind::operation) return std::nullopt;
  if (expr.op == Opcode::number) return model.numbers[expr.payload];
  if (expr.op == Opcode::boolean) return expr.payload != 0;
  if (expr.op == Opcode::date) return Rational(static_cast<std::int32_t>(expr.payload));
  if (expr.op == Opcode::category) return Rational(static_cast<std::int64_t>(expr.payload));
  if (expr.op == Opcode::text) return std::string_view(model.texts[expr.payload]);
  return std::nullopt;
}

/// An operation's outcome as a value; nothing stays nothing.
template <typename T>
std::optional<Value> as_value(const std::optional<T>& outcome) {
  if (!outcome) return std::nullopt;
  return Value(*outcome);
}

std::optional<Value> unary(const Model& model, const Expr& expr, const Constant& a) {
  if (expr.op == Opcode::negation || expr.op == Opcode::fails) return !std::get<bool>(a);
  if (!std::holds_alternative<Rational>(a)) return std::nullopt;
  const number::Rounding* rounding =
      expr.op == Opcode::round ? &model.roundings[expr.payload] : nullptr;
  return as_value(type::changed(expr.op, std::get<Rational>(a), rounding));
}

std::optional<Value> binary(Opcode op, const Constant& a, const Constant& b) {
  if (a.index() != b.index()) return std::nullopt;
  const auto& comparison = type::operation(op).comparison;
  if (comparison) return Value(comparison->holds(a <=> b));
  if (!std::holds_alternative<Rational>(a)) return std::nullopt;
  return as_value(type::combined(op, std::get<Rational>(a), std::get<Rational>(b)));
}

}  // namespace

std::optional<Value> fold_constant(const Model& model, const Expr& expr) {
  if (expr.kind != ExprKind::operation) return std::nullopt;
  if (expr.args.empty() || expr.args.size() > 2) return std::nullopt;
  for (const ExprId arg : expr.args)
    if (!is_constant(model, arg)) return std::nullopt;
  if (!type::operation(expr.op).folds) return std::nullopt;
  const auto last = constant_of(model, expr.args[expr.args.size() - 1]);
  if (!last) return std::nullopt;
  if (expr.args.size() == 1) return unary(model, expr, *last);
  const auto first = constant_of(model, expr.args[0]);
  return first ? binary(expr.op, *first, *last) : std::nullopt;
}

}  // namespace remit::check
