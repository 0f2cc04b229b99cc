// Folds over the rows that stand before: `sum(earlier.cost where granted)`. What they come to is
// carried on from row to row, so they are recurrences of a column of their own.
#include <algorithm>
#include <utility>
#include <vector>

#include "base/budget.h"
#include "base/hash_map.h"
#include "check/applicability.h"
#include "check/expr_parts.h"
#include "check/same_value.h"
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

  /// A fold that is carried on from row to row.
  struct CarriedOn {
    ColumnId so_far = kNone;    ///< with the row's own value
    ExprId of_earlier = kNone;  ///< of the rows before
  };
  CarriedOn carried_on(Typer& typer, NodeView node, FoldOp op) const;
  bool reads_itself(const Typer& typer, ExprId condition) const;
  bool is_since(const Typer& typer, const Fold& fold) const;
  ExprId carried_since(Typer& typer, NodeView node, const type::Function& function,
                       const Fold& fold, ExprId place) const;
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

/// Whether what is folded, or the condition, depends on a column that is being defined just now:
/// the one that asks, as a rule. Linear in the formulas behind it.
bool Typer::Earlier::reads_itself(const Typer& typer, ExprId condition) const {
  const Model& model = typer.c_.model;
  std::vector<ExprId> open;
  base::HashSet<ExprId> seen;
  const auto add = [&](ExprId id) {
    if (id != kNone && seen.insert(id).second) open.push_back(id);
  };
  for (const ExprId id : {value, where, condition}) add(id);
  while (!open.empty()) {
    const Expr& expr = model.exprs[open.back()];
    open.pop_back();
    if (expr.kind != ExprKind::column) {
      visit_parts(model, expr, add);
      continue;
    }
    const Column& column = model.columns[expr.payload];
    if (column.input) continue;
    if (column.value == kNone) return true;
    add(column.value);
  }
  return false;
}

/// Whether the rows are those before from some place of the sequence on: its first key is what is
/// compared, with a lower bound alone.
bool Typer::Earlier::is_since(const Typer& typer, const Fold& fold) const {
  const Sequence& sequence = *typer.c_.tables.sequence_of(entity);
  const std::vector<SortKey>& keys = sequence.keys;
  return fold.ours.empty() && fold.window && fold.window->upper == kNone && !keys.empty() &&
         !keys.front().descending &&
         same_value(typer.c_.model, keys.front().value, fold.window->key) &&
         fold.partition.size() == within.size() + sequence.group.size();
}

/// What depends on this row's own later rows cannot be folded over the table. But the rows before
/// from a bound on are all rows before less those up to the bound, which are the first ones of the
/// sequence: what had been carried on at the last of them.
ExprId Typer::Earlier::carried_since(Typer& typer, NodeView node, const type::Function& function,
                                     const Fold& fold, ExprId place) const {
  const base::Span span = node.span();
  ExprBuilder& build = typer.build_;
  Fold passed{.op = FoldOp::count, .rows = entity, .partitioned = true};
  passed.partition = fold.partition;
  passed.window = Window{.key = fold.window->key, .upper = fold.window->lower};
  passed.window->upper_open = !fold.window->lower_open;
  passed.window->place = place;
  Match spec{.entity = entity, .equal = {}, .as_of = std::nullopt, .earlier = 2 * entity};
  for (const ExprId group : fold.partition) spec.equal.push_back({group, group});
  spec.equal.push_back({build.fold(entity, std::move(passed), span), place});
  const ExprId last_passed = build.match(entity, std::move(spec), span);
  Earlier rows = *this;
  if (fold.where != kNone)
    rows.where =
        rows.where == kNone ? fold.where : build.conjunction({rows.where, fold.where}, span);
  const bool lacks_place = typer.may_lack_place(entity, within);
  const auto where_placed = [&](ExprId figure) {
    const ExprId none = build.blank(build.type_of(figure), span);
    return lacks_place ? build.choose(build.is_given(place, span), figure, none, span) : figure;
  };
  const auto since = [&](FoldOp op, const Earlier& counted) {
    const CarriedOn all = counted.carried_on(typer, node, op);
    const Type type = build.type_of(all.of_earlier);
    const ExprId before = build.lookup(last_passed, build.column(all.so_far, span), span);
    const ExprId up_to = build.operation(Opcode::otherwise, {before, build.zero(type)}, type, span);
    return where_placed(build.subtract(all.of_earlier, up_to, span));
  };
  const auto is_any = [&](ExprId condition) {
    Earlier counted = rows;
    counted.value = kNone;
    counted.where = condition;
    return build.compare(Opcode::greater, since(FoldOp::count, counted), build.number(0), span);
  };
  if (function.fold == FoldOp::any || function.fold == FoldOp::all) {
    // One row that surely decides does so, whatever is unknown of the others.
    const bool all = function.fold == FoldOp::all;
    const ExprId own = all ? build.negation(rows.value, span) : rows.value;
    const ExprId decides = rows.where == kNone ? own : build.conjunction({rows.where, own}, span);
    const ExprId surely = is_any(build.fails(build.negation(decides, span), span));
    const ExprId found = build.disjunction({surely, is_any(decides)}, span);
    return where_placed(all ? build.negation(found, span) : found);
  }
  const ExprId result = since(function.fold, rows);
  if (!function.average) return result;
  rows.value = kNone;
  const ExprId count = since(FoldOp::count, rows);
  const ExprId empty = build.compare(Opcode::equal, count, build.number(0), span);
  const ExprId mean = build.divide(result, count, build.type_of(result), span);
  return where_placed(build.choose(empty, build.blank(build.type_of(mean), span), mean, span));
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
  const bool extreme = function.kind == FunctionKind::extreme;
  if (!extreme && of.is_since(*this, fold) && of.reads_itself(*this, fold.where))
    return of.carried_since(*this, node, function, fold, place);
  if (fold.window)
    fold.window->place = place;
  else
    fold.window = Window{.key = place, .upper = place, .upper_open = true};
  const ExprId result = build_.fold(of.entity, fold, span);
  return function.average ? mean_of_rows(result, std::move(fold), of.entity, span) : result;
}

