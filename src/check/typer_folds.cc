// Functions that make one value of many rows.
#include <algorithm>
#include <utility>
#include <vector>

#include "base/budget.h"
#include "base/strings.h"
#include "check/applicability.h"
#include "check/forms/form.h"
#include "check/found_references.h"
#include "check/groups.h"
#include "check/row_order.h"
#include "check/same_value.h"
#include "check/steps.h"
#include "check/typer.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "type/words.h"

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
    if (!option.is(Rule::within_group) && !option.is(Rule::via) &&
        collect_rows(option, scope, rows))
      return rows;
  if (scope.summed_up != kWhole) rows.push_back(scope.summed_up);
  return rows;
}

bool Typer::refers(EntityId rows, EntityId target) const {
  const auto& fields = c_.model.entities[rows].fields;
  return std::ranges::any_of(
             fields, [&](const Field& field) { return field.type == type::reference(target); }) ||
         std::ranges::any_of(c_.tables.found_references(), [&](const FoundReference& found) {
           return found.entity == rows && found.target == target;
         });
}

/// Of a duty both the parts and, for a row of the roster, how many of them there are, are called by
/// its name: at the head of a fold the parts are meant.
bool Typer::counts_rows_of_its_name(const Symbol& symbol) const {
  return symbol.kind == SymbolKind::provision &&
         c_.columns.provision(symbol.index).form->rule == Rule::duty;
}

bool Typer::collect_rows(NodeView node, const Scope& scope, std::vector<EntityId>& rows) {
  base::go_deeper();
  if (node.is(Rule::path)) {
    EntityId at = scope.entity;
    for (const NodeView step : node.all(Label::step)) {
      const Symbol* own = at == kWhole ? nullptr : c_.names.find(at, step.text());
      if (own != nullptr && !(rows.empty() && counts_rows_of_its_name(*own))) break;
      const Symbol* symbol = c_.names.find(kWhole, step.text());
      if (symbol == nullptr || symbol->kind != SymbolKind::entity) break;
      c_.names.mean(*symbol, step.span());
      at = symbol->index;
      rows.push_back(at);
    }
    return !rows.empty();
  }
  for (const NodeView child : node.children())
    if (collect_rows(child, scope, rows)) return true;
  return false;
}

/// Whether anything is called so: a declaration of the policy, or what the rows of a table have.
bool Typer::is_any_name(std::string_view name) const {
  const std::string asked(name);
  if (c_.names.find(kWhole, asked) != nullptr || type::kThis.is(name)) return true;
  for (EntityId entity = 0; entity < c_.model.entities.size(); ++entity)
    if (c_.names.find(entity, asked) != nullptr) return true;
  return false;
}

