#include "check/constant_folding.h"

#include <algorithm>
#include <compare>

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

std::optional<Value> compare(Opcode op, const Value& a, const Value& b) {
  if (!std::holds_alternative<Rational>(a)) return std::nullopt;
  const std::strong_ordering order = std::get<Rational>(a) <=> std::get<Rational>(b);
  switch (op) {
    case Opcode::equal:
      return order == 0;
    case Opcode::not_equal:
      return order != 0;
    case Opcode::less:
      return order < 0;
    case Opcode::less_equal:
      return order <= 0;
    case Opcode::greater:
      return order > 0;
    case Opcode::greater_equal:
      return order >= 0;
    default:
      return std::nullopt;
  }
}

std::optional<Value> arithmetic(Opcode op, const Rational& a, const Rational& b) {
  switch (op) {
    case Opcode::add:
      return a + b;
    case Opcode::subtract:
      return a - b;
    case Opcode::multiply:
      return a * b;
    case Opcode::divide:
      if (b.is_zero()) return std::nullopt;
      return a / b;
    case Opcode::minimum:
      return std::min(a, b);
    case Opcode::maximum:
      return std::max(a, b);
    default:
      return std::nullopt;
  }
}

std::optional<Value> unary(const Model& model, const Expr& expr, const Value& a) {
  if (expr.op == Opcode::negation) return !std::get<bool>(a);
  if (!std::holds_alternative<Rational>(a)) return std::nullopt;
  const Rational& value = std::get<Rational>(a);
  switch (expr.op) {
    case Opcode::negate:
      return -value;
    case Opcode::absolute:
      return value.abs();
    case Opcode::floor:
      return Rational(value.floor());
    case Opcode::ceiling:
      return Rational(value.ceil());
    case Opcode::round:
      return number::round(value, model.roundings[expr.payload]);
    default:
      return std::nullopt;
  }
}

bool folds(Opcode op) {
  return (op >= Opcode::negate && op <= Opcode::greater_equal) || op == Opcode::negation;
}

}  // namespace

std::optional<Value> fold_constant(const Model& model, const Expr& expr) {
  if (expr.kind != ExprKind::operation || !folds(expr.op)) return std::nullopt;
  std::vector<Value> values;
  for (const ExprId arg : expr.args) {
    auto value = constant_of(model, arg);
    if (!value) return std::nullopt;
    values.push_back(std::move(*value));
  }
  if (values.size() == 1) return unary(model, expr, values[0]);
  if (values.size() != 2 || values[0].index() != values[1].index()) return std::nullopt;
  if (expr.op >= Opcode::equal && expr.op <= Opcode::greater_equal)
    return compare(expr.op, values[0], values[1]);
  if (!std::holds_alternative<Rational>(values[0])) return std::nullopt;
  return arithmetic(expr.op, std::get<Rational>(values[0]), std::get<Rational>(values[1]));
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