Typer::Earlier::CarriedOn Typer::Earlier::carried_on(Typer& typer, NodeView node, FoldOp op) const {
  base::go_deeper();
  ExprBuilder& build = typer.build_;
  Context& context = typer.c_;
  const base::Span span = node.span();
  const bool counts = op == FoldOp::count;
  const bool logical = op == FoldOp::any || op == FoldOp::all;
  const Type type = counts ? type::kNumber : logical ? type::kBoolean : build.type_of(value);
  Column column;
  column.entity = entity;
  column.type = type;
  column.origin.role = type::Role::helper;
  column.origin.span = span;
  const ColumnId so_far = context.columns.add_raw(std::move(column));
  context.columns.carry(so_far);
  ExprId place = kNone;
  const ExprId row = typer.before(entity, word_of_rows(node).span(), within, &place);
  if (typer.unknown(row)) return {so_far, typer.wrong(span)};
  const bool extreme = op == FoldOp::minimum || op == FoldOp::maximum;
  const ExprId none = extreme   ? kNone
                      : logical ? build.boolean(op == FoldOp::all, span)
                                : build.zero(type);
  // Of the rows before: what the row before has come to, with its own. Of no row before there is no
  // least, and of a row that stands in no sequence there is nothing.
  const ExprId last = build.lookup(row, build.column(so_far, span), span);
  ExprId all = extreme ? last : build.operation(Opcode::otherwise, {last, none}, type, span);
  if (typer.may_lack_place(entity, within))
    all = build.choose(build.is_given(place, span), all, build.blank(type, span), span);
  const auto where_it_counts = [&](ExprId yes, ExprId no) {
    return where == kNone ? yes : build.choose(where, yes, no, span);
  };
  ExprId with_own = kNone;
  switch (op) {
    case FoldOp::sum:
    case FoldOp::count: {
      const ExprId own = counts ? build.number(1) : value;
      with_own = build.add(all, where_it_counts(own, build.zero(type)), span);
      break;
    }
    case FoldOp::any:
      with_own = build.disjunction(
          {all, where == kNone ? value : build.conjunction({where, value}, span)}, span);
      break;
    case FoldOp::all:
      with_own = build.conjunction(
          {all,
           where == kNone ? value : build.disjunction({build.negation(where, span), value}, span)},
          span);
      break;
    case FoldOp::minimum:
    case FoldOp::maximum: {
      const Opcode best_of = op == FoldOp::minimum ? Opcode::minimum : Opcode::maximum;
      // A row that counts has a value: a blank is an error, also of the first.
      const ExprId own = build.operation(best_of, {value, value}, type, span);
      const ExprId best = build.choose(
          build.is_given(all, span), build.operation(best_of, {all, value}, type, span), own, span);
      with_own = where_it_counts(best, all);
      break;
    }
    case FoldOp::first:
    case FoldOp::last:
    case FoldOp::only:
    case FoldOp::median:
      break;  // not_carried refused them
  }
  context.columns.define(so_far, with_own, span);
  return {so_far, all};
}

ExprId Typer::carried(NodeView node, const type::Function& function, const Earlier& of) {
  const base::Span span = node.span();
  const ExprId all = of.carried_on(*this, node, function.fold).of_earlier;
  if (unknown(all)) return wrong(span);
  if (!function.average) return all;
  const Type type = build_.type_of(all);
  Earlier counted = of;
  counted.value = kNone;
  const ExprId rows = counted.carried_on(*this, node, FoldOp::count).of_earlier;
  const ExprId empty = build_.compare(Opcode::equal, rows, build_.number(0), span);
  const ExprId mean = build_.divide(all, rows, type, span);
  return build_.choose(empty, build_.blank(build_.type_of(mean), span), mean, span);
}

}  // namespace remit::check
