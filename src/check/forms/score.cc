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
  ExprId most = kNone;    ///< none: no limit
  ExprId weight = kNone;  ///< by which both are weighted; below zero `most` limits nothing
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

/// One scored item: weight times progress, progress held below `at most`; nothing below `minimum`.
Points item_points(Context& context, Typer& typer, NodeView node, const Scope& scope) {
  ExprBuilder& build = context.build;
  const base::Span span = node.span();
  const ExprId raw = typer.of_type(node[Label::progress], scope, type::kNumber);
  ExprId progress = raw;
  ExprId most = kNone;
  look_at_progress(context, raw, node);
  if (node[Label::most]) {
    most = typer.of_type(node[Label::most], scope, type::kNumber);
    ask_for_percent(context, most, node[Label::name].text(), node[Label::most].span());
    typer.probe(Probe::Kind::limit, build.compare(Opcode::greater, raw, most, span),
                node[Label::most].span());
    progress = build.minimum(progress, most, span);
  }
  const ExprId weight = typer.of_type(node[Label::weight], scope, type::kNumber);
  refuse_nothing(context, weight, node);
  ExprId points = build.multiply(progress, weight, span);
  if (most != kNone) most = build.multiply(most, weight, span);
  if (node[Label::least]) {
    const ExprId least = typer.of_type(node[Label::least], scope, type::kNumber);
    ask_for_percent(context, least, node[Label::name].text(), node[Label::least].span());
    const ExprId enough = build.compare(Opcode::greater_equal, raw, least, span);
    typer.probe(Probe::Kind::limit, build.negation(enough), node[Label::least].span());
    points = build.choose(enough, points, build.number(0), span);
  }
  return {points, most, weight};
}

Points held_points(Context& context, Typer& typer, NodeView node, const Scope& scope) {
  ExprBuilder& build = context.build;
  const ExprId points = typer.of_type(node[Label::value], scope, type::kNumber);
  refuse_points_below_zero(context, points, node);
  if (!node[Label::most]) return {points, kNone};
  const ExprId most = typer.of_type(node[Label::most], scope, type::kNumber);
  refuse_nothing(context, most, node);
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
  if (most == points.most) return rounded;
  const ExprId held = build.minimum(rounded, most, span);
  if (points.weight == kNone || !may_be_negative(context, points.weight)) return held;
  const ExprId turned = build.compare(Opcode::less, points.weight, build.zero(type::kNumber), span);
  return build.choose(turned, rounded, held, span);
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
    // What takes points away never adds any.
    if (node.is(Rule::penalty) && build.type_of(points).is_numeric())
      points = not_below_zero(context, points, node.span());
    if (build.type_of(points).is_numeric()) {
      if (rounding)
        points =
            rounded_points(context, {points, found.most, found.weight}, *rounding, node.span());
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
    const ExprId most = typer.of_type(cap[Label::most], scope, type::kNumber);
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
