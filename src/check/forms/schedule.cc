// What a year of something gets, counted from its own start.
#include "check/bands.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "diagnostic/code/declarations.h"

namespace remit::check {

using type::Opcode;
using type::Role;

namespace {

/// The last band of a schedule may say `after`: it goes on without end.
std::uint32_t schedule_scale(Context& context, NodeView item) {
  Tables::ScaleTypes types{.input = type::kNumber, .output = {}};
  auto bands = read_bands(context, item[Label::bands], true, types, type::ScaleKind::step);
  types.broken = !bands;
  if (!bands) bands.emplace();
  return context.tables.add_scale(
      {std::string(item[Label::name].text()), type::ScaleKind::step, std::move(*bands)}, types);
}

/// Years count from 1: the first begins on the day of the start, or is the calendar year given.
ExprId year_of_life(Context& context, ExprId start, base::Span span) {
  ExprBuilder& build = context.build;
  if (build.type_of(start) == type::kNumber) {
    const ExprId year =
        build.operation(Opcode::year_of, {context.columns.today(span)}, type::kNumber, span);
    return build.add(build.subtract(year, start, span), build.number(1), span);
  }
  const ExprId passed = build.operation(Opcode::years_between, {start, context.columns.today(span)},
                                        type::kNumber, span);
  return build.add(passed, build.number(1), span);
}

void declare_schedule(Context& context, NodeView item) {
  const std::uint32_t scale = schedule_scale(context, item);
  if (!item[Label::clock]) {
    if (const NodeView rows = item[Label::entity])
      context.sink.report(code::schedule_start_missing, rows.span(),
                          {item[Label::name].text(), rows.text()});
    declare_name(context, item, SymbolKind::scale, scale);
    return;
  }
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  context.tables.add_schedule(
      id, {item, scale, !item[Label::entity], context.columns.provision(id).cite});
  const ColumnId year = context.columns.add_attribute(id, Role::year);
  const ColumnId value = context.columns.add_bare(id, Role::value);
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {year, value},
      [&context, item, id, year, value, scale] {
        Typer typer(context);
        const Scope scope{.entity = context.columns.provision(id).entity};
        const ExprId start = typer.schedule_start(*context.tables.schedule_of(id), scope);
        context.columns.define(year, year_of_life(context, start, item.span()),
                               item[Label::clock].span());
        context.columns.define(value,
                               typer.apply_scale(scale, context.build.column(year), item.span()),
                               item[Label::bands].span());
      });
}

}  // namespace

constinit const Form kSchedule{.rule = Rule::schedule,
                               .declare = declare_schedule,
                               .attributes = {Role::year},
                               .coverage = Coverage::figure};

}  // namespace remit::check
