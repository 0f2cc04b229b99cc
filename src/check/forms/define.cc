// A value under a name.
#include "check/forms/define.h"

#include "check/declare.h"
#include "check/forms/form.h"
#include "check/types.h"

namespace remit::check {

using type::Role;
using type::Type;

namespace {

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
