#include "check/probes.h"

#include "check/forms/form.h"

namespace remit::check {

namespace {

/// The column that says whether a provision took effect, or what it gives.
ColumnId outcome_of(const Provision& provision) {
  const auto effect = provision.form->effect;
  const ColumnId column = effect ? provision.attribute(*effect) : kNone;
  return column == kNone ? provision.main : column;
}

/// The conditions under which a probe matters, kNone for always.
ExprId reached(ExprBuilder& build, const Probe& probe) {
  std::vector<ExprId> conditions;
  for (const auto& [condition, holds] : probe.where)
    conditions.push_back(holds ? condition : build.negation(condition));
  return conditions.empty() ? kNone : build.conjunction(std::move(conditions), probe.span);
}

}  // namespace

void record_provisions(Context& context) {
  for (const Provision& provision : context.columns.provisions()) {
    const Coverage coverage = provision.form->coverage;
    const ColumnId column = outcome_of(provision);
    if (coverage == Coverage::none || column == kNone ||
        context.model.columns[column].value == kNone)
      continue;
    context.model.probes.push_back(
        {.kind = coverage == Coverage::effect ? Probe::Kind::rule : Probe::Kind::figure,
         .value = context.build.column(column),
         .span = provision.node.span(),
         .name = provision.name});
  }
}

std::vector<ColumnId> add_probe_columns(Model& model) {
  ExprBuilder build(model);
  std::vector<ColumnId> columns;
  for (const Probe& probe : model.probes) {
    ExprId value = probe.value;
    if (probe.kind == Probe::Kind::figure) value = build.is_given(value, probe.span);
    const ExprId where = reached(build, probe);
    if (where != kNone)
      value = build.choose(where, value, build.blank(build.type_of(value)), probe.span);
    Column column;
    column.entity = model.exprs[value].entity;
    column.type = model.exprs[value].type;
    column.form = model.exprs[value].form;
    column.output = true;
    column.origin.role = type::Role::helper;
    column.value = value;
    columns.push_back(static_cast<ColumnId>(model.columns.size()));
    model.columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace remit::check
