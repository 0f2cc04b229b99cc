// What is to be reached, how far one has come, and milestones on the way.
#include "base/strings.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/steps.h"
#include "check/typer.h"
#include "check/types.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::Opcode;
using type::OperatorId;
using type::Role;
using type::Type;

namespace {

bool asks_for_exactly(NodeView node) {
  return node.is(Rule::binary) &&
         (node.operator_id() == OperatorId::equal || node.operator_id() == OperatorId::is);
}

bool is_comparison(NodeView node) {
  if (!node.is(Rule::binary)) return false;
  const OperatorId id = node.operator_id();
  return asks_for_exactly(node) || (id >= OperatorId::less && id <= OperatorId::greater_equal);
}

/// Progress is shown to the hundredth of a percent; whether the target is met never reads it.
number::Rounding progress_grid() { return {number::RoundingMode::half_up, {1, 4}}; }

struct TargetColumns {
  ColumnId metric, goal, met, progress, shortfall;
};

/// A value of a target where its conditions hold; elsewhere there is no target, so it is blank.
ExprId where_set(Context& context, NodeView target, EntityId entity, ExprId value) {
  Typer typer(context);
  std::vector<ExprId> conditions;
  for (const NodeView when : target.children())
    if (when.is(Rule::when))
      conditions.push_back(typer.condition(when[Label::condition], Scope{.entity = entity}));
  if (conditions.empty()) return value;
  if (!context.claims.is_set_where(target.span())) hold_together(context, conditions);
  context.claims.set_where(target.span(), conditions);
  ExprBuilder& build = context.build;
  const base::Span span = target[Label::goal].span();
  return build.choose(build.conjunction(std::move(conditions), span), value,
                      build.blank(build.type_of(value)), span);
}

void define_target(Context& context, NodeView item, EntityId entity, const TargetColumns& to) {
  Typer typer(context);
  ExprBuilder& build = context.build;
  const Scope scope{.entity = entity};
  const NodeView goal_node = item[Label::goal];
  ExprId metric = typer.expr(goal_node[Label::left], scope);
  const ExprId goal = typer.zero_as(
      typer.expr(goal_node[Label::right], scope, build.type_of(metric)), build.type_of(metric));
  const base::Span span = goal_node.span();
  if (build.is_constant(metric) && !build.is_constant(goal))
    context.sink.report(code::metric_constant, goal_node[Label::left].span(),
                        {context.model.written(goal_node[Label::left].span()),
                         context.model.written(goal_node[Label::right].span())});
  context.columns.define(to.metric, metric, goal_node[Label::left].span());
  context.columns.define(to.goal, where_set(context, item, entity, goal),
                         goal_node[Label::right].span());
  const ExprId met = where_set(context, item, entity, typer.condition(goal_node, scope));
  typer.probe(Probe::Kind::condition, met, span);
  context.columns.define(to.met, met, span);
  const Type type = build.type_of(metric);
  if (!type.is_numeric() || build.type_of(goal) != type) {
    context.columns.define(to.progress, build.blank(type::kNumber), span);
    context.columns.define(to.shortfall, build.blank(type::kNumber), span);
    return;
  }
  const bool at_most = goal_node.operator_id() == OperatorId::less ||
                       goal_node.operator_id() == OperatorId::less_equal;
  const bool exactly = asks_for_exactly(goal_node);
  const ExprId metric_column = build.column(to.metric, span);
  const ExprId goal_column = build.column(to.goal, span);
  const ExprId quotient = build.divide(metric_column, goal_column, type::kNumber, span);
  // Half way to a goal of nothing, or of a loss, is nowhere.
  const ExprId progress =
      build.choose(build.compare(Opcode::less_equal, goal_column, build.zero(type)),
                   build.blank(type::kNumber), build.round(quotient, progress_grid()));
  context.columns.define(to.progress, where_set(context, item, entity, progress), span);
  const ExprId beyond = build.subtract(metric_column, goal_column);
  const ExprId short_of = build.subtract(goal_column, metric_column);
  const ExprId shortfall = exactly ? build.maximum(short_of, beyond)
                                   : build.maximum(at_most ? beyond : short_of, build.zero(type));
  context.columns.define(to.shortfall, where_set(context, item, entity, shortfall), span);
}

/// What had come by the day of the milestone, or by that of the run before it. `now`: the figure of
/// the target, in whose place it stands.
ExprId metric_of_day(Context& context, ProvisionId id, NodeView item, NodeView milestone,
                     ExprId day, ExprId now) {
  ExprBuilder& build = context.build;
  const NodeView counted = item[Label::goal][Label::left];
  if (build.type_of(day).kind == type::TypeKind::unknown ||
      build.type_of(now).kind == type::TypeKind::unknown)
    return now;
  const ExprId by = build.minimum(day, context.columns.today(milestone.span()), milestone.span());
  Typer typer(context);
  const ExprId then =
      typer.as_of(counted, Scope{.entity = context.columns.provision(id).entity}, by);
  if (then == kNone) {
    context.sink.report(code::figure_without_day, milestone[Label::its_day].span(),
                        {counted.text()});
    return now;
  }
  return context.columns.add_step(id, Role::metric, then, milestone.span());
}

void declare_milestone(Context& context, ProvisionId id, NodeView item, NodeView node,
                       const TargetColumns& target) {
  const std::string name(node[Label::name].text());
  const ColumnId reached = context.columns.add_part(id, name, Role::met, node[Label::name].span());
  const ColumnId late = context.columns.add_part(id, name + ".late", Role::late, {});
  context.columns.add_definition(
      context.model.columns[reached].name, node.span(), {reached, late},
      [&context, id, item, node, target, reached, late] {
        Typer typer(context);
        const EntityId entity = context.columns.provision(id).entity;
        ExprBuilder& build = context.build;
        const ExprId day = typer.of_type(node[Label::on], Scope{}, type::kDate);
        const ExprId share = typer.of_type(node[Label::progress], Scope{}, type::kNumber);
        const std::size_t errors = context.sink.error_count();
        ask_for_percent(context, share, node[Label::name].text(), node[Label::progress].span());
        if (context.sink.error_count() == errors)
          require_part(context, share, node[Label::progress]);
        refuse_nothing(context, share, node[Label::progress], node);
        ExprId metric = context.columns.use(target.metric, node.span());
        const NodeView its_day = node[Label::its_day];
        if (its_day) metric = metric_of_day(context, id, item, node, day, metric);
        const ExprId goal = context.columns.use(target.goal, node.span());
        if (!build.type_of(metric).is_numeric()) return;
        const ExprId enough = build.compare(Opcode::greater_equal, metric,
                                            build.multiply(share, goal, node.span()), node.span());
        // Of a goal below zero no part is on the way to it.
        const ExprId below =
            build.compare(Opcode::less, goal, build.zero(build.type_of(goal)), node.span());
        const auto where_there_is = [&](ExprId holds) {
          const ExprId there = build.choose(below, build.blank(type::kBoolean), holds, node.span());
          return where_set(context, item, entity, there);
        };
        const ExprId set = where_there_is(enough);
        typer.probe(Probe::Kind::condition, set, node.span());
        context.columns.define(reached, set, node.span());
        const ExprId passed =
            build.compare(Opcode::greater, context.columns.today(node.span()), day, node.span());
        const ExprId too_late = build.conjunction({passed, build.negation(enough)}, node.span());
        context.columns.define(late, where_there_is(too_late), node.span());
      });
}

/// Later milestones ask for more.
void check_milestones(Context& context, absl::Span<const NodeView> milestones) {
  Typer typer(context);
  for (std::size_t i = 1; i < milestones.size(); ++i) {
    const NodeView before = milestones[i - 1];
    const NodeView after = milestones[i];
    const bool days = before[Label::on].is(Rule::date) && after[Label::on].is(Rule::date);
    const auto less = typer.constant(before[Label::progress], type::kNumber);
    const auto more = typer.constant(after[Label::progress], type::kNumber);
    if ((days && after[Label::on].date() <= before[Label::on].date()) ||
        (less && more && *more < *less))
      context.sink.report(code::milestones_order, after.span())
          .note(before.span(), diagnostic::text::note_other_place);
  }
}

/// As people write it: `>=`, or the word where there is no sign.
std::string_view comparison_of(NodeView goal) {
  if (asks_for_exactly(goal)) return type::operator_info(OperatorId::equal).symbol;
  const type::OperatorInfo& sign = type::operator_info(goal.operator_id());
  return sign.symbol.empty() ? sign.english : sign.symbol;
}

/// As a factor, in brackets where it is more than one.
std::string factor(NodeView node) {
  const NodeView inner = ungrouped(node);
  const bool joined = inner.is(Rule::binary) && inner.operator_id() != OperatorId::multiply &&
                      inner.operator_id() != OperatorId::divide;
  return joined ? base::concat("(", inner.text(), ")") : std::string(inner.text());
}

/// What is reached is a column of the results, so it has decimals. A quotient is asked without
/// dividing: rounded, it would be another question.
void require_decimal_metric(Context& context, ColumnId metric, NodeView goal) {
  const Column& of = context.model.columns[metric];
  if (!of.type.is_numeric() || !of.form.ratio) return;
  const NodeView quotient = ungrouped(goal[Label::left]);
  if (!quotient.is(Rule::binary) || quotient.operator_id() != OperatorId::divide)
    return require_decimal(context, metric, goal[Label::left].span());
  const std::string instead = base::concat(
      ungrouped(quotient[Label::left]).text(), " ", context.model.written(goal.operator_span()),
      " ", factor(goal[Label::right]), " * ", factor(quotient[Label::right]));
  context.sink.report(code::target_of_quotient, goal.span(), {quotient.text(), instead})
      .suggest(goal.span(), instead);
}

void declare_target(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const EntityId entity = context.columns.provision(id).entity;
  const std::string& name = context.columns.provision(id).name;
  if (!is_comparison(item[Label::goal])) {
    for (const NodeView milestone : item.all(Label::milestone))
      context.report_no_effect(milestone, diagnostic::text::why_no_figure);
    const ColumnId met = context.columns.add_attribute(id, Role::met);
    context.columns.add_definition(
        context.columns.provision(id).name, item.span(), {met}, [&context, item, entity, met] {
          Typer typer(context);
          const ExprId holds =
              decided(context.build, {typer.condition(item[Label::goal], Scope{.entity = entity})},
                      item[Label::goal].span());
          const ExprId set = where_set(context, item, entity, holds);
          typer.probe(Probe::Kind::condition, set, item[Label::goal].span());
          context.columns.define(met, set, item[Label::goal].span());
        });
    context.model.targets.push_back({name, entity, kNone, kNone, met, kNone});
    return;
  }
  TargetColumns to{};
  to.metric = context.columns.add_attribute(id, Role::metric);
  to.goal = context.columns.add_attribute(id, Role::goal);
  to.met = context.columns.add_attribute(id, Role::met);
  to.progress = context.columns.add_attribute(id, Role::progress);
  to.shortfall = context.columns.add_attribute(id, Role::shortfall);
  context.columns.add_definition(context.columns.provision(id).name, item.span(),
                                 {to.metric, to.goal, to.met, to.progress, to.shortfall},
                                 [&context, item, entity, to] {
                                   define_target(context, item, entity, to);
                                   require_decimal_metric(context, to.metric, item[Label::goal]);
                                 });
  for (const NodeView milestone : item.all(Label::milestone))
    declare_milestone(context, id, item, milestone, to);
  context.columns.wait(Wave::everything,
                       [&context, item] { check_milestones(context, item.all(Label::milestone)); });
  context.model.targets.push_back({name, entity, to.metric, to.goal, to.met, to.progress,
                                   std::string(comparison_of(item[Label::goal]))});
}

}  // namespace

constinit const Form kTarget{
    .rule = Rule::target,
    .declare = declare_target,
    .attributes = {Role::metric, Role::goal, Role::met, Role::progress, Role::shortfall},
    .bare = Role::met,
    .wants_cite = true,
    .coverage = Coverage::figure};

}  // namespace remit::check
