// A value under a name.
#include "check/forms/define.h"

#include "check/declare.h"
#include "check/forms/form.h"
#include "check/types.h"
#include "diagnostic/code/habits.h"
#include "diagnostic/code/names.h"
#include "diagnostic/text/check.h"

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
    case type::OperatorId::is_applicable:
    case type::OperatorId::is_not_applicable:
      return {type::kBoolean};
    case type::OperatorId::add:
    case type::OperatorId::subtract:
    case type::OperatorId::multiply:
    case type::OperatorId::divide:
    case type::OperatorId::negate:
    case type::OperatorId::convert:
    case type::OperatorId::otherwise:
    case type::OperatorId::on:
    case type::OperatorId::in_year:
    case type::OperatorId::of_days:
    case type::OperatorId::of_workdays:
    case type::OperatorId::of_months:
    case type::OperatorId::of_years:
      break;
  }
  return {type::kUnknown};
}

/// An argument with the name of something else would hide it without a word.
void refuse_taken_arguments(Context& context, const Formula& formula) {
  for (const Formula::Argument& each : formula.arguments) {
    for (const EntityId entity : {formula.entity, kWhole}) {
      const Symbol* other = context.names.find(entity, each.name);
      if (other == nullptr) continue;
      context.sink.report(code::duplicate_name, each.span, {each.name})
          .note(other->span, diagnostic::text::note_first_declared);
      break;
    }
  }
}

/// Of a definition that an amendment replaced for later rows: each half is a step of its own.
ExprId either_definition(Context& context, Typer& typer, const Era& era, const Scope& scope,
                         ExprId later) {
  const type::Type wanted = context.build.type_of(later);
  const NodeView before = era.other[Label::value];
  const ExprId earlier = typer.coerce(typer.zero_as(typer.copied(before, scope, wanted), wanted),
                                      wanted, before.span());
  const ExprId holds = typer.holds_from(era.clause, scope);
  const auto half = [&](NodeView item, const std::string& name, ExprId value) {
    if (context.build.type_of(value).kind == type::TypeKind::unknown) return value;
    const base::Span span = item[Label::value].span();
    return typer.step({"define", name, std::string(item[Label::label].text()),
                       cited_clause(context, item), Role::applied, span},
                      value, span);
  };
  const std::string_view name = era.item[Label::name].text();
  return context.build.choose(holds, half(era.item, name_from(name, era), later),
                              half(era.other, name_before(name, era), earlier),
                              era.item[Label::value].span());
}

/// A formula with arguments gives no column; its uses do.
void declare_formula(Context& context, NodeView item) {
  Formula formula;
  if (const NodeView rows = item[Label::entity]) {
    const auto entity = entity_named(context, rows);
    if (!entity) return;
    formula.entity = *entity;
  }
  formula.item = item;
  formula.name = item[Label::name].text();
  formula.label = item[Label::label].text();
  formula.cite = cited_clause(context, item);
  if (item[Label::type]) formula.result = read_type(context, item[Label::type]);
  context.report_no_effect(item[Label::intermediate], diagnostic::text::why_no_column);
  for (const NodeView argument : item[Label::formula].all(Label::argument)) {
    const NodeView name = argument[Label::name];
    const FieldType type = read_type(context, argument[Label::type]);
    type::NumberForm form{.ratio = type.type.is_numeric() && !type.promised};
    if (type.promised) form.decimals = type.decimals;
    const bool twice = formula.find(name.text()) != nullptr;
    if (twice) context.names.report_twice(name.text(), name.span());
    formula.arguments.push_back({std::string(name.text()), type, name.span(),
                                 context.build.placeholder(type.type, form, name.span()), twice});
  }
  const EntityId rows = formula.entity;
  const std::string name = formula.name;
  for (const Formula::Argument& argument : formula.arguments)
    context.names.tell_argument(name, argument.name,
                                {SymbolKind::constant, argument.stands, argument.span});
  const std::uint32_t index = context.formulas.add(std::move(formula));
  context.names.declare(rows, name, {SymbolKind::formula, index, item[Label::name].span()});
  context.columns.add_definition(name, item.span(), {}, [&context, index] {
    refuse_taken_arguments(context, context.formulas.at(index));
    Typer(context).type_formula(index);
  });
}

/// Adds the column that holds what is written after the sign of equality.
void define_value(Context& context, NodeView item, ProvisionId id, bool output,
                  EntityId summed_up) {
  const ColumnId column = context.columns.add_bare(id, Role::value, output);
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {column},
      [&context, item, column, id, output, summed_up] {
        Typer typer(context);
        const NodeView written = item[Label::value], type = item[Label::type];
        const base::Span span = written.span();
        const Scope scope{.entity = context.columns.provision(id).entity, .summed_up = summed_up};
        FieldType said{type::kUnknown};
        if (type) said = read_type(context, type);
        if (said.percent) context.model.columns[column].notation = type::Notation::percent;
        const Type wanted = said.type;
        const FieldType known = type ? said : evident_type(written);
        context.columns.promise(column, known.type, known.decimals, known.promised);
        ExprId value = typer.coerce(typer.copied(written, scope, wanted), wanted, span);
        if (const Era* era = context.eras.of(item))
          value = either_definition(context, typer, *era, scope, value);
        context.columns.define(column, value, span);
        if (said.type.kind != type::TypeKind::unknown)
          keep_declared(context, said, value, context.model.columns[column].name, span);
        if (output && !said.promised) require_decimal(context, column, span);
      });
}

void declare_define(Context& context, NodeView item) {
  if (item[Label::formula]) return declare_formula(context, item);
  const auto id = declare_provision(context, item);
  if (id) define_value(context, item, *id, !item[Label::intermediate], kWhole);
}

}  // namespace

void declare_figure(Context& context, EntityId entity, EntityId summed_up, NodeView figure,
                    NodeView summary) {
  Provision provision;
  provision.entity = entity;
  provision.form = &kDefine;
  provision.called = provision.name = figure[Label::name].text();
  provision.label = figure[Label::label].text();
  provision.cite = cited_clause(context, figure[Label::cite][Label::text] ? figure : summary);
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
                             .unused = code::unused_definition,
                             .unused_if = Label::intermediate};

}  // namespace remit::check
