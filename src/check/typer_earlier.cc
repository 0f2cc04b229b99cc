// Folds over the rows that stand before: `sum(earlier.cost where granted)`. What they come to is
// carried on from row to row, so they are recurrences of a column of their own.
#include <algorithm>
#include <utility>
#include <vector>

#include "base/budget.h"
#include "check/applicability.h"
#include "check/typer.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "type/words.h"

namespace remit::check {

using type::FoldOp;
using type::FunctionKind;
using type::Opcode;
using type::Type;

namespace {

/// The word `earlier` with which a path of the call begins; none.
NodeView word_of_rows(NodeView node) {
  if (node.is(Rule::path)) {
    const NodeView first = node.all(Label::step)[0];
    return type::kEarlier.is(first.text()) ? first : NodeView();
  }
  for (const NodeView child : node.children()) {
    if (child.is(Rule::call)) continue;
    if (const NodeView word = word_of_rows(child)) return word;
  }
  return {};
}

}  // namespace

struct Typer::Earlier {
  EntityId entity = kWhole;
  ExprId value = kNone;  ///< none for count
  ExprId where = kNone;  ///< none: every row
  std::vector<ExprId> within;
};

bool Typer::is_over_earlier(NodeView node, const Scope& scope) const {
  return scope.entity != kWhole && c_.tables.sequence_of(scope.entity) != nullptr &&
         static_cast<bool>(word_of_rows(node));
}

/// Whether a field by which the rows are told apart may be blank.
bool Typer::may_lack_place(EntityId entity, const std::vector<ExprId>& within) const {
  const auto may_be_blank = [this](ColumnId id) {
    const Column& column = c_.model.columns[id];
    if (!column.input) return true;
    const Field& field = c_.model.entities[column.entity].fields[column.field];
    return field.optional || field.left_out || field.may_not_apply;
  };
  const std::vector<ColumnId>& groups = c_.tables.sequence_of(entity)->group;
  return std::ranges::any_of(groups, may_be_blank) || std::ranges::any_of(within, [&](ExprId id) {
           const Expr& expr = build_[id];
           return expr.kind != ExprKind::column || may_be_blank(expr.payload);
         });
}

namespace {

/// What of the call needs all rows before at once: the function itself, or an option; none.
NodeView not_carried(NodeView node, const type::Function& function) {
  const FoldOp op = function.fold;
  if (type::Fold::takes_one(op) || type::Fold::halves(op)) return node[Label::function];
  for (const NodeView option : node.all(Label::option))
    if (!option.is(Rule::where) && !option.is(Rule::within_group) && !option.is(Rule::via))
      return option;
  return {};
}

}  // namespace

ExprId Typer::earlier_function(NodeView node, const type::Function& function, const Scope& scope) {
  if (const NodeView whole = not_carried(node, function)) {
    c_.sink.report(code::earlier_not_carried, whole.span(), {whole.text()});
    return wrong(node.span());
  }
  const Scope inner{.entity = scope.entity, .earlier = true};
  const auto outside = std::exchange(reached_, {});
  ExprId where = kNone;
  std::vector<ExprId> within;
  const Scope own{.entity = scope.entity};
  NodeView beside;  // the condition, where it speaks of the row for which the formula stands
  for (const NodeView option : node.all(Label::option)) {
    if (option.is(Rule::where) && speaks_of_this(option[Label::condition], inner))
      beside = option[Label::condition];
    else if (option.is(Rule::where))
      where = condition(option[Label::condition], inner);
    if (option.is(Rule::within_group)) within = partition(option.all(Label::group), own);
    if (option.is(Rule::via)) c_.report_no_effect(option, diagnostic::text::why_same_rows);
  }
  const NodeView argument = node[Label::argument][Label::value];
  const bool names_rows = argument.is(Rule::path) && argument.all(Label::step).size() == 1 &&
                          type::kEarlier.is(argument.text());
  const bool logical = function.fold == FoldOp::any || function.fold == FoldOp::all;
  ExprId value = kNone;
  bool fits = true;
  if (function.fold == FoldOp::count) {
    fits = names_rows || stands_for_row(expr(argument, inner), inner.entity);
    if (!fits)
      c_.sink.report(code::not_rows, argument.span(),
                     {node[Label::function].text(), diagnostic::text::kind_value});
  } else if (logical) {
    value = names_rows && function.fold == FoldOp::any ? build_.boolean(true)
                                                       : condition(argument, inner);
  } else {
    value = expr(argument, inner);
    const Type type = build_.type_of(value);
    const bool dated = type == type::kDate && function.kind == FunctionKind::extreme;
    fits = type.is_numeric() || dated;
    if (!fits && !unknown(value))
      c_.sink.report(code::argument_type, argument.span(),
                     {function.en, 1, diagnostic::text::type_number, describe(type)});
  }
  reached_ = outside;
  if (!fits || (value != kNone && unknown(value)) || (where != kNone && unknown(where)))
    return wrong(node.span());
  where = where_applicable(c_.applicability, build_, value, where);
  const Earlier of{scope.entity, value, where, std::move(within)};
  return beside ? among_earlier(node, function, of, beside, scope) : carried(node, function, of);
}

/// What compares the rows before with the row itself, `where score > this.score`, cannot be carried
/// on: it is a fold over the table, of the rows with a smaller place in the sequence.
ExprId Typer::among_earlier(NodeView node, const type::Function& function, const Earlier& of,
                            NodeView where, const Scope& scope) {
  const base::Span span = node.span();
  const ExprId place = place_in_sequence(of.entity, word_of_rows(node).span(), of.within);
  if (unknown(place)) return wrong(span);
  Fold fold{.op = function.fold, .rows = of.entity, .partitioned = true, .value = of.value};
  fold.partition = of.within;
  for (const ColumnId group : c_.tables.sequence_of(of.entity)->group)
    fold.partition.push_back(build_.column(group, span));
  const std::size_t errors = c_.sink.error_count();
  fold_condition(where, scope, Scope{.entity = of.entity, .earlier = true}, fold);
  if (c_.sink.error_count() > errors) return wrong(span);
  settle_join(fold, of.entity);
  if (fold.window)
    fold.window->place = place;
  else
    fold.window = Window{.key = place, .upper = place, .upper_open = true};
  const ExprId result = build_.fold(of.entity, fold, span);
  return function.average ? mean_of_rows(result, std::move(fold), of.entity, span) : result;
}

ExprId Typer::carried(NodeView node, const type::Function& function, const Earlier& of) {
  base::go_deeper();
  const EntityId entity = of.entity;
  const ExprId value = of.value, where = of.where;
  const base::Span span = node.span();
  const bool counts = function.fold == FoldOp::count;
  const bool logical = function.fold == FoldOp::any || function.fold == FoldOp::all;
  const Type type = counts ? type::kNumber : logical ? type::kBoolean : build_.type_of(value);
  Column column;
  column.entity = entity;
  column.type = type;
  column.origin.role = type::Role::helper;
  column.origin.span = span;
  const ColumnId so_far = c_.columns.add_raw(std::move(column));
  c_.columns.carry(so_far);
  ExprId place = kNone;
  const ExprId row = before(entity, word_of_rows(node).span(), of.within, &place);
  if (unknown(row)) return wrong(span);
  const bool extreme = function.fold == FoldOp::minimum || function.fold == FoldOp::maximum;
  const ExprId none = extreme   ? kNone
                      : logical ? build_.boolean(function.fold == FoldOp::all, span)
                                : build_.zero(type);
  // Of the rows before: what the row before has come to, with its own. Of no row before there is no
  // least, and of a row that stands in no sequence there is nothing.
  const ExprId last = build_.lookup(row, build_.column(so_far, span), span);
  ExprId all = extreme ? last : build_.operation(Opcode::otherwise, {last, none}, type, span);
  if (may_lack_place(entity, of.within))
    all = build_.choose(build_.is_given(place, span), all, build_.blank(type, span), span);
  const auto where_it_counts = [&](ExprId yes, ExprId no) {
    return where == kNone ? yes : build_.choose(where, yes, no, span);
  };
  ExprId with_own = kNone;
  switch (function.fold) {
    case FoldOp::sum:
    case FoldOp::count: {
      const ExprId own = counts ? build_.number(1) : value;
      with_own = build_.add(all, where_it_counts(own, build_.zero(type)), span);
      break;
    }
    case FoldOp::any:
      with_own = build_.disjunction(
          {all, where == kNone ? value : build_.conjunction({where, value}, span)}, span);
      break;
    case FoldOp::all:
      with_own = build_.conjunction(
          {all, where == kNone ? value
                               : build_.disjunction({build_.negation(where, span), value}, span)},
          span);
      break;
    case FoldOp::minimum:
    case FoldOp::maximum: {
      const Opcode op = function.fold == FoldOp::minimum ? Opcode::minimum : Opcode::maximum;
      // A row that counts has a value: a blank is an error, also of the first.
      const ExprId own = build_.operation(op, {value, value}, type, span);
      const ExprId best = build_.choose(build_.is_given(all, span),
                                        build_.operation(op, {all, value}, type, span), own, span);
      with_own = where_it_counts(best, all);
      break;
    }
    case FoldOp::first:
    case FoldOp::last:
    case FoldOp::only:
    case FoldOp::median:
      break;  // not_carried refused them
  }
  c_.columns.define(so_far, with_own, span);
  if (!function.average) return all;
  type::Function count = function;
  count.fold = FoldOp::count;
  count.average = false;
  const ExprId rows = carried(node, count, {entity, kNone, where, of.within});
  const ExprId empty = build_.compare(Opcode::equal, rows, build_.number(0), span);
  const ExprId mean = build_.divide(all, rows, type, span);
  return build_.choose(empty, build_.blank(build_.type_of(mean), span), mean, span);
}

}  // namespace remit::check
