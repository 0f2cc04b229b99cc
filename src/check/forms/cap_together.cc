// Several rewards share one limit.
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/row_order.h"
#include "check/steps.h"

namespace remit::check {

using type::Opcode;
using type::Role;

namespace {

/// The sums over the rewards of a row.
Claim add_up(ExprBuilder& build, const std::vector<Claim>& claims, base::Span span) {
  Claim sums = claims[0];
  for (std::size_t i = 1; i < claims.size(); ++i) {
    sums.value = build.add(sums.value, claims[i].value, span);
    sums.asked = build.add(sums.asked, claims[i].asked, span);
    sums.net = build.add(sums.net, claims[i].net, span);
    sums.refunds = sums.refunds || claims[i].refunds;
  }
  return sums;
}

std::vector<Claim> claims_of(Context& context, const std::vector<GroupedReward>& members,
                             const std::vector<ExprId>& values, const number::Rounding& rounding,
                             base::Span span) {
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < members.size(); ++i)
    claims.push_back(
        claim_of(context, values[i], context.rewards[members[i].reward].refunds, rounding, span));
  return claims;
}

/// What a row may keep of its sum under a limit on all rows of its unit.
ExprId keep_of_unit(Context& context, NodeView item, EntityId entity, const Claim& row,
                    ExprId limit, const number::Rounding& rounding) {
  const base::Span span = item.span();
  ExprBuilder& build = context.build;
  Typer typer(context);
  Apportion rows;
  rows.partition = typer.partition(item.all(Label::key), Scope{.entity = entity});
  const auto together = [&](ExprId value) {
    return build.fold(entity,
                      {.op = type::FoldOp::sum,
                       .rows = entity,
                       .partitioned = true,
                       .partition = rows.partition,
                       .value = value},
                      span);
  };
  typer.probe(Probe::Kind::limit, build.compare(Opcode::greater, together(row.value), limit, span),
              item[Label::limit].span());
  Claim sums{.asked = together(row.asked), .refunds = row.refunds};
  if (sums.refunds) sums.net = together(row.net);
  rows.total = to_share(context, sums, limit, span);
  rows.weight = row.asked;
  rows.cap = row.asked;
  rows.rounding = rounding;
  rows.where = asks(context, row, span);
  const NodeView how = item[Label::how];
  RowOrder order = read_row_order(context, entity, {how[Label::ties]});
  if (how) require_total(context, order, entity, how.span());
  rows.order = std::move(order.keys);
  return after_limit(context, row, build.apportion(entity, std::move(rows), span), span);
}

/// A limit on the sum of several rewards of a row, or of all rows of one unit.
void cap_jointly(Context& context, NodeView item, const std::vector<GroupedReward>& members) {
  const base::Span span = item.span();
  const auto values = context.rewards.amounts(members, span);
  if (values.empty()) return;
  ExprBuilder& build = context.build;
  Typer typer(context);
  const EntityId entity = context.rewards.provision(members[0]).entity;
  const type::Type type = build.type_of(values[0]);
  ExprId limit = typer.of_type(item[Label::limit], Scope{.entity = entity}, type);
  look_at_limit(context, limit, item[Label::limit]);
  if (!context.model.rounding) {
    context.sink.report(Code::rounding_missing, span, {item.text()});
    return;
  }
  if (!item[Label::how]) context.sink.report(Code::reduction_order_missing, span);
  if (!build.type_of(limit).is_numeric()) return;
  const number::Rounding rounding =
      dividing(context, context.rewards.steps(members), type, *context.model.rounding);
  const std::vector<Claim> claims = claims_of(context, members, values, rounding, span);
  context.rewards.divided(members, rounding);
  const Claim sums = add_up(build, claims, span);
  limit = at_step(context, not_below_zero(context, limit, span), rounding,
                  number::RoundingMode::down, span);
  PartySplit split;
  split.rounding = rounding;
  if (item[Label::how][Label::order]) split.method = number::ShareMethod::in_order;
  for (const Claim& claim : claims) {
    split.weights.push_back(claim.asked);
    split.caps.push_back(claim.asked);
  }
  if (!item[Label::key])
    context.report_no_effect(item[Label::how][Label::ties], diagnostic::Text::why_of_one_row);
  ExprId kept = limit;
  if (item[Label::key]) {
    const Claim row = claim_of(context, sums.value, sums.refunds, rounding, span);
    kept = keep_of_unit(context, item, entity, row, limit, rounding);
  } else {
    typer.probe(Probe::Kind::limit, build.compare(Opcode::greater, sums.value, limit, span),
                item[Label::limit].span());
  }
  split.total = to_share(context, sums, kept, span);
  const std::uint32_t index = build.add_split(std::move(split));
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    const ExprId part = if_asked(context, claims[i], build.party(entity, index, i, span), span);
    context.columns.define(members[i].after, after_limit(context, claims[i], part, span), span);
  }
}

void declare_cap_together(Context& context, NodeView item) {
  context.columns.wait(Wave::joint_caps, [&context, item] {
    const auto members = context.rewards.add_stage(item.all(Label::reward), Role::cap,
                                                   {.reason = diagnostic::Text::reason_joint_cap,
                                                    .cut = diagnostic::Text::reason_cut_joint,
                                                    .name = ""},
                                                   false);
    if (members.empty()) return;
    context.tables.add_remark({.cite = cited_clause(context, item), .span = item.span()});
    context.columns.add_definition(
        std::string(item.text()), item.span(), columns_after(members),
        [&context, item, members] { cap_jointly(context, item, members); });
  });
}

}  // namespace

constinit const Form kCapTogether{.rule = Rule::cap_together, .declare = declare_cap_together};

}  // namespace remit::check
