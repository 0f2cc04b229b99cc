// A title that rows get who fulfil its conditions.
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/forms/sanction.h"

namespace remit::check {

using type::Role;

namespace {

void declare_honour(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const ColumnId title = context.columns.add_bare(id, Role::condition);
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {title}, [&context, item, id, title] {
        Typer typer(context);
        const Scope scope{.entity = context.columns.provision(id).entity};
        std::vector<ExprId> conditions;
        for (const NodeView when : item.children())
          if (when.is(Rule::when)) conditions.push_back(tested_condition(typer, when, scope));
        hold_together(context, item, conditions);
        for (const Blocking& block : context.rewards.blocks_of(context.columns.provision(id).name))
          conditions.push_back(context.build.negation(
              block_applies(context, block, context.columns.provision(id)), item.span()));
        context.columns.define(title, decided(context.build, std::move(conditions), item.span()),
                               item.span());
      });
}

}  // namespace

constinit const Form kHonour{.rule = Rule::honour_title,
                             .declare = declare_honour,
                             .blockable = true,
                             .coverage = Coverage::effect};

}  // namespace remit::check
