#include "check/fold_order.h"

#include <algorithm>

#include "check/ranges.h"
#include "check/same_value.h"

namespace remit::check {
namespace {

using type::FoldOp;
using type::Opcode;

class FoldOrder {
 public:
  explicit FoldOrder(const Context& context) : context_(context), model_(context.model) {}

  /// Of the same values of the same rows: no value is below the least or above the greatest. Of
  /// more rows there is more to count, and to add up where nothing is below zero.
  bool is_fold_above(const Fold& a, const Fold& b) const {
    if (!same_groups(a, b) || a.kept || b.kept || !alike(a.value, b.value)) return false;
    const auto one_of_them = [](FoldOp op) { return op == FoldOp::median || Fold::takes_one(op); };
    if (alike(a.where, b.where)) {
      const bool greatest =
          a.op == FoldOp::maximum && (b.op == FoldOp::minimum || one_of_them(b.op));
      return greatest || (b.op == FoldOp::minimum && one_of_them(a.op));
    }
    if (a.op != b.op) return false;
    if (a.op == FoldOp::minimum) return b.where == kNone;
    if (a.where != kNone) return false;
    return a.op == FoldOp::count || a.op == FoldOp::maximum ||
           (a.op == FoldOp::sum && !may_be_negative(context_, a.value));
  }

  /// The sum of some values by their number, and an end of them: `above` the least one.
  bool is_mean_within(const Expr& mean, const Fold& end, bool above) const {
    if (mean.kind != ExprKind::operation || mean.op != Opcode::divide) return false;
    const Expr& dividend = model_.exprs[mean.args[0]];
    const Expr& divisor = model_.exprs[mean.args[1]];
    if (dividend.kind != ExprKind::fold || divisor.kind != ExprKind::fold) return false;
    const Fold& sum = model_.folds[dividend.payload];
    const Fold& count = model_.folds[divisor.payload];
    return end.op == (above ? FoldOp::minimum : FoldOp::maximum) && sum.op == FoldOp::sum &&
           count.op == FoldOp::count && same_groups(sum, count) && same_groups(sum, end) &&
           alike(sum.where, count.where) && alike(sum.where, end.where) &&
           alike(sum.value, end.value) && !sum.kept && !count.kept && !end.kept;
  }

  /// A place is never beyond the number of those who have one.
  bool is_place_among(const Rank& rank, const Fold& count, EntityId entity) const {
    const auto same = [this](ExprId one, ExprId other) { return alike(one, other); };
    return count.op == FoldOp::count && count.rows == entity && count.via == kNone &&
           count.ours.empty() && !count.window && !count.kept &&
           (count.where == kNone || alike(count.where, rank.where)) &&
           std::ranges::equal(rank.partition, count.partition, same);
  }

 private:
  bool alike(ExprId a, ExprId b) const {
    return a == b || (a != kNone && b != kNone && same_value(model_, a, b));
  }

  /// Whether both go over the same groups of rows, whatever they leave out of them.
  bool same_groups(const Fold& a, const Fold& b) const {
    const auto same = [this](ExprId one, ExprId other) { return alike(one, other); };
    return a.rows == b.rows && a.partitioned == b.partitioned && alike(a.via, b.via) &&
           std::ranges::equal(a.partition, b.partition, same) &&
           std::ranges::equal(a.ours, b.ours, same) && !a.window && !b.window;
  }

  const Context& context_;
  const Model& model_;
};

}  // namespace

bool fold_never_below(const Context& context, const Expr& first, const Expr& second) {
  const FoldOrder order(context);
  const Model& model = context.model;
  const bool folds = first.kind == ExprKind::fold;
  if (folds && second.kind == ExprKind::fold)
    return order.is_fold_above(model.folds[first.payload], model.folds[second.payload]);
  if (folds && second.kind == ExprKind::rank)
    return order.is_place_among(model.ranks[second.payload], model.folds[first.payload],
                                second.entity);
  if (folds) return order.is_mean_within(second, model.folds[first.payload], false);
  return second.kind == ExprKind::fold &&
         order.is_mean_within(first, model.folds[second.payload], true);
}

}  // namespace remit::check
