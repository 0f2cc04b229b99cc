#include "check/never_blank.h"

#include <algorithm>

#include "absl/types/span.h"
#include "type/operations.h"

namespace remit::check {
namespace {

using type::Opcode;

/// Of tables the values may be blank, of all other strict operations none is.
bool makes_errors_of_blanks(const Expr& expr) {
  if (expr.kind != ExprKind::operation || type::is_leaf(expr.op)) return false;
  const type::OperationInfo& info = type::operation(expr.op);
  return info.evaluation == type::Evaluation::strict && info.result != type::OperandKind::any;
}

bool must_be_filled_in(const Model& model, const Column& column) {
  if (column.entity == kWhole) return false;
  const Field& field = model.entities[column.entity].fields[column.field];
  return !field.optional && !field.hole && !field.decision && !field.left_out &&
         !field.may_not_apply;
}

bool never_blank(const Model& model, ExprId id, int depth) {
  constexpr int kDeep = 20;
  constexpr int kColumn = 4;  // so much deeper is what another column is computed by
  if (id == kNone || depth >= kDeep) return false;
  const Expr& expr = model.exprs[id];
  const auto all = [&](const auto& parts) {
    return std::ranges::all_of(parts,
                               [&](ExprId part) { return never_blank(model, part, depth + 1); });
  };
  switch (expr.kind) {
    case ExprKind::column: {
      const Column& column = model.columns[expr.payload];
      return column.input ? must_be_filled_in(model, column)
                          : never_blank(model, column.value, depth + kColumn);
    }
    case ExprKind::lookup:
      return all(expr.args);
    case ExprKind::fold: {
      // Of no rows these are zero or a truth value; a blank only where the group is one.
      const Fold& fold = model.folds[expr.payload];
      const bool counts = fold.op == type::FoldOp::sum || fold.op == type::FoldOp::count ||
                          fold.op == type::FoldOp::any || fold.op == type::FoldOp::all;
      return counts && !fold.window && fold.ours.empty() && all(fold.partition);
    }
    case ExprKind::rank:
      return model.ranks[expr.payload].where == kNone && all(model.ranks[expr.payload].partition);
    case ExprKind::apportion:
      return all(model.apportions[expr.payload].partition);
    case ExprKind::match:
    case ExprKind::party:
      return false;
    case ExprKind::operation:
      break;
  }
  if (expr.op == Opcode::choose) return all(absl::MakeConstSpan(expr.args).subspan(1));
  if (expr.op == Opcode::otherwise)
    return never_blank(model, expr.args[0], depth + 1) ||
           never_blank(model, expr.args[1], depth + 1);
  // The argument of a formula stands as a fault with its own number: each call says what it is.
  if (expr.op == Opcode::fail) return expr.payload != id;
  if (type::is_leaf(expr.op)) return type::is_constant(expr.op);
  using type::Evaluation;
  const Evaluation evaluation = type::operation(expr.op).evaluation;
  const bool logic = evaluation == Evaluation::until_false ||
                     evaluation == Evaluation::until_true || evaluation == Evaluation::counted ||
                     evaluation == Evaluation::certain || evaluation == Evaluation::given;
  return logic || makes_errors_of_blanks(expr);
}

}  // namespace

bool never_blank(const Model& model, ExprId id) { return never_blank(model, id, 0); }

bool folds_no_blank(const Model& model, ExprId id) {
  const Expr& expr = model.exprs[id];
  if (expr.kind != ExprKind::fold) return false;
  const Fold& fold = model.folds[expr.payload];
  return (fold.value == kNone || never_blank(model, fold.value)) &&
         (fold.where == kNone || never_blank(model, fold.where));
}

}  // namespace remit::check
