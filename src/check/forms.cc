#include <algorithm>

#include "base/edit_distance.h"
#include "check/declarations.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"

namespace remit::check {

using type::Opcode;
using type::OperatorId;
using type::Role;
using type::Type;

Form* declare_form(Context& context, NodeView item) {
  EntityId entity = kWhole;
  if (const NodeView name = item[Label::entity]) {
    const Symbol* symbol = context.find(kWhole, name.text());
    if (symbol == nullptr || symbol->kind != SymbolKind::entity) {
      auto& complaint = context.sink.report(Code::unknown_entity, name.span(), {name.text()});
      if (const auto better = context.near(kWhole, name.text()))
        complaint.suggest(name.span(), *better);
      return nullptr;
    }
    entity = symbol->index;
  }
  const auto id = static_cast<std::uint32_t>(context.forms.size());
  Form form;
  form.keyword = syntax::english(syntax::first_keyword(item.rule()));
  form.name = item[Label::name].text();
  form.label = item[Label::label].text();
  form.cite = item[Label::cite] ? std::string(item[Label::cite][Label::text].text())
                                : context.default_cite(item.span().begin);
  form.entity = entity;
  form.node = item;
  const bool fresh =
      context.declare(entity, form.name, {SymbolKind::form, id, item[Label::name].span()});
  if (!fresh) return nullptr;
  return &context.add_form(std::move(form));
}

// From the end, because it is asked for what was declared last.
std::uint32_t index_of(const Context& context, const Form* form) {
  for (auto i = static_cast<std::uint32_t>(context.forms.size()); i-- > 0;)
    if (&context.forms[i] == form) return i;
  return kNone;
}

void require_decimal(Context& context, ColumnId column, base::Span span) {
  const Column& of = context.model.columns[column];
  if (of.type.is_numeric() && of.form.ratio)
    context.sink.report(Code::ratio_output, span, {of.name});
}

void declare_define(Context& context, NodeView item) {
  const Form* form = declare_form(context, item);
  if (form == nullptr) return;
  const bool output = !item[Label::intermediate];
  const std::uint32_t id = index_of(context, form);
  const ColumnId column = context.add_column(id, "", Role::value, output);
  context.add_unit(form->name, item.span(), {column}, [&context, item, column, id, output] {
    Typer typer(context);
    const Scope scope{.entity = context.forms[id].entity};
    const Type wanted =
        item[Label::type] ? read_type(context, item[Label::type]).type : type::kUnknown;
    const ExprId value = typer.coerce(typer.expr(item[Label::value], scope, wanted), wanted,
                                      item[Label::value].span());
    context.define(column, value, item[Label::value].span());
    if (output) require_decimal(context, column, item[Label::value].span());
  });
}

namespace {

/// A `when` clause, which tests should see hold and fail.
ExprId written_condition(Typer& typer, NodeView when, const Scope& scope) {
  const ExprId holds = typer.condition(when[Label::condition], scope);
  typer.probe(Probe::Kind::condition, holds, when[Label::condition].span());
  return holds;
}

bool is_comparison(NodeView node) {
  if (!node.is(Rule::binary)) return false;
  const OperatorId id = node.operator_id();
  return id >= OperatorId::less && id <= OperatorId::greater_equal;
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
  context.define(to.metric, metric, goal_node[Label::left].span());
  context.define(to.goal, where_set(context, item, entity, goal), goal_node[Label::right].span());
  const ExprId met = where_set(context, item, entity, typer.condition(goal_node, scope));
  typer.probe(Probe::Kind::condition, met, span);
  context.define(to.met, met, span);
  const Type type = build.type_of(metric);
  if (!type.is_numeric() || build.type_of(goal) != type) {
    context.define(to.progress, build.blank(type::kNumber), span);
    context.define(to.shortfall, build.blank(type::kNumber), span);
    return;
  }
  const bool at_most = goal_node.operator_id() == OperatorId::less ||
                       goal_node.operator_id() == OperatorId::less_equal;
  const ExprId metric_column = build.column(to.metric, span);
  const ExprId goal_column = build.column(to.goal, span);
  const ExprId quotient = build.divide(metric_column, goal_column, type::kNumber, span);
  const ExprId progress =
      build.choose(build.compare(Opcode::equal, goal_column, build.zero(type)),
                   build.blank(type::kNumber), build.round(quotient, progress_grid()));
  context.define(to.progress, where_set(context, item, entity, progress), span);
  const ExprId gap = at_most ? build.subtract(metric_column, goal_column)
                             : build.subtract(goal_column, metric_column);
  const ExprId shortfall = build.maximum(gap, build.zero(type));
  context.define(to.shortfall, where_set(context, item, entity, shortfall), span);
}

void declare_milestone(Context& context, std::uint32_t form, NodeView item, NodeView node,
                       const TargetColumns& target) {
  const std::string name(node[Label::name].text());
  const ColumnId reached = context.add_column(form, name, Role::met, true);
  const ColumnId late = context.add_column(form, name + ".late", Role::late, true);
  context.add_unit(
      context.model.columns[reached].name, node.span(), {reached, late},
      [&context, form, item, node, target, reached, late] {
        Typer typer(context);
        const EntityId entity = context.forms[form].entity;
        ExprBuilder& build = context.build;
        const ExprId day = typer.of_type(node[Label::on], Scope{}, type::kDate);
        const ExprId share = typer.of_type(node[Label::progress], Scope{}, type::kNumber);
        const ExprId metric = context.use(target.metric, node.span());
        const ExprId goal = context.use(target.goal, node.span());
        if (!build.type_of(metric).is_numeric()) return;
        const ExprId enough = build.compare(Opcode::greater_equal, metric,
                                            build.multiply(share, goal, node.span()), node.span());
        const ExprId set = where_set(context, item, entity, enough);
        typer.probe(Probe::Kind::condition, set, node.span());
        context.define(reached, set, node.span());
        const ExprId passed = build.compare(
            Opcode::greater, context.use(context.today, node.span()), day, node.span());
        const ExprId too_late = build.conjunction({passed, build.negation(enough)}, node.span());
        context.define(late, where_set(context, item, entity, too_late), node.span());
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
      context.sink.report(Code::milestones_order, after.span())
          .note(before.span(), diagnostic::Text::note_other_place);
  }
}

}  // namespace

void declare_target(Context& context, NodeView item) {
  const Form* form = declare_form(context, item);
  if (form == nullptr) return;
  const std::uint32_t id = index_of(context, form);
  const EntityId entity = form->entity;
  const std::string name = form->name;
  if (!is_comparison(item[Label::goal])) {
    const ColumnId met = context.add_column(id, "met", Role::met, true);
    context.forms[id].main = met;
    context.add_unit(name, item.span(), {met}, [&context, item, entity, met] {
      Typer typer(context);
      const ExprId holds = typer.condition(item[Label::goal], Scope{.entity = entity});
      const ExprId set = where_set(context, item, entity, holds);
      typer.probe(Probe::Kind::condition, set, item[Label::goal].span());
      context.define(met, set, item[Label::goal].span());
    });
    context.model.targets.push_back({name, entity, kNone, kNone, met, kNone});
    return;
  }
  TargetColumns to{};
  to.metric = context.add_column(id, "metric", Role::metric, true);
  to.goal = context.add_column(id, "goal", Role::goal, true);
  to.met = context.add_column(id, "met", Role::met, true);
  to.progress = context.add_column(id, "progress", Role::progress, true);
  to.shortfall = context.add_column(id, "shortfall", Role::shortfall, true);
  context.forms[id].main = to.met;
  context.add_unit(name, item.span(), {to.metric, to.goal, to.met, to.progress, to.shortfall},
                   [&context, item, entity, to] {
                     define_target(context, item, entity, to);
                     require_decimal(context, to.metric, item[Label::goal][Label::left].span());
                   });
  for (const NodeView milestone : item.all(Label::milestone))
    declare_milestone(context, id, item, milestone, to);
  context.later.push_back(
      [&context, item] { check_milestones(context, item.all(Label::milestone)); });
  context.model.targets.push_back({name, entity, to.metric, to.goal, to.met, to.progress});
}

void declare_honour(Context& context, NodeView item) {
  const Form* form = declare_form(context, item);
  if (form == nullptr) return;
  const std::uint32_t id = index_of(context, form);
  const ColumnId title = context.add_column(id, "", Role::condition, true);
  context.add_unit(form->name, item.span(), {title}, [&context, item, id, title] {
    Typer typer(context);
    const Scope scope{.entity = context.forms[id].entity};
    std::vector<ExprId> conditions;
    for (const NodeView when : item.children())
      if (when.is(Rule::when)) conditions.push_back(written_condition(typer, when, scope));
    for (const Block& block : context.blocks_of(id))
      conditions.push_back(context.build.negation(block_applies(context, block, id), item.span()));
    context.define(title, context.build.conjunction(std::move(conditions), item.span()),
                   item.span());
  });
}

namespace {

/// Every name that a sanction blocks is a reward or an honour.
void check_blocked(Context& context, NodeView sanction) {
  for (const NodeView clause : sanction.all(Label::clause)) {
    for (const NodeView blocked : clause.all(Label::blocked)) {
      const NodeView name = blocked[Label::name];
      const bool known = std::ranges::any_of(context.forms, [&](const Form& form) {
        return form.name == name.text() && (form.keyword == "reward" || form.keyword == "honour");
      });
      if (known) continue;
      std::vector<std::string_view> candidates;
      for (const Form& form : context.forms) candidates.push_back(form.name);
      context.not_the_kind(name, diagnostic::Text::kind_blockable, candidates);
    }
  }
}

}  // namespace

void declare_sanction(Context& context, NodeView item) {
  const Form* form = declare_form(context, item);
  if (form == nullptr) return;
  const std::uint32_t id = index_of(context, form);
  const ColumnId applies = context.add_column(id, "", Role::condition, true);
  context.add_unit(form->name, item.span(), {applies}, [&context, item, id, applies] {
    Typer typer(context);
    const Scope scope{.entity = context.forms[id].entity};
    std::vector<ExprId> conditions;
    for (const NodeView clause : item.all(Label::clause))
      if (clause.is(Rule::when)) conditions.push_back(written_condition(typer, clause, scope));
    context.define(applies, context.build.conjunction(std::move(conditions), item.span()),
                   item.span());
  });
  for (const NodeView clause : item.all(Label::clause)) {
    if (!clause.is(Rule::block)) continue;
    for (const NodeView blocked : clause.all(Label::blocked))
      context.blocks.push_back({id, blocked});
  }
  context.later.push_back([&context, item] { check_blocked(context, item); });
}

ExprId block_applies(Context& context, const Block& block, std::uint32_t blocked_form) {
  const Form& sanction = context.forms[block.sanction];
  const Form& blocked = context.forms[blocked_form];
  const base::Span span = block.node.span();
  const ExprId applies = context.use(sanction.main, span);
  if (sanction.entity == kWhole || sanction.entity == blocked.entity) return applies;
  Typer typer(context);
  const ExprId up =
      typer.reference_between(blocked.entity, sanction.entity, block.node[Label::via], span);
  if (context.build.type_of(up).kind == type::TypeKind::unknown) return up;
  return context.build.choose(context.build.is_given(up), context.build.lookup(up, applies, span),
                              context.build.boolean(false), span);
}

}  // namespace remit::check
