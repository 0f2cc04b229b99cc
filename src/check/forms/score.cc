// Points for items, more for bonuses, less for penalties.
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/ranges.h"
#include "check/steps.h"
#include "check/types.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::Opcode;
using type::Role;

namespace {

struct ScoreItem {
  NodeView node;
  ColumnId column = kNone;
};

/// Points before they are rounded, and the most that they may be then.
struct Points {
  ExprId value = kNone;
  ExprId most = kNone;  ///< none: no limit
};

/// An item is fulfilled to a part: complains of points in its place.
void look_at_progress(Context& context, ExprId progress, NodeView node) {
  const NodeView written = node[Label::progress];
  if (context.build.constant(progress) != nullptr)
    return ask_for_percent(context, progress, node[Label::name].text(), written.span());
  const Interval range = interval_of(context, progress);
  const number::Rational full(100);
  const bool marks = range.low && !range.low->is_negative() && range.high && *range.high == full;
  const Expr& of = context.build[progress];
  if (!marks || node[Label::most] || of.notation != type::Notation::plain) return;
  context.sink.report(code::marks_as_share, written.span(),
                      {written.text(), full.to_text(), (full * full).to_text() + "%"});
}

/// What adds points, or takes them, is written above zero.
void refuse_points_below_zero(Context& context, ExprId points, NodeView node) {
  const number::Rational* constant = context.build.constant(points);
  if (constant == nullptr || !constant->is_negative()) return;
  context.report_no_effect(node, node.is(Rule::bonus) ? diagnostic::text::why_bonus_takes
                                                      : diagnostic::text::why_penalty_adds);
}

/// What an item is worth. Below zero it would take points from those who do more: written it is
/// refused, computed an error of the row.
ExprId weight_of(Context& context, Typer& typer, NodeView node, const Scope& scope) {
  ExprBuilder& build = context.build;
  const ExprId weight = typer.of_type(node[Label::weight], scope, type::kNumber);
  refuse_nothing(context, weight, node[Label::weight], node);
  const number::Rational* constant = build.constant(weight);
  if (constant != nullptr) {
    if (constant->is_negative())
      context.report_no_effect(node[Label::weight], diagnostic::text::why_weight_takes);
    return weight;
  }
  if (!build.type_of(weight).is_numeric() || !may_be_negative(context, weight)) return weight;
  const base::Span span = node[Label::weight].span();
  const ExprId below = build.compare(Opcode::less, weight, build.zero(type::kNumber), span);
  const ExprId error = build.fail(type::CellFault::negative_weight, type::kNumber, span);
  return build.choose(below, error, weight, span);
}

/// The most that something counts: one below zero takes nothing from anybody, a written one is
/// refused.
ExprId most_of(Context& context, Typer& typer, NodeView written, const Scope& scope) {
  const ExprId most = typer.of_type(written, scope, type::kNumber);
  refuse_negative_limit(context, most, written);
  const bool written_out = context.build.constant(most) != nullptr;
  if (written_out || !context.build.type_of(most).is_numeric()) return most;
  return not_below_zero(context, most, written.span());
}

/// One scored item: weight times progress, progress held below `at most`; nothing below `minimum`.
Points item_points(Context& context, Typer& typer, NodeView node, const Scope& scope) {
  ExprBuilder& build = context.build;
  const base::Span span = node.span();
  const ExprId raw = typer.of_type(node[Label::progress], scope, type::kNumber);
  ExprId progress = raw;
  ExprId most = kNone;
  look_at_progress(context, raw, node);
  if (node[Label::most]) {
    most = most_of(context, typer, node[Label::most], scope);
    ask_for_percent(context, most, node[Label::name].text(), node[Label::most].span());
    refuse_nothing(context, most, node[Label::most], node);
    warn_never_reached(context, raw, most, node[Label::most]);
    typer.probe(Probe::Kind::limit, build.compare(Opcode::greater, raw, most, span),
                node[Label::most].span());
    progress = build.minimum(progress, most, span);
  }
  const ExprId weight = weight_of(context, typer, node, scope);
  ExprId points = build.multiply(progress, weight, span);
  if (most != kNone) most = build.multiply(most, weight, span);
  if (node[Label::least]) {
    const ExprId least = typer.of_type(node[Label::least], scope, type::kNumber);
    ask_for_percent(context, least, node[Label::name].text(), node[Label::least].span());
    // A progress below zero may have its minimum there; one above has none at zero or below.
    if (!may_be_negative(context, raw)) {
      refuse_negative_limit(context, least, node[Label::least]);
      refuse_nothing(context, least, node[Label::least], node[Label::least]);
    }
    const ExprId enough = build.compare(Opcode::greater_equal, raw, least, span);
    typer.probe(Probe::Kind::limit, build.negation(enough), node[Label::least].span());
    points = build.choose(enough, points, build.number(0), span);
  }
  return {points, most};
}

Points held_points(Context& context, Typer& typer, NodeView node, const Scope& scope) {
  ExprBuilder& build = context.build;
  ExprId points = typer.of_type(node[Label::value], scope, type::kNumber);
  refuse_points_below_zero(context, points, node);
  refuse_nothing(context, points, node[Label::value], node);
  // What takes points away never adds any, and the other way round.
  if (build.type_of(points).is_numeric()) points = not_below_zero(context, points, node.span());
  if (!node[Label::most]) return {points, kNone};
  const ExprId most = most_of(context, typer, node[Label::most], scope);
  refuse_nothing(context, most, node[Label::most], node);
  warn_never_reached(context, points, most, node[Label::most]);
  typer.probe(Probe::Kind::limit, build.compare(Opcode::greater, points, most, node.span()),
              node[Label::most].span());
  return {build.minimum(points, most, node.span()), most};
}

/// Rounding does not carry points past the most that they may be.
ExprId rounded_points(Context& context, const Points& points, const number::Rounding& rounding,
                      base::Span span) {
  ExprBuilder& build = context.build;
  const ExprId rounded = build.round(points.value, rounding, span);
  if (points.most == kNone || !build.type_of(points.most).is_numeric()) return rounded;
  const ExprId most = at_step(context, points.most, rounding, number::RoundingMode::floor, span);
  return most == points.most ? rounded : build.minimum(rounded, most, span);
}

void define_score(Context& context, NodeView item, ProvisionId id,
                  const std::vector<ScoreItem>& items, ColumnId total) {
  Typer typer(context);
  ExprBuilder& build = context.build;
  const Scope scope{.entity = context.columns.provision(id).entity};
  std::optional<number::Rounding> common;
  if (const NodeView clause = clause_of(item, Rule::rounding))
    common = typer.rounding(clause, scope, type::kNumber);
  ExprId sum = kNone;
  for (const ScoreItem& entry : items) {
    const NodeView node = entry.node;
    std::optional<number::Rounding> rounding = common;
    if (const NodeView own = node[Label::own]) rounding = typer.rounding(own, scope, type::kNumber);
    const Points found = node.is(Rule::points) ? item_points(context, typer, node, scope)
                                               : held_points(context, typer, node, scope);
    ExprId points = found.value;
    if (build.type_of(points).is_numeric()) {
      if (rounding)
        points = rounded_points(context, found, *rounding, node.span());
      else if (build[points].form.ratio)
        context.sink.report(code::rounding_missing, node.span(), {node[Label::name].text()});
    }
    if (node.is(Rule::penalty))
      points = build.operation(Opcode::negate, {points}, type::kNumber, node.span());
    context.columns.define(entry.column, points, node.span());
    const ExprId part = build.column(entry.column, node.span());
    sum = sum == kNone ? part : build.add(sum, part, item.span());
  }
  if (sum == kNone) sum = build.number(0);
  if (const NodeView cap = clause_of(item, Rule::total_cap)) {
    const ExprId most = most_of(context, typer, cap[Label::most], scope);
    refuse_nothing(context, most, cap[Label::most], cap);
    warn_never_reached(context, sum, most, cap[Label::most]);
    typer.probe(Probe::Kind::limit, build.compare(Opcode::greater, sum, most, cap.span()),
                cap.span());
    sum = build.minimum(sum, most, cap.span());
  }
  context.columns.define(total, sum, item.span());
}

void declare_score(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const ColumnId total = context.columns.add_bare(id, Role::total);
  std::vector<ScoreItem> items;
  std::vector<ColumnId> columns = {total};
  for (const NodeView clause : item.all(Label::clause)) {
    if (!clause.is(Rule::points) && !clause.is(Rule::bonus) && !clause.is(Rule::penalty)) continue;
    const NodeView name = clause[Label::name];
    items.push_back({clause, context.columns.add_part(id, name.text(), Role::points, name.span())});
    columns.push_back(items.back().column);
  }
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), columns,
      [&context, item, id, items, total] { define_score(context, item, id, items, total); });
}

}  // namespace

constinit const Form kScore{.rule = Rule::score,
                            .declare = declare_score,
                            .required = {Rule::points},
                            .repeatable = {Rule::points, Rule::bonus, Rule::penalty},
                            .coverage = Coverage::figure};

}  // namespace remit::check
