// The places of rows among each other.
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/groups.h"
#include "check/row_order.h"
#include "diagnostic/code/declarations.h"

namespace remit::check {

using type::Role;

namespace {

void declare_ranking(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const ColumnId place = context.columns.add_bare(id, Role::rank);
  const ColumnId tied = context.columns.add_attribute(id, Role::ties);
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {place, tied},
      [&context, item, id, place, tied] {
        Typer typer(context);
        const EntityId entity = context.columns.provision(id).entity;
        const Scope scope{.entity = entity};
        Rank rank;
        std::vector<ExprId> conditions;
        NodeView ties;
        syntax::NodeList keys;
        for (const NodeView clause : item.all(Label::clause)) {
          if (clause.is(Rule::when))
            conditions.push_back(typer.condition(clause[Label::condition], scope));
          if (clause.is(Rule::within))
            rank.partition = typer.partition(clause.all(Label::group), scope);
          if (clause.is(Rule::ranking_by)) keys = clause.all(Label::key);
          if (clause.is(Rule::ranking_by))
            for (const SortKey& key : typer.sort_keys(clause, scope)) rank.keys.push_back(key);
          if (clause.is(Rule::ties)) ties = clause;
        }
        refuse_keys_of_group(context, keys, rank.keys, rank.partition);
        hold_together(context, conditions);
        if (!conditions.empty())
          rank.where = context.build.conjunction(std::move(conditions), item.span());
        if (!ties || ties[Label::share])
          context.sink.report(code::tie_rule_missing, item[Label::name].span());
        break_ties(context, ties, scope, rank);
        context.columns.define(place, context.build.rank(entity, rank, item.span()), item.span());
        if (rank.output == type::RankOutput::position) {
          // The order of the table leaves nobody beside another.
          const ExprId at = context.build.column(place, item.span());
          const ExprId alone =
              context.build.choose(context.build.is_given(at), context.build.number(1),
                                   context.build.blank(type::kNumber), item.span());
          return context.columns.define(tied, alone, item.span());
        }
        rank.output = type::RankOutput::tied;
        context.columns.define(tied, context.build.rank(entity, std::move(rank), item.span()),
                               item.span());
      });
}

}  // namespace

constinit const Form kRanking{.rule = Rule::ranking,
                              .declare = declare_ranking,
                              .required = {Rule::ranking_by},
                              .repeatable = {Rule::when},
                              .attributes = {Role::ties},
                              .coverage = Coverage::figure};

}  // namespace remit::check
