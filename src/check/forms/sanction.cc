// What bars rows from rewards and titles.
#include "check/forms/sanction.h"

#include <algorithm>

#include "check/declare.h"
#include "check/forms/form.h"

namespace remit::check {

using type::Role;

namespace {

/// Every name that a sanction blocks is of something that can be blocked.
void check_blocked(Context& context, NodeView sanction) {
  std::vector<NodeView> all;
  for (const NodeView clause : sanction.all(Label::clause))
    for (const NodeView blocked : clause.all(Label::blocked)) all.push_back(blocked);
  report_twice(context, all, Code::named_twice);
  for (const NodeView clause : sanction.all(Label::clause)) {
    for (const NodeView blocked : clause.all(Label::blocked)) {
      const NodeView name = blocked[Label::name];
      const auto& provisions = context.columns.provisions();
      const bool known = std::ranges::any_of(provisions, [&](const Provision& each) {
        return each.name == name.text() && each.form->blockable;
      });
      if (known) continue;
      std::vector<std::string_view> candidates;
      for (const Provision& each : provisions) candidates.push_back(each.name);
      context.names.report_kind(name, diagnostic::Text::kind_blockable, candidates);
    }
  }
}

void declare_sanction(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const ColumnId applies = context.columns.add_bare(id, Role::condition);
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {applies}, [&context, item, id, applies] {
        Typer typer(context);
        const Scope scope{.entity = context.columns.provision(id).entity};
        std::vector<ExprId> conditions;
        for (const NodeView clause : item.all(Label::clause))
          if (clause.is(Rule::when)) conditions.push_back(tested_condition(typer, clause, scope));
        hold_together(context, item, conditions);
        context.columns.define(applies, decided(context.build, std::move(conditions), item.span()),
                               item.span());
      });
  for (const NodeView clause : item.all(Label::clause)) {
    if (!clause.is(Rule::block)) continue;
    for (const NodeView blocked : clause.all(Label::blocked))
      context.rewards.add_block({id, blocked});
  }
  context.columns.wait(Wave::everything, [&context, item] { check_blocked(context, item); });
}

}  // namespace

ExprId block_applies(Context& context, const Blocking& block, const Provision& blocked) {
  const Provision& sanction = context.columns.provision(block.sanction);
  const base::Span span = block.node.span();
  const ExprId applies = context.columns.use(sanction.main, span);
  const NodeView via = block.node[Label::via];
  if (sanction.entity == kWhole || sanction.entity == blocked.entity) {
    context.report_no_effect(via, sanction.entity == kWhole ? diagnostic::Text::why_all_rows
                                                            : diagnostic::Text::why_same_rows);
    return applies;
  }
  Typer typer(context);
  const ExprId up = typer.reference_between(blocked.entity, sanction.entity, via, span);
  if (context.build.type_of(up).kind == type::TypeKind::unknown) return up;
  return context.build.choose(context.build.is_given(up), context.build.lookup(up, applies, span),
                              context.build.boolean(false), span);
}

constinit const Form kSanction{.rule = Rule::sanction,
                               .declare = declare_sanction,
                               .required = {Rule::when},
                               .repeatable = {Rule::when, Rule::block},
                               .wants_cite = true,
                               .coverage = Coverage::effect};

}  // namespace remit::check
