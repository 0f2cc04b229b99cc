// A value under a name.
#include "check/forms/define.h"

#include "check/declare.h"
#include "check/forms/form.h"
#include "check/types.h"

namespace remit::check {

using type::Role;
using type::Type;

namespace {

/// What a formula evidently is, before it is typed: a count, or a truth value.
FieldType evident_type(NodeView value) {
  const NodeView formula = ungrouped(value);
  if (formula.is(Rule::call)) {
    const type::Function* function = type::find_function(formula[Label::function].text());
    if (function == nullptr || function->kind != type::FunctionKind::fold) return {type::kUnknown};
    if (function->fold == type::FoldOp::count && !function->average)
      return {type::kNumber, 0, true};
    const bool logical = function->fold == type::FoldOp::any || function->fold == type::FoldOp::all;
    return {logical ? type::kBoolean : type::kUnknown};
  }
  if (!formula.is(Rule::binary) && !formula.is(Rule::prefix) && !formula.is(Rule::postfix))
    return {type::kUnknown};
  switch (formula.operator_id()) {
    case type::OperatorId::disjunction:
    case type::OperatorId::conjunction:
    case type::OperatorId::negation:
    case type::OperatorId::equal:
    case type::OperatorId::not_equal:
    case type::OperatorId::less:
    case type::OperatorId::less_equal:
    case type::OperatorId::greater:
    case type::OperatorId::greater_equal:
    case type::OperatorId::is:
    case type::OperatorId::is_not:
    case type::OperatorId::in_set:
    case type::OperatorId::not_in_set:
    case type::OperatorId::is_given:
    case type::OperatorId::is_not_given:
      return {type::kBoolean};
    case type::OperatorId::add:
    case type::OperatorId::subtract:
    case type::OperatorId::multiply:
    case type::OperatorId::divide:
    case type::OperatorId::negate:
    case type::OperatorId::convert:
    case type::OperatorId::otherwise:
    case type::OperatorId::on:
      break;
  }
  return {type::kUnknown};
}

/// Adds the column that holds what is written after the sign of equality.
void define_value(Context& context, NodeView item, ProvisionId id, bool output,
                  EntityId summed_up) {
  const ColumnId column = context.columns.add_bare(id, Role::value, output);
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {column},
      [&context, item, column, id, output, summed_up] {
        Typer typer(context);
        const Scope scope{.entity = context.columns.provision(id).entity, .summed_up = summed_up};
        FieldType said{type::kUnknown};
        if (item[Label::type]) said = read_type(context, item[Label::type]);
        const Type wanted = said.type;
        const FieldType known = item[Label::type] ? said : evident_type(item[Label::value]);
        context.columns.promise(column, known.type, known.decimals, known.promised);
        const ExprId value = typer.coerce(typer.copied(item[Label::value], scope, wanted), wanted,
                                          item[Label::value].span());
        context.columns.define(column, value, item[Label::value].span());
        const base::Span span = item[Label::value].span();
        if (said.promised)
          keep_declared(context, said, value, context.model.columns[column].name, span);
        else if (output)
          require_decimal(context, column, span);
      });
}

void declare_define(Context& context, NodeView item) {
  const auto id = declare_provision(context, item);
  if (id) define_value(context, item, *id, !item[Label::intermediate], kWhole);
}

}  // namespace

void declare_figure(Context& context, EntityId entity, EntityId summed_up, NodeView figure) {
  Provision provision;
  provision.entity = entity;
  provision.form = &kDefine;
  provision.name = figure[Label::name].text();
  provision.label = figure[Label::label].text();
  provision.cite = cited_clause(context, figure);
  provision.node = figure;
  const auto id = static_cast<ProvisionId>(context.columns.provisions().size());
  const bool fresh = context.names.declare(entity, provision.name,
                                           {SymbolKind::provision, id, figure[Label::name].span()});
  if (!fresh) return;
  define_value(context, figure, context.columns.add(std::move(provision)), true, summed_up);
}

constinit const Form kDefine{.rule = Rule::define,
                             .declare = declare_define,
                             .coverage = Coverage::figure,
                             .unused = Code::unused_definition,
                             .unused_if = Label::intermediate};

}  // namespace remit::check
