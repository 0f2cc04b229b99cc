// A title that rows get who fulfil its conditions, and what rows may be given: who is eligible has
// nothing yet.
#include "check/declare.h"
#include "check/forms/finding.h"
#include "check/forms/form.h"
#include "check/forms/sanction.h"

namespace remit::check {

using type::Role;

namespace {

void declare_title(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const ColumnId title = context.columns.add_bare(id, Role::condition);
  const std::size_t finding = add_finding(context, id, title);
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {title},
      [&context, item, id, title, finding] {
        Typer typer(context);
        std::vector<ExprId> conditions{
            read_grounds(context, typer, item.all(Label::when), id, {finding})};
        for (const Blocking& block : context.rewards.blocks_of(context.columns.provision(id).name))
          conditions.push_back(context.build.negation(
              block_applies(context, block, context.columns.provision(id)), item.span()));
        context.columns.define(title, context.build.conjunction(std::move(conditions), item.span()),
                               item.span());
      });
}

}  // namespace

constinit const Form kHonour{.rule = Rule::honour_title,
                             .declare = declare_title,
                             .blockable = true,
                             .coverage = Coverage::effect};

constinit const Form kEligibility{.rule = Rule::eligibility,
                                  .declare = declare_title,
                                  .wants_cite = true,
                                  .blockable = true,
                                  .coverage = Coverage::effect};

}  // namespace remit::check
