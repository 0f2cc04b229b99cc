#include "check/guards.h"

#include "check/typer.h"
#include "check/types.h"
#include "diagnostic/code/structure.h"

namespace remit::check {

ColumnId guard_field(Context& context, EntityId entity, std::uint32_t field, ExprId condition,
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
