// A budget that pays rewards, and what happens when it does not suffice.
#include "check/forms/fund.h"

#include "check/dated.h"
#include "check/declare.h"
#include "check/forms/form.h"

namespace remit::check {

using type::Opcode;
using type::Role;
using type::Type;

namespace {

std::optional<FundRule> fund_rule(Context& context, NodeView item) {
  std::optional<number::Rounding> rounding = context.model.rounding;
  if (const NodeView own = clause_of(item, Rule::rounding)) rounding = Typer(context).rounding(own);
  if (!rounding) {
    context.sink.report(Code::rounding_missing, item.span(), {item[Label::name].text()});
    return std::nullopt;
  }
  FundRule rule{.rounding = *rounding};
  const NodeView remainder = clause_of(item, Rule::remainder);
  if (remainder[Label::first]) rule.remainder = number::RemainderRule::first_in_order;
  if (remainder[Label::last]) rule.remainder = number::RemainderRule::last;
  if (const NodeView party = remainder[Label::party])
    context.sink.report(Code::remainder_outside, party.span(), {party.text()});
  return rule;
}

/// One reward's part of the fund among its rows.
ExprId pay_rows(Context& context, NodeView how, const GroupedReward& member, ExprId value,
                ExprId total, const FundRule& rule, ExprId floor, base::Span span) {
  const EntityId entity = context.rewards.provision(member).entity;
  Apportion rows;
  rows.total = total;
  rows.cap = value;
  rows.weight = value;
  rows.rounding = rule.rounding;
  rows.remainder = rule.remainder;
  if (floor != kNone) rows.floor = context.build.minimum(floor, value, span);
  if (how[Label::order]) {
    rows.method = number::ShareMethod::in_order;
    Typer typer(context);
    rows.order = typer.sort_keys(how[Label::order], Scope{.entity = entity});
  }
  return context.build.apportion(entity, std::move(rows), span);
}

/// What a fund has and what is asked of it.
struct Figures {
  std::vector<ExprId> values;    ///< what each reward asks for, by row
  std::vector<ExprId> requests;  ///< and over all its rows
  ExprId requested = kNone;
  ExprId budget = kNone;
  ExprId zero = kNone;
};

/// What there is, at most what is asked for, shared among the rewards and then among the rows.
void share_fund(Context& context, NodeView item, const std::vector<GroupedReward>& members,
                const FundColumns& to, const Figures& figures, const FundRule& rule) {
  const base::Span span = item.span();
  ExprBuilder& build = context.build;
  Typer typer(context);
  const Type type = build.type_of(figures.zero);
  const NodeView how = clause_of(item, Rule::when_short);
  PartySplit split;
  split.rounding = rule.rounding;
  split.remainder = rule.remainder;
  split.total =
      build.minimum(figures.requested,
                    build.round(build.maximum(figures.budget, figures.zero, span),
                                {number::RoundingMode::down, split.rounding.increment}, span),
                    span);
  split.weights = figures.requests;
  split.caps = figures.requests;
  if (how[Label::order]) split.method = number::ShareMethod::in_order;
  const std::uint32_t index = build.add_split(split);
  const NodeView floor_node = clause_of(item, Rule::floor);
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    const ExprId total = members.size() == 1 ? split.total : build.party(kWhole, index, i, span);
    const Scope scope{.entity = context.rewards.provision(members[i]).entity};
    const ExprId floor = floor_node ? typer.of_type(floor_node[Label::least], scope, type) : kNone;
    context.columns.define(
        members[i].after,
        pay_rows(context, how, members[i], figures.values[i], total, rule, floor, span), span);
  }
  context.columns.define(to.paid, split.total, span);
}

void define_fund(Context& context, NodeView item, ProvisionId id,
                 const std::vector<GroupedReward>& members, const FundColumns& to) {
  const base::Span span = item.span();
  ExprBuilder& build = context.build;
  Typer typer(context);
  const auto values = context.rewards.amounts(members, span);
  const NodeView how = clause_of(item, Rule::when_short);
  if (!how)
    context.sink.report(Code::shortage_rule_missing, item[Label::name].span(),
                        {item[Label::name].text()});
  const auto rule = fund_rule(context, item);
  if (!rule) return;
  if (values.empty()) return;
  const Type type = build.type_of(values[0]);
  std::vector<ExprId> requests;
  for (std::size_t i = 0; i < members.size(); ++i)
    requests.push_back(request_of(context, members[i], values[i], span));
  ExprId requested = requests[0];
  for (std::size_t i = 1; i < requests.size(); ++i)
    requested = build.add(requested, requests[i], span);
  context.columns.define(to.requested, requested, span);
  const NodeView budget_node = clause_of(item, Rule::budget);
  if (!budget_node) return;
  if (budget_node[Label::year])
    return define_yearly_fund(context, item, id, members, to, values, *rule);
  ExprId budget = value_on(context, std::string(item[Label::name].text()),
                           budget_node.all(Label::value), type, context.columns.today(span));
  if (const NodeView carried = clause_of(item, Rule::carry_over)) {
    if (!carried[Label::limit])
      context.sink.report(Code::carry_over_amount, carried.span(), {item[Label::name].text()});
    else
      budget =
          build.add(budget, typer.of_type(carried[Label::limit], Scope{}, type), carried.span());
  }
  context.columns.define(to.budget, budget, budget_node.span());
  const ExprId all = build.column(to.requested, span);
  const ExprId most = build.column(to.budget, span);
  const ExprId enough = build.compare(Opcode::less_equal, all, most, span);
  typer.probe(Probe::Kind::limit, build.negation(enough, span), budget_node.span());
  const ExprId zero = build.zero(type);
  if (how[Label::refuse]) {
    for (std::size_t i = 0; i < members.size(); ++i)
      context.columns.define(members[i].after, build.choose(enough, values[i], zero, span), span);
    context.columns.define(to.paid, build.choose(enough, all, zero, span), span);
  } else {
    share_fund(context, item, members, to, {values, requests, all, most, zero}, *rule);
  }
  context.columns.define(to.left, build.subtract(most, build.column(to.paid, span), span), span);
}

/// No reward is paid by two funds.
void compare_funds(Context& context, absl::Span<const NodeView> funds) {
  std::vector<NodeView> paid;
  for (const NodeView fund : funds)
    for (const NodeView clause : clauses_of(fund, Rule::pays))
      for (const NodeView reward : clause.all(Label::reward)) paid.push_back(reward);
  report_twice(context, paid, Code::paid_by_two_funds);
}

void declare_fund(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  FundColumns to{};
  to.budget = context.columns.add_attribute(id, Role::budget);
  to.requested = context.columns.add_attribute(id, Role::requested);
  to.paid = context.columns.add_attribute(id, Role::paid);
  to.left = context.columns.add_attribute(id, Role::left);
  context.columns.wait(Wave::funds, [&context, item, to, id] {
    std::vector<NodeView> names;
    for (const NodeView clause : clauses_of(item, Rule::pays))
      for (const NodeView name : clause.all(Label::reward)) names.push_back(name);
    const Provision& of = context.columns.provision(id);
    const auto members = context.rewards.add_stage(
        names, Role::paid,
        {.reason = diagnostic::Text::reason_fund, .name = of.label.empty() ? of.name : of.label},
        true);
    std::vector<ColumnId> columns = columns_after(members);
    for (const ColumnId column : {to.budget, to.requested, to.paid, to.left})
      columns.push_back(column);
    context.columns.add_definition(
        of.name, item.span(), columns,
        [&context, item, id, members, to] { define_fund(context, item, id, members, to); });
  });
}

}  // namespace

ExprId request_of(Context& context, const GroupedReward& member, ExprId value, base::Span span) {
  return context.build.fold(kWhole,
                            {.op = type::FoldOp::sum,
                             .rows = context.rewards.provision(member).entity,
                             .partition = {},
                             .value = value},
                            span);
}

constinit const Form kFund{.rule = Rule::fund,
                           .declare = declare_fund,
                           .compare = compare_funds,
                           .required = {Rule::budget, Rule::pays},
                           .repeatable = {Rule::pays, Rule::rounding},
                           .attributes = {Role::budget, Role::requested, Role::paid, Role::left},
                           .bare = Role::paid,
                           .wants_cite = true,
                           .coverage = Coverage::figure};

}  // namespace remit::check
