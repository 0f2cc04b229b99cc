// The condition of a fold where it speaks of the row for which the formula stands: rows found by
// equal values, and by one order with bounds.
#include <algorithm>
#include <compare>
#include <optional>
#include <utility>
#include <vector>

#include "base/budget.h"
#include "check/same_value.h"
#include "check/typer.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/types.h"
#include "type/operators.h"
#include "type/words.h"

namespace remit::check {

using type::OperatorId;

namespace {

/// The conditions that `and` joins.
void flatten(NodeView node, std::vector<NodeView>& conditions) {
  base::go_deeper();
  if (node.is(Rule::group)) return flatten(node[Label::value], conditions);
  const bool both = node.is(Rule::binary) && node.operator_id() == OperatorId::conjunction;
  if (!both) return conditions.push_back(node);
  flatten(node[Label::left], conditions);
  flatten(node[Label::right], conditions);
}

/// How the folded row's value must stand to that of `this`.
struct Standing {
  bool below = false;
  bool equal = false;
  bool above = false;
};

/// `turned`: `this` is on the left.
std::optional<Standing> standing(NodeView node, bool turned) {
  if (!node.is(Rule::binary)) return std::nullopt;
  const auto op = type::operator_info(node.operator_id()).op;
  if (!op || !type::is_comparison(*op)) return std::nullopt;
  const auto& comparison = *type::operation(*op).comparison;
  const bool less = comparison.holds(std::strong_ordering::less);
  const bool greater = comparison.holds(std::strong_ordering::greater);
  if (less && greater) return std::nullopt;  // unequal
  return Standing{turned ? greater : less, comparison.holds(std::strong_ordering::equal),
                  turned ? less : greater};
}

}  // namespace

bool Typer::speaks_of_this(NodeView node, const Scope& scope) const {
  base::go_deeper();
  if (node.is(Rule::path)) {
    const std::string_view first = node[Label::step].text();
    return type::kThis.is(first) && !is_name(scope, first);
  }
  return std::ranges::any_of(node.children(),
                             [&](NodeView child) { return speaks_of_this(child, scope); });
}

/// Reads `where`: what is said of the folded rows alone is their condition, what compares them with
/// `this` says which rows belong to it.
void Typer::fold_condition(NodeView where, const Scope& scope, const Scope& inner, Fold& fold) {
  std::vector<NodeView> conditions;
  flatten(where, conditions);
  const bool refers = inner.via != kNone;
  std::vector<ExprId> free;
  bool joined = false;
  for (const NodeView condition : conditions)
    joined = joined || (!refers && speaks_of_this(condition, inner));
  if (!joined) {
    fold.where = condition(where, inner);
    return;
  }
  for (const NodeView each : conditions) {
    if (speaks_of_this(each, inner))
      join(each, scope, inner, fold);
    else
      free.push_back(condition(each, inner));
  }
  if (free.empty()) return;
  c_.claims.hold_together(free);
  fold.where = build_.conjunction(free, where.span());
}

/// A comparison of the folded row, on one side, with `this` on the other.
void Typer::join(NodeView node, const Scope& scope, const Scope& inner, Fold& fold) {
  const bool left = speaks_of_this(node[Label::left], inner);
  const bool right = speaks_of_this(node[Label::right], inner);
  const auto wanted = standing(node, left);
  if (scope.entity == kWhole || scope.outer != nullptr) {
    condition(node, inner);  // says why there is no such row
    return;
  }
  if (!wanted || left == right) {
    c_.sink.report(code::rows_not_compared, node.span(), {node.text()});
    return;
  }
  const Scope own{.entity = scope.entity, .beside = &inner};
  auto sides = comparable(node, left ? own : inner, left ? inner : own);
  if (!sides) return;
  const ExprId theirs = left ? sides->second : sides->first;
  const ExprId ours = left ? sides->first : sides->second;
  if (build_[theirs].entity != inner.entity) {
    c_.sink.report(code::rows_not_compared, node.span(), {node.text()});
    return;
  }
  if (wanted->below || wanted->above) {
    if (refuse_no_size(node, *type::operator_info(node.operator_id()).op, sides->first,
                       sides->second))
      return;
    return bound(node, wanted->above, !wanted->equal, theirs, ours, fold);
  }
  for (const ExprId before : fold.partition) refuse_twice(node, before, theirs);
  if (fold.ours.empty()) fold.ours = fold.partition;
  fold.partition.push_back(theirs);
  fold.ours.push_back(ours);
}

/// One end of the window.
void Typer::bound(NodeView node, bool above, bool open, ExprId theirs, ExprId ours, Fold& fold) {
  if (!fold.window) fold.window = Window{.key = theirs};
  Window& window = *fold.window;
  ExprId& end = above ? window.lower : window.upper;
  if (end != kNone || !same_value(c_.model, window.key, theirs)) {
    c_.sink.report(code::second_window, node.span(),
                   {node.text(), c_.model.written(build_[window.key].span)});
    return;
  }
  end = ours;
  (above ? window.lower_open : window.upper_open) = open;
  if (window.lower == kNone || window.upper == kNone) return;
  const auto order = same_value(c_.model, window.lower, window.upper)
                         ? std::optional(std::strong_ordering::equal)
                         : fixed_order(c_.model, window.lower, window.upper);
  if (order && (*order > 0 || (*order == 0 && (window.lower_open || window.upper_open))))
    c_.sink.report(code::contradiction, node.span());
}

}  // namespace remit::check
