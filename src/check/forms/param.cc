// A constant: one value, one for each span of days, or one for each value of its axes.
#include <string>

#include "check/chart_reader.h"
#include "check/dated.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/types.h"
#include "diagnostic/code/habits.h"

namespace remit::check {

namespace {

/// Whether every axis is a field: then it can be read at once, as fields are known.
bool reads_fields_only(const Context& context, NodeView matrix) {
  for (const NodeView axis : matrix.all(Label::axis)) {
    const auto steps = axis.all(Label::step);
    if (!axis.is(Rule::path) || steps.size() != 2) return false;
    const auto entity = context.names.find_entity(steps[0].text());
    if (!entity) return false;
    const Symbol* field = context.names.find(*entity, steps[1].text());
    if (field == nullptr || field->kind != SymbolKind::column) return false;
  }
  return true;
}

void declare_chart(Context& context, NodeView item, NodeView matrix, const FieldType& declared) {
  const std::string name(item[Label::name].text());
  const std::uint32_t index =
      context.charts.add({.item = item, .name = name, .declared = declared, .axes = {}});
  if (!declare_name(context, item, SymbolKind::chart, index)) return;
  if (reads_fields_only(context, matrix)) return read_chart(context, index);
  context.columns.add_definition(name, item.span(), {},
                                 [&context, index] { read_chart(context, index); });
}

void declare_param(Context& context, NodeView item) {
  FieldType declared{type::kUnknown};
  if (item[Label::type]) declared = read_type(context, item[Label::type]);
  if (const NodeView matrix = item.child(Rule::matrix)) {
    declare_chart(context, item, matrix, declared);
    return;
  }
  const std::string name(item[Label::name].text());
  const DatedValues values = read_dated(context, name, item.all(Label::value), declared.type);
  const base::Span span = item[Label::name].span();
  if (values.table == kNone) {
    keep_declared(context, declared, values.single, name, context.build[values.single].span);
  } else {
    context.model.dated[values.table].cite = cited_clause(context, item);
    context.model.dated[values.table].label = item[Label::label].text();
    std::vector<ValueBeside> beside;
    for (const ExprId value : context.model.dated[values.table].values) {
      keep_declared(context, declared, value, name, context.build[value].span);
      beside.push_back({value, context.build[value].span});
    }
    if (!declared.percent) ask_for_percent_beside(context, beside);
  }
  if (values.table == kNone)
    declare_constant(context, item, values.single);
  else
    context.names.declare(kWhole, name, {SymbolKind::dated, values.table, span});
}

}  // namespace

constinit const Form kParam{.rule = Rule::param,
                            .phase = Phase::tables,
                            .declare = declare_param,
                            .unused = code::unused_parameter};

}  // namespace remit::check
