// A budget that pays rewards, and what happens when it does not suffice.
#include "check/forms/fund.h"

#include <algorithm>

#include "check/dated.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::Opcode;
using type::Role;
using type::Type;

namespace {

/// A grid that the fund does not write itself takes nothing off an amount that it can pay.
std::optional<FundRule> fund_rule(Context& context, NodeView item,
                                  const std::vector<GroupedReward>& members, Type type) {
  std::optional<number::Rounding> rounding = context.model.rounding;
  const NodeView own = clause_of(item, Rule::rounding);
  if (own) rounding = Typer(context).rounding(own, Scope{}, type);
  if (own && !rounding) return std::nullopt;  // complained of
  if (!rounding) {
    context.sink.report(code::rounding_missing, item.span(), {item[Label::name].text()});
    return std::nullopt;
  }
  if (own)
    require_coins(context, *rounding, own, type, item.span());
  else
    rounding = dividing(context, context.rewards.steps(members), type, *rounding);
  FundRule rule{.rounding = *rounding};
  const NodeView remainder = clause_of(item, Rule::remainder);
  const NodeView how = clause_of(item, Rule::when_short);
  if (how[Label::order]) context.report_no_effect(remainder, diagnostic::text::why_in_order);
  if (how[Label::refuse]) {
    for (const NodeView clause : {remainder, clause_of(item, Rule::floor), own})
      context.report_no_effect(clause, diagnostic::text::why_refused);
  }
  if (remainder[Label::first]) rule.remainder = number::RemainderRule::first_in_order;
  if (remainder[Label::last]) rule.remainder = number::RemainderRule::last;
  if (const NodeView party = remainder[Label::party])
    context.sink.report(code::remainder_outside, party.span(), {party.text()});
  return rule;
}

/// What one reward's rows claim of the fund.
struct Claimed {
  Claim row;             ///< of one row
  ExprId asked = kNone;  ///< over all rows
};

/// What a fund has and what is asked of it.
struct Figures {
  std::vector<Claimed> claims;
  ExprId requested = kNone;
  ExprId budget = kNone;
  ExprId zero = kNone;
};

/// What the rows of each reward claim of a fund that divides them by its rounding.
std::vector<Claimed> claims_of(Context& context, const std::vector<GroupedReward>& members,
                               const std::vector<ExprId>& values, const FundRule& rule,
                               base::Span span) {
  std::vector<Claimed> claims;
  for (std::size_t i = 0; i < members.size(); ++i) {
    const RewardStages& reward = context.rewards[members[i].reward];
    claims.push_back(
        {claim_of(context, values[i], reward.refunds, rule.rounding, span, reward.provision),
         kNone});
  }
  context.rewards.divided(members, rule.rounding);
  return claims;
}

/// One reward's part of the fund among its rows.
ExprId pay_rows(Context& context, NodeView item, EntityId entity, const Claim& claim, ExprId total,
                const FundRule& rule, ExprId floor) {
  const base::Span span = item.span();
  Apportion rows;
  rows.total = total;
  rows.cap = claim.asked;
  rows.weight = claim.asked;
  rows.rounding = rule.rounding;
  rows.remainder = rule.remainder;
  if (floor != kNone) rows.floor = floor_of(context, floor, claim, rule, span);
  rows.where = asks(context, claim, span);
  const NodeView how = clause_of(item, Rule::when_short);
  if (how[Label::order]) rows.method = number::ShareMethod::in_order;
  RowOrder order = fund_order(context, item, entity, {});
  if (how) require_total(context, order, entity, how.span());
  rows.order = std::move(order.keys);
  const ExprId part = context.build.apportion(entity, std::move(rows), span);
  return after_limit(context, claim, part, span);
}

/// The sums of what the claims ask for, with refunds and without.
Claim add_up(Context& context, const std::vector<GroupedReward>& members,
             std::vector<Claimed>& claims, base::Span span) {
  ExprBuilder& build = context.build;
  Claim sums;
  const auto add = [&](ExprId& sum, ExprId value) {
    sum = sum == kNone ? value : build.add(sum, value, span);
  };
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Claim& row = claims[i].row;
    claims[i].asked = request_of(context, members[i], row.asked, span);
    add(sums.asked, claims[i].asked);
    add(sums.net, row.refunds ? request_of(context, members[i], row.net, span) : claims[i].asked);
    sums.refunds = sums.refunds || row.refunds;
  }
  return sums;
}

