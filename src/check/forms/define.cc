// A value under a name.
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/types.h"

namespace remit::check {

using type::Role;
using type::Type;

namespace {

void declare_define(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const bool output = !item[Label::intermediate];
  const ColumnId column = context.columns.add_bare(id, Role::value, output);
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {column},
      [&context, item, column, id, output] {
        Typer typer(context);
        const Scope scope{.entity = context.columns.provision(id).entity};
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

}  // namespace

constinit const Form kDefine{.rule = Rule::define,
                             .declare = declare_define,
                             .coverage = Coverage::figure,
                             .unused = Code::unused_definition,
                             .unused_if = Label::intermediate};

}  // namespace remit::check
