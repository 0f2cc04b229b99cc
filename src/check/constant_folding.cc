#include "check/constant_folding.h"

#include <algorithm>

#include "type/constant_operations.h"

namespace remit::check {
namespace {

using number::Rational;
using type::Opcode;
using Value = std::variant<bool, Rational>;

std::optional<Value> constant_of(const Model& model, ExprId id) {
  const Expr& expr = model.exprs[id];
  if (expr.kind != ExprKind::operation) return std::nullopt;
  switch (expr.op) {
    case Opcode::number:
      return model.numbers[expr.payload];
    case Opcode::boolean:
      return expr.payload != 0;
    case Opcode::date:
      return Rational(static_cast<std::int32_t>(expr.payload));
    default:
      return std::nullopt;
  }
}

/// An operation's outcome as a value; nothing stays nothing.
template <typename T>
std::optional<Value> as_value(const std::optional<T>& outcome) {
  if (!outcome) return std::nullopt;
  return Value(*outcome);
}

std::optional<Value> unary(const Model& model, const Expr& expr, const Value& a) {
  if (expr.op == Opcode::negation) return !std::get<bool>(a);
  if (!std::holds_alternative<Rational>(a)) return std::nullopt;
  const number::Rounding* rounding =
      expr.op == Opcode::round ? &model.roundings[expr.payload] : nullptr;
  return as_value(type::changed(expr.op, std::get<Rational>(a), rounding));
}

std::optional<Value> binary(Opcode op, const Value& a, const Value& b) {
  if (!std::holds_alternative<Rational>(a) || a.index() != b.index()) return std::nullopt;
  const Rational& left = std::get<Rational>(a);
  const Rational& right = std::get<Rational>(b);
  if (const auto truth = type::holds(op, left <=> right)) return Value(*truth);
  return as_value(type::combined(op, left, right));
}

bool folds(Opcode op) {
  return (op >= Opcode::negate && op <= Opcode::greater_equal) || op == Opcode::negation;
}

}  // namespace

std::optional<Value> fold_constant(const Model& model, const Expr& expr) {
  if (expr.kind != ExprKind::operation || !folds(expr.op)) return std::nullopt;
  if (expr.args.empty() || expr.args.size() > 2) return std::nullopt;
  const auto last = constant_of(model, expr.args[expr.args.size() - 1]);
  if (!last) return std::nullopt;
  if (expr.args.size() == 1) return unary(model, expr, *last);
  const auto first = constant_of(model, expr.args[0]);
  return first ? binary(expr.op, *first, *last) : std::nullopt;
}

type::NumberForm scale_form(const type::Scale& scale, const type::NumberForm& value) {
  type::NumberForm form;
  int edges = 0;
  for (const type::Band& band : scale.bands) {
    const auto rate = band.value.decimal_scale();
    if (!rate) return {true, 0};
    form.scale = std::max(form.scale, *rate);
    for (const auto& edge : {band.lower, band.upper}) {
      if (!edge) continue;
      const auto digits = edge->decimal_scale();
      if (!digits) return {true, 0};
      edges = std::max(edges, *digits);
    }
  }
  if (scale.kind == type::ScaleKind::step) return form;
  if (value.ratio) return {true, 0};
  if (scale.kind == type::ScaleKind::slab) return {false, form.scale + value.scale};
  return {false, form.scale + std::max(value.scale, edges)};
}

type::NumberForm widest_form(const Model& model, const std::vector<ExprId>& values) {
  type::NumberForm form;
  for (const ExprId id : values) {
    form.ratio = form.ratio || model.exprs[id].form.ratio;
    form.scale = std::max(form.scale, model.exprs[id].form.scale);
  }
  return form.ratio ? type::NumberForm{true, 0} : form;
}

}  // namespace remit::check