/// Whether the fund serves the claims of several rewards in one order; complains where that is
/// none.
bool has_one_order(Context& context, NodeView item, const std::vector<GroupedReward>& members) {
  const NodeView how = clause_of(item, Rule::when_short);
  if (!how[Label::order] || members.size() < 2) return false;
  const EntityId first = context.rewards.provision(members[0]).entity;
  const bool same = std::ranges::all_of(members, [&](const GroupedReward& member) {
    return context.rewards.provision(member).entity == first;
  });
  if (!same) context.sink.report(code::order_of_two_tables, how.span(), {item[Label::name].text()});
  return same;
}

/// In one order, whatever the reward: a row is given what all its rewards ask for, and of that each
/// reward in the order of `pays`. Floors are set aside first.
void share_in_order(Context& context, NodeView item, ProvisionId id,
                    const std::vector<GroupedReward>& members, const std::vector<Claimed>& claims,
                    ExprId total, const FundRule& rule) {
  const base::Span span = item.span();
  ExprBuilder& build = context.build;
  const EntityId entity = context.rewards.provision(members[0]).entity;
  const NodeView floor_node = clause_of(item, Rule::floor);
  PartySplit split;
  split.rounding = rule.rounding;
  split.method = number::ShareMethod::in_order;
  Claim row;
  std::vector<ExprId> floors;
  ExprId least = kNone;
  const auto add = [&](ExprId& sum, ExprId value) {
    sum = sum == kNone ? value : build.add(sum, value, span);
  };
  for (const Claimed& claim : claims) {
    add(row.asked, claim.row.asked);
    ExprId more = claim.row.asked;
    if (floor_node) {
      Typer typer(context);
      const ExprId floor = typer.of_type(floor_node[Label::least], Scope{.entity = entity},
                                         build.type_of(claim.row.asked));
      floors.push_back(floor_of(context, floor, claim.row, rule, span));
      add(least, floors.back());
      more = build.subtract(more, floors.back(), span);
    }
    split.weights.push_back(more);
    split.caps.push_back(more);
  }
  row.value = row.asked;
  const ColumnId kept = context.columns.add_hidden(id, entity, Role::paid, span);
  context.columns.define(kept, pay_rows(context, item, entity, row, total, rule, least), span);
  split.total = build.column(kept, span);
  if (least != kNone) split.total = build.subtract(split.total, least, span);
  const std::uint32_t index = build.add_split(std::move(split));
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    ExprId part = build.party(entity, index, i, span);
    if (least != kNone) part = build.add(part, floors[i], span);
    part = if_asked(context, claims[i].row, part, span);
    context.columns.define(members[i].after, after_limit(context, claims[i].row, part, span), span);
  }
}

/// What there is, at most what is asked for, shared among the rewards and then among the rows.
void share_fund(Context& context, NodeView item, ProvisionId id,
                const std::vector<GroupedReward>& members, Figures& figures, const FundRule& rule) {
  const base::Span span = item.span();
  ExprBuilder& build = context.build;
  Typer typer(context);
  const Type type = build.type_of(figures.zero);
  const NodeView how = clause_of(item, Rule::when_short);
  Claim sums = add_up(context, members, figures.claims, span);
  const bool as_asked = std::ranges::all_of(
      figures.claims, [](const Claimed& claim) { return claim.row.net == claim.row.value; });
  if (as_asked) sums.net = figures.requested;
  PartySplit split;
  split.rounding = rule.rounding;
  split.remainder = rule.remainder;
  const ExprId most = at_step(context, build.maximum(figures.budget, figures.zero, span),
                              rule.rounding, number::RoundingMode::down, span);
  split.total =
      context.columns.add_step(id, Role::total, to_share(context, sums, most, span), span);
  const bool in_turn = how[Label::order] && !clause_of(item, Rule::floor);
  const bool one_order = has_one_order(context, item, members);
  if (in_turn && (one_order || members.size() == 1))
    split.total = to_serve(context, sums, split.total, most, span);
  if (one_order)
    return share_in_order(context, item, id, members, figures.claims, split.total, rule);
  for (const Claimed& claim : figures.claims) {
    split.weights.push_back(claim.asked);
    split.caps.push_back(claim.asked);
  }
  if (how[Label::order]) split.method = number::ShareMethod::in_order;
  const ExprId whole = split.total;
  const std::uint32_t index = build.add_split(std::move(split));
  const NodeView floor_node = clause_of(item, Rule::floor);
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    const ExprId total = members.size() == 1 ? whole : build.party(kWhole, index, i, span);
    const EntityId entity = context.rewards.provision(members[i]).entity;
    const Scope scope{.entity = entity};
    const ExprId floor = floor_node ? typer.of_type(floor_node[Label::least], scope, type) : kNone;
    if (floor != kNone && i == 0) {
      look_at_limit(context, floor, floor_node[Label::least]);
      refuse_nothing(context, floor, floor_node[Label::least], floor_node);
    }
    context.columns.define(
        members[i].after,
        pay_rows(context, item, entity, figures.claims[i].row, total, rule, floor), span);
  }
}

