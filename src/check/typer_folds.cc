// Functions that make one value of many rows.
#include <algorithm>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "check/same_value.h"
#include "check/typer.h"

namespace remit::check {

using type::FoldOp;
using type::FunctionKind;
using type::Opcode;
using type::Type;
using type::TypeKind;

/// The entities that the arguments name as rows to fold over: [project] or [project, arrival].
std::vector<EntityId> Typer::rows_named(NodeView node, const Scope& scope) {
  std::vector<EntityId> rows;
  for (const NodeView argument : node.all(Label::argument))
    if (collect_rows(argument, scope, rows)) return rows;
  for (const NodeView option : node.all(Label::option))
    if (option.is(Rule::where) && collect_rows(option, scope, rows)) return rows;
  if (scope.summed_up != kWhole) rows.push_back(scope.summed_up);
  return rows;
}

bool Typer::collect_rows(NodeView node, const Scope& scope, std::vector<EntityId>& rows) {
  if (node.is(Rule::path)) {
    EntityId at = scope.entity;
    for (const NodeView step : node.all(Label::step)) {
      const Symbol* own = at == kWhole ? nullptr : c_.names.find(at, step.text());
      if (own != nullptr) break;
      const Symbol* symbol = c_.names.find(kWhole, step.text());
      if (symbol == nullptr || symbol->kind != SymbolKind::entity) break;
      at = symbol->index;
      rows.push_back(at);
    }
    return !rows.empty();
  }
  for (const NodeView child : node.children())
    if (collect_rows(child, scope, rows)) return true;
  return false;
}

/// A fold of the whole names no rows: says where such a field is.
ExprId Typer::no_rows(NodeView node, const type::Function& function) {
  auto& found =
      c_.sink.report(Code::not_rows, node.span(), {function.en, diagnostic::Text::kind_value});
  const NodeView argument = node[Label::argument][Label::value];
  for (const Entity& entity : c_.model.entities)
    for (const Field& field : entity.fields)
      if (argument.is(Rule::path) && field.name == argument.text() && !found.fix)
        found.suggest(argument.span(), base::concat(entity.name, ".", field.name));
  return wrong(node.span());
}

ExprId Typer::fold_function(NodeView node, const type::Function& function, const Scope& scope) {
  if (is_over_earlier(node, scope)) return earlier_function(node, function, scope);
  syntax::NodeList groups;
  NodeView where;
  NodeView via;
  for (const NodeView option : node.all(Label::option)) {
    if (option.is(Rule::within_group)) groups = option.all(Label::group);
    if (option.is(Rule::where)) where = option[Label::condition];
    if (option.is(Rule::via)) via = option[Label::path];
  }
  const auto chain = rows_named(node, scope);
  if (chain.empty() && scope.entity == kWhole) return no_rows(node, function);
  const EntityId rows = chain.empty() ? scope.entity : chain.back();
  Fold fold{.op = function.fold, .rows = rows, .partition = {}};
  fold.partitioned = rows == scope.entity && !via;
  Scope inner{.entity = rows, .outer = &scope, .via = kNone, .named = chain};
  if (!fold.partitioned && scope.entity != kWhole) {
    EntityId target = scope.entity;
    if (rows == scope.entity) grow_tree(rows, via);
    for (const EntityId step : chain.empty() ? std::vector<EntityId>{rows} : chain) {
      const bool last = step == rows;
      const ExprId up = reference_between(
          step, target, last || chain.size() == 1 ? via : NodeView(), node.span());
      if (unknown(up)) return wrong(node.span());
      inner.via = inner.via == kNone ? up : build_.lookup(up, inner.via, node.span());
      target = step;
    }
    fold.via = inner.via;
  } else if (via) {
    c_.report_no_effect(via, diagnostic::Text::why_all_rows);
  } else if (chain.size() > 1) {
    inner.via = kNone;
  }
  if (!fold.partitioned && !groups.empty())
    c_.report_no_effect(groups[0], diagnostic::Text::why_grouped_by_reference);
  // The rows folded over are others: what holds of the row outside says nothing of them.
  const auto outside = std::exchange(reached_, {});
  fold.partition = partition(groups, inner);
  if (where) fold.where = condition(where, inner);
  if (where) reached_.emplace_back(fold.where, true);
  const auto result = folded(node, function, scope, inner, std::move(fold));
  reached_ = outside;
  return result;
}

/// Rows that are added up along a reference to their own entity: it must not run in a circle.
void Typer::grow_tree(EntityId rows, NodeView via) {
  for (Field& field : c_.model.entities[rows].fields)
    if (field.type == type::reference(rows) && field.name == via.text()) field.tree = true;
}

/// What is asked of rows for which `where` holds (kNone: of all): it must be open still.
ExprId Typer::condition_of_rows(NodeView node, const type::Function& function, const Scope& inner,
                                ExprId where) {
  const ExprId value = condition(node, inner);
  if (where == kNone || unknown(value) || unknown(where)) return value;
  const ExprId fails = build_.negation(value, node.span());
  if (same_value(c_.model, value, where))
    c_.sink.report(Code::always_holds, node.span(), {node.text()});
  else if (same_value(c_.model, fails, where))
    c_.sink.report(Code::never_holds, node.span(), {node.text()});
  else if (function.fold == FoldOp::any)
    c_.claims.hold_together({where, value});
  return value;
}

bool Typer::stands_for_row(ExprId value, EntityId rows) const {
  if (build_[value].kind != ExprKind::column) return unknown(value);
  const Column& column = c_.model.columns[build_[value].payload];
  const bool of_field = column.input || column.origin.role == type::Role::guard;
  if (!of_field || column.entity != rows || column.type == type::kBoolean) return false;
  const auto& fields = c_.model.entities[rows].fields;
  const auto field = std::ranges::find(fields, column.name, &Field::name);
  return field != fields.end() && !field->optional;
}

bool Typer::only_names(NodeView path, const std::vector<EntityId>& rows) const {
  const auto steps = path.all(Label::step);
  return std::ranges::equal(steps, rows, [this](NodeView step, EntityId entity) {
    return step.text() == c_.model.entities[entity].name;
  });
}

/// The fold's value, and the fold.
ExprId Typer::folded(NodeView node, const type::Function& function, const Scope& scope,
                     const Scope& inner, Fold fold) {
  const NodeView argument = node[Label::argument][Label::value];
  const bool names_rows = argument.is(Rule::path) && only_names(argument, inner.named);
  const bool counts = function.fold == FoldOp::count;
  if (counts && !names_rows && !stands_for_row(expr(argument, inner), inner.entity)) {
    c_.sink.report(Code::not_rows, argument.span(),
                   {node[Label::function].text(), diagnostic::Text::kind_value});
    return wrong(node.span());
  }
  if (!counts) {
    const bool logical = function.fold == FoldOp::any || function.fold == FoldOp::all;
    if (names_rows && function.fold == FoldOp::any)
      fold.value = build_.boolean(true);
    else if (logical)
      fold.value = condition_of_rows(argument, function, inner, fold.where);
    else
      fold.value = expr(argument, inner);
    const Type type = build_.type_of(fold.value);
    const bool fits = logical || type.is_numeric() ||
                      (type == type::kDate && function.kind == FunctionKind::extreme);
    if (!fits && !unknown(fold.value)) {
      c_.sink.report(Code::argument_type, argument.span(),
                     {function.en, 1, diagnostic::Text::type_number, describe(type)});
    }
    if (unknown(fold.value) || !fits || refuse_row_money(fold.value, argument))
      return wrong(node.span());
    if (function.fold == FoldOp::sum && build_[fold.value].form.ratio)
      c_.sink.report(Code::ratio_output, argument.span(), {argument.text()});
  }
  const ExprId result = build_.fold(scope.entity, fold, node.span());
  if (!function.average) return result;
  fold.op = FoldOp::count;
  fold.value = kNone;
  const ExprId count = build_.fold(scope.entity, fold, node.span());
  // Of no rows there is no average, as there is no smallest.
  const ExprId none = build_.compare(Opcode::equal, count, build_.number(0), node.span());
  const ExprId mean = build_.divide(result, count, build_.type_of(result), node.span());
  return build_.choose(none, build_.blank(build_.type_of(mean), node.span()), mean, node.span());
}

}  // namespace remit::check
