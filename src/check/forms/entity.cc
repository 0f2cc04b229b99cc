// A table of data: its fields, what they must fulfil, and what orders its rows.
#include <algorithm>

#include "check/declare.h"
#include "check/forms/form.h"
#include "check/types.h"

namespace remit::check {

using number::Rational;

namespace {

/// A field's value after its checks and bounds; what depends on the field reads this.
ColumnId guard(Context& context, EntityId entity, std::uint32_t field, ExprId condition,
               type::CellFault fault, base::Span span) {
  Field& of = context.model.entities[entity].fields[field];
  const ExprId raw = context.build.column(of.column, of.span);
  const ExprId value =
      context.build.choose(condition, raw, context.build.fail(fault, of.type, span), span);
  Column guarded;
  guarded.name = of.name;
  guarded.entity = entity;
  guarded.value = value;
  guarded.type = of.type;
  guarded.form = {false, of.decimals};
  guarded.origin = {"entity", of.name, of.label, of.cite, type::Role::guard, span};
  const ColumnId id = context.columns.add_raw(std::move(guarded));
  context.names.redirect(entity, of.name, id);
  return id;
}

void add_bounds(Context& context, Typer& typer, EntityId entity, std::uint32_t field,
                NodeView bounds) {
  const Field of = context.model.entities[entity].fields[field];
  const Scope scope{.entity = entity};
  const ExprId low = typer.in_unit(bounds[Label::low], scope, of.type);
  const ExprId high = typer.in_unit(bounds[Label::high], scope, of.type);
  const Rational* least = context.build.constant(low);
  const Rational* most = context.build.constant(high);
  if (least != nullptr && most != nullptr && *most < *least)
    context.sink.report(Code::bounds_reversed, bounds.span(), {least->to_text(), most->to_text()});
  const ExprId raw = context.build.column(of.column, of.span);
  ExprId inside = context.build.conjunction(
      {context.build.compare(type::Opcode::greater_equal, raw, low, bounds.span()),
       context.build.compare(type::Opcode::less_equal, raw, high, bounds.span())},
      bounds.span());
  if (of.optional)
    inside = context.build.disjunction(
        {context.build.negation(context.build.is_given(raw)), inside}, bounds.span());
  const ColumnId guarded =
      guard(context, entity, field, inside, type::CellFault::out_of_bounds, bounds.span());
  if (least != nullptr && most != nullptr) context.claims.bound(guarded, {*least, *most});
}

void read_field(Context& context, EntityId entity, NodeView node) {
  Field field;
  field.name = node[Label::name].text();
  field.span = node[Label::name].span();
  const FieldType type = read_type(context, node[Label::type]);
  field.type = type.type;
  field.decimals = type.decimals;
  field.decision = static_cast<bool>(node[Label::decision]);
  NodeView initial;
  for (const NodeView option : node.all(Label::option)) {
    if (option.is(Rule::default_))
      initial = option[Label::value];
    else if (option.has(Keyword::optional))
      field.optional = true;
    else if (option.token().kind == syntax::TokenKind::text)
      field.label = option.text();
  }
  if (const NodeView label = node[Label::label]) field.label = label.text();
  if (initial) {
    Typer typer(context);
    const std::size_t errors = context.sink.error_count();
    field.default_value = typer.in_unit(initial, Scope{}, field.type);
    if (!context.build.is_constant(*field.default_value) && context.sink.error_count() == errors)
      context.sink.report(Code::not_constant, initial.span());
  }
  context.columns.add_field(entity, std::move(field));
  if (!node[Label::key]) return;
  Entity& of = context.model.entities[entity];
  if (of.key) {
    context.sink.report(Code::several_keys, node[Label::name].span(), {of.name});
    if (const Symbol* symbol = context.names.find(entity, node[Label::name].text()))
      context.names.use(*symbol);
  } else {
    of.key = static_cast<std::uint32_t>(of.fields.size() - 1);
  }
}

/// Whether an expression reads a column of its own rows.
bool mentions(const Model& model, ExprId expr, ColumnId column) {
  const Expr& at = model.exprs[expr];
  if (at.kind == ExprKind::column) {
    if (at.payload == column) return true;
    const Column& of = model.columns[at.payload];
    return of.origin.role == type::Role::guard && of.value != kNone &&
           mentions(model, of.value, column);
  }
  return std::ranges::any_of(at.args, [&](ExprId arg) { return mentions(model, arg, column); });
}

void read_check(Context& context, EntityId entity, NodeView node) {
  Typer typer(context);
  const ExprId condition = typer.condition(node[Label::condition], Scope{.entity = entity});
  std::vector<std::uint32_t> mentioned;
  const auto& fields = context.model.entities[entity].fields;
  for (std::uint32_t i = 0; i < fields.size(); ++i)
    if (mentions(context.model, condition, fields[i].column)) mentioned.push_back(i);
  for (const std::uint32_t field : mentioned)
    guard(context, entity, field, condition, type::CellFault::check_failed, node.span());
}

void read_period(Context& context, EntityId entity, NodeView node) {
  Period period;
  const auto field = [&](NodeView name) -> ColumnId {
    const auto& fields = context.model.entities[entity].fields;
    const auto found = std::ranges::find(fields, name.text(), &Field::name);
    if (found == fields.end()) {
      context.names.fields_only(diagnostic::Text::reader_period);
      context.names.report_unknown(entity, name.text(), name.span());
      context.names.fields_only(diagnostic::Text::reader_check);
      return kNone;
    }
    if (const Symbol* symbol = context.names.find(entity, name.text())) context.names.use(*symbol);
    const bool counts = found->type == type::kNumber && found->decimals == 0;
    if (name.span() == node[Label::of].span() && !counts)
      context.sink.report(Code::period_type, name.span(), {Typer(context).describe(found->type)});
    return found->column;
  };
  period.column = field(node[Label::of]);
  for (const NodeView group : node.all(Label::group)) {
    const ColumnId column = field(group);
    if (column != kNone) period.group.push_back(column);
  }
  if (period.column != kNone) context.tables.set_period(entity, std::move(period));
}

void announce_entity(Context& context, NodeView item) {
  const auto id = static_cast<EntityId>(context.model.entities.size());
  const NodeView name = item[Label::name];
  Entity entity;
  entity.name = name.text();
  entity.label = item[Label::label].text();
  entity.hole = item.is(Rule::open_entity);
  entity.span = name.span();
  context.model.entities.push_back(std::move(entity));
  declare_name(context, item, SymbolKind::entity, id);
}

/// The entity that this declaration announced, also where its name was taken.
EntityId declared_as(const Model& model, NodeView item) {
  const auto at = std::ranges::find(model.entities, item[Label::name].span().begin,
                                    [](const Entity& entity) { return entity.span.begin; });
  return static_cast<EntityId>(at - model.entities.begin());
}

void declare_members(Context& context, NodeView item) {
  const EntityId entity = declared_as(context.model, item);
  for (const NodeView member : item.all(Label::member))
    if (member.is(Rule::field)) read_field(context, entity, member);
  Typer typer(context);
  for (const NodeView member : item.all(Label::member)) {
    if (!member.is(Rule::field)) continue;
    for (const NodeView option : member.all(Label::option)) {
      if (!option.is(Rule::bounds)) continue;
      const auto& fields = context.model.entities[entity].fields;
      const auto at = std::ranges::find(fields, member[Label::name].text(), &Field::name);
      add_bounds(context, typer, entity, static_cast<std::uint32_t>(at - fields.begin()), option);
    }
  }
  for (const NodeView member : item.all(Label::member)) {
    if (member.is(Rule::check)) read_check(context, entity, member);
    if (member.is(Rule::period)) read_period(context, entity, member);
  }
  const Entity& of = context.model.entities[entity];
  if (!of.key && !of.hole) context.sink.report(Code::no_key, of.span, {of.name});
}

}  // namespace

constinit const Form kEntity{.rule = Rule::entity,
                             .phase = Phase::fields,
                             .declare = declare_members,
                             .announce = announce_entity};

constinit const Form kOpenEntity{.rule = Rule::open_entity,
                                 .phase = Phase::fields,
                                 .declare = declare_members,
                                 .announce = announce_entity};

}  // namespace remit::check