/// The budget, and what may be carried over into it.
ExprId whole_budget(Context& context, NodeView item, NodeView budget_node, Type type) {
  const base::Span span = item.span();
  Typer typer(context);
  ExprId budget = value_on(context, std::string(item[Label::name].text()),
                           budget_node.all(Label::value), type, context.columns.today(span));
  look_at_budget(context, budget, budget_node);
  const NodeView carried = clause_of(item, Rule::carry_over);
  if (!carried) return budget;
  if (!carried[Label::limit]) {
    context.sink.report(code::carry_over_amount, carried.span(), {item[Label::name].text()});
    return budget;
  }
  const ExprId most = typer.of_type(carried[Label::limit], Scope{}, type);
  look_at_limit(context, most, carried[Label::limit]);
  refuse_nothing(context, most, carried[Label::limit], carried);
  return context.build.add(budget, most, carried.span());
}

/// All or nothing; of nothing both are the same, whatever there is.
ExprId if_enough(ExprBuilder& build, ExprId enough, ExprId value, ExprId zero, base::Span span) {
  const ExprId nothing = build.compare(Opcode::equal, value, zero, span);
  return build.choose(build.disjunction({enough, nothing}, span), value, zero, span);
}

void define_fund(Context& context, NodeView item, ProvisionId id,
                 const std::vector<GroupedReward>& members, const FundColumns& to,
                 const std::vector<FundYears>& tables) {
  const base::Span span = item.span();
  ExprBuilder& build = context.build;
  Typer typer(context);
  const auto values = context.rewards.amounts(members, span);
  const NodeView how = clause_of(item, Rule::when_short);
  if (!how)
    context.sink.report(code::shortage_rule_missing, item[Label::name].span(),
                        {item[Label::name].text()});
  if (values.empty()) {
    fund_rule(context, item, members, type::kUnknown);
    return;
  }
  const Type type = build.type_of(values[0]);
  const auto rule = fund_rule(context, item, members, type);
  if (!rule) return;
  ExprId requested = request_of(context, members[0], values[0], span);
  for (std::size_t i = 1; i < members.size(); ++i)
    requested = build.add(requested, request_of(context, members[i], values[i], span), span);
  context.columns.define(to.requested, requested, span);
  const NodeView budget_node = clause_of(item, Rule::budget);
  if (!budget_node) return;
  if (budget_node[Label::year]) {
    const std::vector<Claimed> claims = claims_of(context, members, values, *rule, span);
    return define_yearly_fund(context, item, id, members, to, claims[0].row, *rule, tables);
  }
  context.columns.define(to.budget, whole_budget(context, item, budget_node, type),
                         budget_node.span());
  const ExprId all = build.column(to.requested, span);
  const ExprId most = build.column(to.budget, span);
  const ExprId enough = build.compare(Opcode::less_equal, all, most, span);
  typer.probe(Probe::Kind::limit, build.negation(enough, span), budget_node.span());
  const ExprId zero = build.zero(type);
  if (how[Label::refuse]) {
    for (std::size_t i = 0; i < members.size(); ++i)
      context.columns.define(members[i].after, if_enough(build, enough, values[i], zero, span),
                             span);
    return;
  }
  Figures figures{claims_of(context, members, values, *rule, span), all, most, zero};
  share_fund(context, item, id, members, figures, *rule);
}

/// What its lines in the ledger come to; and what has been promised to nobody.
void define_paid(Context& context, NodeView item, const std::vector<GroupedReward>& members,
                 const FundColumns& to) {
  const base::Span span = item.span();
  ExprBuilder& build = context.build;
  ExprId paid = kNone;
  ExprId promised = kNone;
  const auto add = [&](ExprId& sum, const GroupedReward& member, ColumnId column) {
    const ExprId value = context.columns.use(column, span);
    if (!build.type_of(value).is_numeric()) return false;
    const ExprId all = request_of(context, member, value, span);
    sum = sum == kNone ? all : build.add(sum, all, span);
    return true;
  };
  for (const GroupedReward& member : members) {
    const RewardStages& reward = context.rewards[member.reward];
    if (!add(paid, member, reward.payable) || !add(promised, member, reward.amount)) return;
  }
  if (paid == kNone) return;
  context.columns.define(to.paid, paid, span);
  if (context.model.columns[to.budget].value == kNone) return;
  const NodeView budget_node = clause_of(item, Rule::budget);
  if (budget_node[Label::year]) return;
  if (build.type_of(context.columns.use(to.budget, span)) != build.type_of(promised)) return;
  context.columns.define(to.left, build.subtract(build.column(to.budget, span), promised, span),
                         span);
}

