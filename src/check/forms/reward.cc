// What rows are paid that fulfil its conditions.
#include "check/forms/reward.h"

#include <functional>
#include <memory>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "check/declare.h"
#include "check/forms/form.h"

namespace remit::check {

using type::Role;

namespace {

/// What is due in the end: what the stages leave, or what those who share that take of it.
void define_amount(Context& context, const RewardParts& parts) {
  const base::Span span = parts.span;
  const RewardStages& reward = context.rewards[parts.reward];
  ExprId amount = context.columns.use(reward.last(), span);
  if (reward.sharers)
    amount = sum_of_parts(context, reward, reward.sharers->whole, span);
  else
    amount = paid_to_somebody(context, parts, amount, span);
  context.columns.define(reward.amount, amount, span);
}

/// Why, and whether a limit held. Where all is said of the reward, its maker goes.
void define_reason(Context& context, RewardParts& parts) {
  const base::Span span = parts.span;
  const RewardStages& reward = context.rewards[parts.reward];
  const ExprId amount = context.columns.use(reward.amount, span);
  context.columns.use(reward.granted(), span);
  if (context.model.columns[reward.entitled].value == kNone) return;
  if (context.build.type_of(amount).kind == type::TypeKind::unknown) return;
  for (const auto& stage : reward.stages) context.columns.use(stage.column, span);
  context.columns.define(parts.columns.capped, parts.maker->capped(reward), span);
  const Provision& of = context.columns.provision(parts.id);
  ReasonList reasons(context, reward.sharers ? kNone : of.attribute(Role::asked), false, span);
  reasons.add_refusals(parts.maker->refusals(), reward);
  reasons.add_cuts(reward);
  if (reward.sharers) reasons.add_others();
  ExprId reason = reasons.value();
  if (reward.sharers) {
    if (reward.due == reward.amount) {  // without instalments, of which the lines tell
      context.columns.define(reward.sharers->why, reason, span);
      reason = context.build.column(reward.sharers->why, span);
    }
    reason = where_known(context, reward.amount, reason, span);
  }
  context.columns.define(parts.reason, reason, span);
  reasons.tell_ledger(parts.reason);
  parts.maker = nullptr;
}

/// With a stage that may leave less than was asked for: what was, before the last that did.
void add_asked(Context& context, const RewardParts& parts, base::Span span) {
  const RewardStages& reward = context.rewards[parts.reward];
  bool cut = false;
  for (const auto& stage : reward.stages) cut = cut || stage.cut;
  if (!cut) return;
  const ColumnId asked = context.columns.add_attribute(parts.id, Role::asked);
  context.columns.add_definition(
      context.model.columns[asked].name, span, {asked}, [&context, &reward, asked, span] {
        ExprBuilder& build = context.build;
        ExprId value = context.columns.use(reward.last(), span);
        if (!build.type_of(value).is_numeric()) return;
        for (const auto& stage : reward.stages) {
          if (!stage.cut) continue;
          const ExprId before = context.columns.use(stage.before, span);
          const ExprId after = context.columns.use(stage.column, span);
          value = build.choose(build.compare(type::Opcode::not_equal, before, after, span), before,
                               value, span);
        }
        context.columns.define(asked, value, span);
      });
}

/// What a reward is, beforehand: so that it can be read in rows before, whatever its formula is.
void promise_types(Context& context, const RewardColumns& to, ColumnId amount) {
  context.columns.promise(to.eligible, type::kBoolean, 0, true);
  const std::uint32_t currency = context.model.currency;
  if (currency == kNone) return;
  const int decimals = context.model.currencies[currency].decimals;
  for (const ColumnId column : {to.entitled, amount})
    context.columns.promise(column, type::money(currency), decimals, false);
}

RewardStages declare_stages(Context& context, ProvisionId id, NodeView item, RewardColumns& to) {
  RewardStages stages;
  stages.provision = id;
  to.eligible = stages.eligible = context.columns.add_attribute(id, Role::eligible);
  to.entitled = stages.entitled = context.columns.add_attribute(id, Role::entitled, false);
  to.capped = context.columns.add_attribute(id, Role::capped);
  if (const NodeView rank = clause_of(item, Rule::rank_by)) {
    to.rank = context.columns.add_attribute(id, Role::rank);
    if (rank[Label::ties][Label::share]) to.ties = context.columns.add_attribute(id, Role::ties);
  }
  stages.amount = stages.due = stages.payable = context.columns.add_bare(id, Role::amount);
  return stages;
}

void declare_reward(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  RewardColumns to;
  const std::uint32_t index = context.rewards.add(declare_stages(context, id, item, to));
  RewardStages& reward = context.rewards[index];
  // It stays in place as long as its definitions are run.
  reward.parts = std::make_shared<RewardParts>();
  RewardParts& parts = *reward.parts;
  parts.id = id;
  parts.reward = index;
  parts.columns = to;
  if (clause_of(item, Rule::pay)) promise_types(context, to, reward.amount);
  parts.eligible = to.eligible;
  parts.reason = parts.standing = context.columns.add_attribute(id, Role::reason);
  parts.maker = std::make_shared<RewardMaker>(context, id, parts.reward);
  const std::string& name = context.columns.provision(id).name;
  const base::Span span = parts.span = item.span();
  absl::InlinedVector<ColumnId, 4> first = {to.eligible, to.entitled};
  for (const ColumnId column : {to.rank, to.ties})
    if (column != kNone) first.push_back(column);
  context.columns.add_definition(name, span, first,
                                 [&parts] { parts.maker->define(parts.columns); });
  context.columns.add_definition(name, span, {reward.amount},
                                 [&context, &parts] { define_amount(context, parts); });
  context.columns.add_definition(name, span, {parts.reason, to.capped},
                                 [&context, &parts] { define_reason(context, parts); });
  if (const NodeView instalments = clause_of(item, Rule::instalments)) {
    reward.due = reward.payable = context.columns.add_attribute(id, Role::payable);
    // What is due before it is shared: seen by those who share it only.
    if (clause_of(item, Rule::to)[Label::shared])
      reward.due =
          context.columns.add_hidden(id, context.columns.provision(id).entity, Role::payable, span);
    parts.standing = context.columns.add_attribute(id, Role::standing);
    if (clause_of(item, Rule::claw_back))
      reward.received = context.columns.add_hidden(id, context.columns.provision(id).entity,
                                                   Role::payable, instalments.span());
    add_instalments(context, parts, instalments);
  }
  if (const NodeView back = clause_of(item, Rule::claw_back)) {
    parts.repay = context.columns.add_attribute(id, Role::repay);
    add_claw_back(context, parts, back);
  }
  context.columns.wait(Wave::shares, [&context, &parts] {
    add_asked(context, parts, parts.span);
    parts.pay_sharers = add_sharers(context, parts);
  });
  context.columns.wait(Wave::everything,
                       [&context, &parts] { add_payment(context, parts, parts.pay_sharers); });
}

}  // namespace

/// What is paid without being a reward of its row: as a reward in everything, but that it says to
/// whom, since the row is a claim or a voucher and nobody who could be paid.
constinit const Form kExpense{.rule = Rule::expense,
                              .declare = declare_reward,
                              .required = {Rule::pay, Rule::to},
                              .repeatable = {Rule::when, Rule::cap, Rule::floor, Rule::rounding},
                              .attributes = {Role::eligible, Role::entitled, Role::capped,
                                             Role::amount, Role::reason, Role::asked, Role::left},
                              .wants_cite = true,
                              .blockable = true,
                              .coverage = Coverage::effect,
                              .effect = Role::eligible};

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
                   Role::amount, Role::reason, Role::payable, Role::standing, Role::asked,
                   Role::repay, Role::left},
    .wants_cite = true,
    .blockable = true,
    .coverage = Coverage::effect,
    .effect = Role::eligible};

}  // namespace remit::check