/// A fold of the whole names no rows: says where such a field is.
ExprId Typer::no_rows(NodeView node, const type::Function& function) {
  const NodeView argument = node[Label::argument][Label::value];
  if (argument.is(Rule::path) && !is_any_name(argument.all(Label::step)[0].text())) {
    const NodeView first = argument.all(Label::step)[0];
    c_.names.report_unknown(kWhole, first.text(), first.span());
    return wrong(node.span());
  }
  auto& found =
      c_.sink.report(code::not_rows, node.span(), {function.en, diagnostic::text::kind_value});
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
  NodeView by_day;
  for (const NodeView option : node.all(Label::option)) {
    if (option.is(Rule::within_group)) groups = option.all(Label::group);
    if (option.is(Rule::where)) where = option[Label::condition];
    if (option.is(Rule::via)) via = option[Label::path];
    if (option.is(Rule::on_or_before)) by_day = option;
  }
  const auto chain = rows_named(node, scope);
  if (chain.empty() && scope.entity == kWhole) return no_rows(node, function);
  const EntityId rows = chain.empty() ? scope.entity : chain.back();
  Fold fold{.op = function.fold, .rows = rows, .partition = {}};
  fold.partitioned = rows == scope.entity && !via;
  Scope inner{.entity = rows, .outer = &scope, .via = kNone, .named = chain};
  const bool found = where && !via && chain.size() == 1 && !fold.partitioned &&
                     speaks_of_this(where, inner) && !refers(rows, scope.entity);
  if (found && scope.entity != kWhole) {
    fold.partitioned = true;
  } else if (!fold.partitioned && scope.entity != kWhole) {
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
    c_.report_no_effect(via, diagnostic::text::why_all_rows);
  } else if (chain.size() > 1) {
    inner.via = kNone;
  }
  if ((!fold.partitioned || found) && !groups.empty())
    c_.report_no_effect(groups[0], found ? diagnostic::text::why_found_by_values
                                         : diagnostic::text::why_grouped_by_reference);
  // The rows folded over are others: what holds of the row outside says nothing of them.
  const auto outside = std::exchange(reached_, {});
  if (!found) fold.partition = partition(groups, inner);
  if (where) fold_condition(where, scope, inner, fold);
  if (by_day) count_by_day(by_day, scope, inner, fold);
  if (counted_by_ != kNone && c_.tables.day_of_rows(rows) != nullptr) {
    count_by(counted_by_, node, inner, fold);
    counts_by_day_ = true;
  }
  const bool joined = !fold.ours.empty();
  settle_join(fold, scope.entity);
  if (joined && fold.ours.empty() && rows == scope.entity)
    refuse_groups_of_one(c_, rows, fold.partition, where.span());
  if (fold.where != kNone) reached_.emplace_back(fold.where, true);
  const auto result = folded(node, function, scope, inner, std::move(fold));
  reached_ = outside;
  return result;
}

void Typer::settle_join(Fold& fold, EntityId entity) const {
  if (fold.rows != entity) return;
  const bool own = std::ranges::equal(
      fold.partition, fold.ours, [this](ExprId a, ExprId b) { return same_value(c_.model, a, b); });
  if (own) fold.ours.clear();
}

/// Rows that are added up along a reference to their own entity: it must not run in a circle.
void Typer::grow_tree(EntityId rows, NodeView via) {
  for (Field& field : c_.model.entities[rows].fields)
    if (field.type == type::reference(rows) && field.name == via.text()) field.tree = true;
}

/// What is asked of rows for which `where` holds (kNone: of all): it must be open still.
ExprId Typer::condition_of_rows(NodeView node, const Scope& inner, ExprId where) {
  const ExprId value = condition(node, inner);
  if (where == kNone || unknown(value) || unknown(where)) return value;
  const ExprId fails = build_.negation(value, node.span());
  const bool same = same_value(c_.model, value, where);
  if (same || same_value(c_.model, fails, where)) {
    c_.sink.report(same ? code::always_holds : code::never_holds, node.span(), {node.text()});
    c_.claims.tell(build_[value].span);
  } else {
    c_.claims.reach({.condition = value, .known = {{where, true}}});
  }
  return value;
}

