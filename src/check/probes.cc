#include "check/probes.h"

#include "check/context.h"

namespace remit::check {

namespace {

/// Forms that hold or do not; the others give a figure.
bool takes_effect(const Form& form) {
  return form.keyword == "reward" || form.keyword == "honour" || form.keyword == "sanction";
}

/// The column that says whether a rule of that form took effect.
ColumnId effect_of(const Form& form) {
  for (const auto& [name, column] : form.members)
    if (name == "eligible") return column;
  return form.main;
}

/// The conditions under which a probe matters, kNone for always.
ExprId reached(ExprBuilder& build, const Probe& probe) {
  std::vector<ExprId> conditions;
  for (const auto& [condition, holds] : probe.where)
    conditions.push_back(holds ? condition : build.negation(condition));
  return conditions.empty() ? kNone : build.conjunction(std::move(conditions), probe.span);
}

}  // namespace

void record_rules(Context& context) {
  for (const Form& form : context.forms) {
    const ColumnId column = effect_of(form);
    if (column == kNone || context.model.columns[column].value == kNone) continue;
    context.model.probes.push_back(
        {.kind = takes_effect(form) ? Probe::Kind::rule : Probe::Kind::figure,
         .value = context.build.column(column),
         .span = form.node.span(),
         .name = form.name});
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
