#include "check/guards.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "check/typer.h"
#include "check/types.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace {

Column guard_of(EntityId entity, const Field& of, base::Span span) {
  Column guarded;
  guarded.name = of.name;
  guarded.entity = entity;
  guarded.type = of.type;
  guarded.form = {false, of.decimals};
  guarded.origin = {"entity", of.name, of.label, of.cite, type::Role::guard, span};
  return guarded;
}

ColumnId add_guard(Context& context, EntityId entity, const Field& of, ExprId raw, ExprId condition,
                   type::CellFault fault, base::Span span) {
  Column guarded = guard_of(entity, of, span);
  guarded.value =
      context.build.choose(condition, raw, context.build.fail(fault, of.type, span), span);
  return context.columns.add_raw(std::move(guarded));
}

/// The field of which the column is, perhaps behind guards.
const Field& field_of(const Model& model, EntityId entity, ColumnId column) {
  const auto& fields = model.entities[entity].fields;
  const auto found = std::ranges::find(fields, model.columns[column].name, &Field::name);
  assert(found != fields.end());
  return *found;
}

}  // namespace

ColumnId guarded_field(Context& context, EntityId entity, ColumnId column, ExprId condition,
                       type::CellFault fault, base::Span span) {
  const Field& of = field_of(context.model, entity, column);
  return add_guard(context, entity, of, context.build.column(column, of.span), condition, fault,
                   span);
}

ColumnId guard_field(Context& context, EntityId entity, std::uint32_t field, ExprId condition,
                     type::CellFault fault, base::Span span) {
  const Field& of = context.model.entities[entity].fields[field];
  const ExprId raw = context.build.column(of.column, of.span);
  const ColumnId id = add_guard(context, entity, of, raw, condition, fault, span);
  context.names.redirect(entity, context.model.entities[entity].fields[field].name, id);
  return id;
}

ColumnId await_guard(Context& context, EntityId entity, std::uint32_t field, base::Span span) {
  const Field& of = context.model.entities[entity].fields[field];
  const std::string name = of.name;
  const ColumnId id = context.columns.add_raw(guard_of(entity, of, span));
  context.columns.await(id);
  context.names.redirect(entity, name, id);
  return id;
}

void refuse_default_outside(Context& context, const Field& field,
                            const std::optional<number::Rational>& least,
                            const std::optional<number::Rational>& most) {
  if (!field.default_value) return;
  const auto value = context.build.ordered_constant(*field.default_value);
  if (!value || !((least && *value < *least) || (most && *value > *most))) return;
  const base::Span span = context.build[*field.default_value].span;
  context.sink.report(code::default_outside, span, {context.model.written(span), field.name});
}

void guard_bounds(Context& context, EntityId entity, std::uint32_t field, NodeView bounds) {
  Typer typer(context);
  const Field of = context.model.entities[entity].fields[field];
  const Scope scope{.entity = entity};
  const ExprId low = typer.in_unit(bounds[Label::low], scope, of.type);
  const ExprId high = typer.in_unit(bounds[Label::high], scope, of.type);
  if (of.percent) {
    ask_for_percent(context, low, of.name, bounds[Label::low].span());
    ask_for_percent(context, high, of.name, bounds[Label::high].span());
  }
  // Words and texts that are possible are listed.
  const bool sizeless = of.type.kind == type::TypeKind::text ||
                        of.type.kind == type::TypeKind::category ||
                        of.type.kind == type::TypeKind::boolean;
  if (sizeless)
    context.sink.report(
        code::no_size, bounds.span(),
        {bounds.text(), typer.describe(of.type), diagnostic::text::write_as_number});
  const auto least = context.build.ordered_constant(low);
  const auto most = context.build.ordered_constant(high);
  refuse_default_outside(context, of, least, most);
  if (least && most && *most < *least)
    context.sink.report(code::bounds_reversed, bounds.span(),
                        {bounds[Label::low].text(), bounds[Label::high].text()});
  const ExprId raw = context.build.column(of.column, of.span);
  ExprId inside = context.build.conjunction(
      {context.build.compare(type::Opcode::greater_equal, raw, low, bounds.span()),
       context.build.compare(type::Opcode::less_equal, raw, high, bounds.span())},
      bounds.span());
  if (of.optional || of.decision)
    inside = context.build.disjunction(
        {context.build.negation(context.build.is_given(raw)), inside}, bounds.span());
  const ColumnId guarded =
      guard_field(context, entity, field, inside, type::CellFault::out_of_bounds, bounds.span());
  if (least && most) context.claims.bound(guarded, {*least, *most});
}

}  // namespace remit::check
