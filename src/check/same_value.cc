#include "check/same_value.h"

#include <algorithm>

namespace remit::check {
namespace {

bool same_payload(const Model& model, const Expr& a, const Expr& b) {
  if (a.kind != ExprKind::operation) return a.payload == b.payload;
  if (a.op == type::Opcode::number) return model.numbers[a.payload] == model.numbers[b.payload];
  if (a.op == type::Opcode::text) return model.texts[a.payload] == model.texts[b.payload];
  return a.payload == b.payload;
}

}  // namespace

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
