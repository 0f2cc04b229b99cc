// What rows are paid that fulfil its conditions.
#include "check/forms/reward.h"

#include <memory>

#include "check/declare.h"
#include "check/forms/form.h"
#include "check/forms/reward_maker.h"

namespace remit::check {

using type::Role;

namespace {

void declare_reward(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  RewardStages stages;
  stages.provision = id;
  RewardColumns to;
  to.eligible = stages.eligible = context.columns.add_attribute(id, Role::eligible);
  to.entitled = stages.entitled = context.columns.add_attribute(id, Role::entitled, false);
  to.capped = context.columns.add_attribute(id, Role::capped);
  std::vector<ColumnId> first = {to.eligible, to.entitled, to.capped};
  if (const NodeView rank = clause_of(item, Rule::rank_by)) {
    first.push_back(to.rank = context.columns.add_attribute(id, Role::rank));
    if (rank[Label::ties][Label::share])
      first.push_back(to.ties = context.columns.add_attribute(id, Role::ties));
  }
  stages.amount = context.columns.add_bare(id, Role::amount);
  const ColumnId reason = context.columns.add_attribute(id, Role::reason);
  const std::uint32_t index = context.rewards.add(stages);
  const auto maker = std::make_shared<RewardMaker>(context, id);
  context.columns.add_definition(context.columns.provision(id).name, item.span(), first,
                                 [maker, to] { maker->define(to); });
  context.columns.add_definition(context.columns.provision(id).name, item.span(),
                                 {stages.amount, reason}, [&context, maker, index, reason, item] {
                                   const RewardStages& own = context.rewards[index];
                                   const ExprId amount =
                                       context.columns.use(own.last(), item.span());
                                   context.columns.define(own.amount, amount, item.span());
                                   if (context.model.columns[own.entitled].value == kNone) return;
                                   for (const auto& stage : own.stages)
                                     context.columns.use(stage.column, item.span());
                                   context.columns.define(reason, maker->reason(own), item.span());
                                 });
  ColumnId payable = stages.amount;
  if (const NodeView instalments = clause_of(item, Rule::instalments)) {
    payable = context.columns.add_attribute(id, Role::payable);
    add_instalments(context, id, instalments, stages.amount, payable);
  }
  if (const NodeView back = clause_of(item, Rule::claw_back))
    add_claw_back(context, id, back, stages.amount, context.columns.add_attribute(id, Role::repay));
  const RewardResults results{to.eligible, payable, reason};
  context.columns.wait(Wave::everything,
                       [&context, id, results] { add_payment(context, id, results); });
}

}  // namespace

constinit const Form kReward{
    .rule = Rule::reward,
    .declare = declare_reward,
    .one_of = {Rule::pay, Rule::honour},
    .belonging = {{Rule::cap, Rule::pay},
                  {Rule::floor, Rule::pay},
                  {Rule::rounding, Rule::pay},
                  {Rule::top_up, Rule::pay},
                  {Rule::instalments, Rule::pay},
                  {Rule::claw_back, Rule::pay}},
    .repeatable = {Rule::when, Rule::cap, Rule::floor, Rule::rounding},
    .attributes = {Role::eligible, Role::entitled, Role::capped, Role::rank, Role::ties,
                   Role::amount, Role::reason, Role::payable, Role::repay},
    .wants_cite = true,
    .blockable = true,
    .coverage = Coverage::effect,
    .effect = Role::eligible};

}  // namespace remit::check
