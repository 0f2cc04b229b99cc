#include "check/same_value.h"

#include <algorithm>
#include <array>

namespace remit::check {
namespace {

bool same_payload(const Model& model, const Expr& a, const Expr& b) {
  if (a.kind != ExprKind::operation) return a.payload == b.payload;
  if (a.op == type::Opcode::number) return model.numbers[a.payload] == model.numbers[b.payload];
  if (a.op == type::Opcode::text) return model.texts[a.payload] == model.texts[b.payload];
  return a.payload == b.payload;
}

using number::Rational;
using type::Opcode;

/// A value and by how much it is moved: amounts, days, months, years, workdays.
struct Moved {
  ExprId value;
  std::array<Rational, 5> by = {};
};

std::optional<std::size_t> unit_of(Opcode op) {
  if (op == Opcode::add || op == Opcode::subtract) return 0;
  if (op == Opcode::add_days) return 1;
  if (op == Opcode::add_months) return 2;
  if (op == Opcode::add_years) return 3;
  if (op == Opcode::add_workdays) return 4;
  return std::nullopt;
}

Moved moved(const Model& model, ExprId id) {
  const auto constant = [&model](ExprId arg) -> const Rational* {
    const Expr& expr = model.exprs[arg];
    const bool fixed = expr.kind == ExprKind::operation && expr.op == Opcode::number;
    return fixed ? &model.numbers[expr.payload] : nullptr;
  };
  Moved result{id};
  for (;;) {
    const Expr& expr = model.exprs[result.value];
    const auto unit = expr.kind == ExprKind::operation ? unit_of(expr.op) : std::nullopt;
    if (!unit) return result;
    const bool first = expr.op == Opcode::add && constant(expr.args[0]) != nullptr;
    const Rational* by = constant(expr.args[first ? 0 : 1]);
    if (by == nullptr) return result;
    result.by[*unit] += expr.op == Opcode::subtract ? -*by : *by;
    result.value = expr.args[first ? 1 : 0];
  }
}

}  // namespace

std::optional<std::strong_ordering> fixed_order(const Model& model, ExprId a, ExprId b) {
  if (same_value(model, a, b)) return std::strong_ordering::equal;
  const Moved left = moved(model, a);
  const Moved right = moved(model, b);
  if (!same_value(model, left.value, right.value)) return std::nullopt;
  bool less = false;
  bool greater = false;
  for (std::size_t i = 0; i < left.by.size(); ++i) {
    less = less || left.by[i] < right.by[i];
    greater = greater || left.by[i] > right.by[i];
  }
  if (less == greater) return std::nullopt;
  return less ? std::strong_ordering::less : std::strong_ordering::greater;
}

bool same_value(const Model& model, ExprId first, ExprId second) {
  if (first == second) return true;
  const Expr& a = model.exprs[first];
  const Expr& b = model.exprs[second];
  if (a.kind != b.kind || a.type != b.type || a.extra != b.extra) return false;
  if (a.kind == ExprKind::operation && a.op != b.op) return false;
  if (a.args.size() != b.args.size() || !same_payload(model, a, b)) return false;
  for (std::size_t i = 0; i < a.args.size(); ++i)
    if (!same_value(model, a.args[i], b.args[i])) return false;
  return true;
}

}  // namespace remit::check