/// No reward is paid by two funds.
void compare_funds(Context& context, absl::Span<const NodeView> funds) {
  std::vector<NodeView> paid;
  for (const NodeView fund : funds) {
    const auto before = static_cast<std::ptrdiff_t>(paid.size());
    for (const NodeView clause : clauses_of(fund, Rule::pays))
      for (const NodeView reward : clause.all(Label::reward))
        if (std::ranges::find(paid.begin() + before, paid.end(), reward.text(), &NodeView::text) ==
            paid.end())
          paid.push_back(reward);
  }
  report_twice(context, paid, code::paid_by_two_funds);
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
    const auto members = context.rewards.add_stage(names, Role::paid,
                                                   {.reason = diagnostic::text::reason_fund,
                                                    .cut = diagnostic::text::reason_cut_fund,
                                                    .name = of.label.empty() ? of.name : of.label},
                                                   true);
    const bool yearly = static_cast<bool>(clause_of(item, Rule::budget)[Label::year]);
    std::vector<ColumnId> columns = columns_after(members);
    for (const ColumnId column : {to.budget, to.requested}) columns.push_back(column);
    std::vector<ColumnId> results = {to.paid};
    (yearly ? columns : results).push_back(to.left);
    std::vector<FundYears> tables;
    if (yearly) tables = context.rewards.claim_years(of.called);
    for (const FundYears& table : tables)
      for (const ColumnId column : table.columns()) columns.push_back(column);
    context.columns.add_definition(of.name, item.span(), columns,
                                   [&context, item, id, members, to, tables] {
                                     define_fund(context, item, id, members, to, tables);
                                   });
    context.columns.add_definition(of.name, item.span(), results, [&context, item, members, to] {
      define_paid(context, item, members, to);
    });
  });
}

}  // namespace

void look_at_budget(Context& context, ExprId budget, NodeView node) {
  const auto written = node.all(Label::value);
  if (written.empty()) return;  // of a text that could not be read
  const Expr& expr = context.build[budget];
  if (context.build.is_constant(budget))
    return look_at_limit(context, budget, written[0][Label::value]);
  if (expr.kind != ExprKind::operation || expr.op != Opcode::dated) return;
  const std::vector<ExprId> values = context.model.dated[expr.payload].values;
  if (!written[0][Label::since]) return;  // a parameter, which is looked at where it stands
  for (std::size_t i = 0; i < values.size() && i < written.size(); ++i)
    look_at_limit(context, values[i], written[i][Label::value]);
}

ExprId floor_of(Context& context, ExprId floor, const Claim& claim, const FundRule& rule,
                base::Span span) {
  const ExprId least = at_step(context, floor, rule.rounding, number::RoundingMode::ceiling, span);
  return context.build.minimum(least, claim.asked, span);
}

ExprId request_of(Context& context, const GroupedReward& member, ExprId value, base::Span span) {
  return context.build.fold(kWhole,
                            {.op = type::FoldOp::sum,
                             .rows = context.rewards.provision(member).entity,
                             .partition = {},
                             .value = value},
                            span);
}

RowOrder fund_order(Context& context, NodeView item, EntityId rows,
                    absl::Span<const ExprId> groups) {
  const NodeView how = clause_of(item, Rule::when_short);
  const NodeView remainder = clause_of(item, Rule::remainder);
  return read_row_order(
      context, rows,
      {how[Label::order], how[Label::ties], remainder[Label::order], remainder[Label::ties]},
      groups);
}

constinit const Form kFund{.rule = Rule::fund,
                           .declare = declare_fund,
                           .compare = compare_funds,
                           .required = {Rule::budget, Rule::pays},
                           .repeatable = {Rule::pays},
                           .attributes = {Role::budget, Role::requested, Role::paid, Role::left},
                           .bare = Role::paid,
                           .wants_cite = true,
                           .coverage = Coverage::figure};

}  // namespace remit::check