bool Typer::stands_for_row(ExprId value, EntityId rows) const {
  if (build_[value].kind != ExprKind::column) return unknown(value);
  const Column& column = c_.model.columns[build_[value].payload];
  const bool of_field = column.input || column.origin.role == type::Role::guard;
  if (!of_field || column.entity != rows || column.type == type::kBoolean) return false;
  const auto& fields = c_.model.entities[rows].fields;
  const auto field = std::ranges::find(fields, column.name, &Field::name);
  return field != fields.end() && !field->optional && !field->may_not_apply;
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
  const bool names_rows =
      !argument || (argument.is(Rule::path) && only_names(argument, inner.named));
  const bool counts = function.fold == FoldOp::count;
  // Of a field called like a table nobody could tell which of them is counted.
  if (counts && !names_rows && argument.is(Rule::path) && argument.all(Label::step).size() == 1 &&
      c_.names.find_entity(argument.text())) {
    c_.sink.report(code::not_rows, argument.span(),
                   {node[Label::function].text(), diagnostic::text::kind_like_a_table});
    return wrong(node.span());
  }
  if (counts && !names_rows && !stands_for_row(expr(argument, inner), inner.entity)) {
    c_.sink.report(code::not_rows, argument.span(),
                   {node[Label::function].text(), diagnostic::text::kind_value});
    return wrong(node.span());
  }
  read_order(node, function, inner, fold);
  if (counts) fold.where = where_applicable(c_.applicability, build_, kNone, fold.where);
  if (!counts) {
    const bool logical = function.fold == FoldOp::any || function.fold == FoldOp::all;
    if (names_rows && function.fold == FoldOp::any)
      fold.value = build_.boolean(true);
    else if (logical)
      fold.value = condition_of_rows(argument, inner, fold.where);
    else if (function.kind == FunctionKind::pick)
      fold.value = copied(argument, inner);
    else
      fold.value = expr(argument, inner);
    const Type type = build_.type_of(fold.value);
    const bool fits = logical || type.is_numeric() || function.kind == FunctionKind::pick ||
                      (type == type::kDate && function.kind == FunctionKind::extreme);
    if (!fits && !unknown(fold.value)) {
      c_.sink.report(code::argument_type, argument.span(),
                     {function.en, 1, diagnostic::text::type_number, describe(type)});
    }
    if (unknown(fold.value) || !fits || refuse_row_money(fold.value, argument))
      return wrong(node.span());
    fold.where = where_applicable(c_.applicability, build_, fold.value, fold.where,
                                  function.kind == FunctionKind::pick);
    for (const NodeView option : node.all(Label::option))
      if (option.is(Rule::top) || option.is(Rule::without))
        keep_best(option, inner, fold.value, fold);
  }
  const ExprId result = build_.fold(scope.entity, fold, node.span());
  return function.average ? mean_of_rows(result, std::move(fold), scope.entity, node.span())
                          : result;
}

/// The sum divided by the number of the rows that were added up. Of no rows there is no average, as
/// there is no smallest; nor where the row has no group, so that there is no number either.
ExprId Typer::mean_of_rows(ExprId sum, Fold fold, EntityId entity, base::Span span) {
  fold.op = FoldOp::count;
  fold.value = kNone;
  const auto has_none = [this](ExprId group) { return may_be_blank(c_, group); };
  const bool ungrouped = std::ranges::any_of(fold.partition, has_none) ||
                         std::ranges::any_of(fold.ours, has_none) ||
                         (fold.window && fold.window->place != kNone);
  const ExprId count = build_.fold(entity, std::move(fold), span);
  const ExprId rows = ungrouped ? build_.operation(Opcode::otherwise, {count, build_.number(0)},
                                                   type::kNumber, span)
                                : count;
  const ExprId none = build_.compare(Opcode::equal, rows, build_.number(0), span);
  const ExprId mean = build_.divide(sum, count, build_.type_of(sum), span);
  return build_.choose(none, build_.blank(build_.type_of(mean), span), mean, span);
}

/// By what first and last put the rows in order.
void Typer::read_order(NodeView node, const type::Function& function, const Scope& inner,
                       Fold& fold) {
  if (fold.op != FoldOp::first && fold.op != FoldOp::last) return;
  NodeView by;
  for (const NodeView option : node.all(Label::option))
    if (option.is(Rule::by_order)) by = option;
  if (!by) {
    c_.sink.report(code::order_of_rows_missing, node.span(), {function.en});
    return;
  }
  fold.order = sort_keys(by, inner);
  const std::vector<ExprId> groups = groups_of(fold);
  refuse_keys_of_group(c_, by.all(Label::key), fold.order, groups);
  if (!by[Label::ties]) return;
  const RowOrder ties = tie_order(c_, by[Label::ties], Scope{.entity = fold.rows});
  refuse_keys_of_group(c_, by[Label::ties].all(Label::key), ties.keys, groups);
  refuse_idle_ties(c_, by[Label::ties], fold.rows, fold.order, ties);
  fold.order.insert(fold.order.end(), ties.keys.begin(), ties.keys.end());
  fold.by_row = ties.of_table;
}

}  // namespace remit::check
