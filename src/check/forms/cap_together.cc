// Several rewards share one limit.
#include <utility>
#include <vector>

#include "check/declare.h"
#include "check/forms/form.h"
#include "check/ranges.h"
#include "check/row_order.h"
#include "check/steps.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using number::Rational;
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

/// The rows that share a limit.
class Unit {
 public:
  Unit(Context& context, NodeView item, EntityId entity, const number::Rounding& rounding)
      : context_(context), item_(item), entity_(entity), rounding_(rounding) {
    keys_ = Typer(context).partition(item.all(Label::key), Scope{.entity = entity});
  }

  ExprId sum(ExprId value) const {
    return context_.build.fold(entity_,
                               {.op = type::FoldOp::sum,
                                .rows = entity_,
                                .partitioned = true,
                                .partition = keys_,
                                .value = value},
                               item_.span());
  }

  Claim sum(const Claim& claim) const {
    Claim sums{.value = sum(claim.value), .asked = sum(claim.asked), .refunds = claim.refunds};
    sums.net = claim.refunds ? sum(claim.net) : sums.asked;
    return sums;
  }

  /// A row's part of what the rows of its unit get of `total`.
  ExprId part(const Claim& row, ExprId total) const {
    const base::Span span = item_.span();
    Apportion rows;
    rows.partition = keys_;
    rows.total = total;
    rows.weight = row.asked;
    rows.cap = row.asked;
    rows.rounding = rounding_;
    rows.where = asks(context_, row, span);
    const NodeView how = item_[Label::how];
    RowOrder order = read_row_order(context_, entity_, {how[Label::ties]}, keys_);
    if (how) require_total(context_, order, entity_, how.span());
    rows.order = std::move(order.keys);
    return context_.build.apportion(entity_, std::move(rows), span);
  }

  /// Of a row without a unit nobody knows the limit.
  ExprId certain(const Claim& row, ExprId part) const {
    return in_a_group(context_, keys_, row, part, item_.span());
  }

 private:
  Context& context_;
  NodeView item_;
  EntityId entity_;
  number::Rounding rounding_;
  std::vector<ExprId> keys_;
};

/// Of one unit the first reward of all its rows comes before the second of any.
void serve_in_order(Context& context, NodeView item, EntityId entity, const Unit& unit,
                    const std::vector<GroupedReward>& members, const std::vector<Claim>& claims,
                    PartySplit split) {
  const base::Span span = item.span();
  split.weights.clear();
  for (const Claim& claim : claims) split.weights.push_back(unit.sum(claim.asked));
  split.caps = split.weights;
  const std::uint32_t index = context.build.add_split(std::move(split));
  for (std::uint32_t i = 0; i < members.size(); ++i) {
    const ExprId all = context.build.party(entity, index, i, span);
    const ExprId part = unit.certain(claims[i], unit.part(claims[i], all));
    context.columns.define(members[i].after, after_limit(context, claims[i], part, span), span);
  }
}

/// One reward has no order; and of one row it is limited by its own `cap`.
void refuse_idle_order(Context& context, NodeView item, const std::vector<GroupedReward>& members) {
  const bool alone = members.size() == 1 && item.all(Label::reward).size() == 1;
  if (alone && item[Label::how][Label::order])
    context.report_no_effect(item[Label::how], diagnostic::text::why_alone);
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
    context.sink.report(code::rounding_missing, span, {item.text()});
    return;
  }
  refuse_idle_order(context, item, members);
  if (!item[Label::how]) context.sink.report(code::reduction_order_missing, span);
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
    context.report_no_effect(item[Label::how][Label::ties], diagnostic::text::why_of_one_row);
  ExprId kept = limit;
  const Rational* fixed = build.constant(limit);
  const Interval range = interval_behind(context, sums.value);
  if (!item[Label::key] && fixed != nullptr && range.high && *range.high <= *fixed)
    context.sink.report(code::cap_never_binds, item[Label::limit].span(),
                        {fixed->to_text(), range.high->to_text()});
  ExprId most = sums.value;
  if (item[Label::key]) {
    const Unit unit(context, item, entity, rounding);
    most = unit.sum(sums.value);
    if (split.method == number::ShareMethod::in_order) {
      typer.probe(Probe::Kind::limit, build.compare(Opcode::greater, most, limit, span),
                  item[Label::limit].span());
      split.total = to_share(context, unit.sum(sums), limit, span);
      return serve_in_order(context, item, entity, unit, members, claims, std::move(split));
    }
    const Claim row = claim_of(context, sums.value, sums.refunds, rounding, span);
    const ExprId share = to_share(context, unit.sum(row), limit, span);
    kept = after_limit(context, row, unit.part(row, share), span);
  }
  typer.probe(Probe::Kind::limit, build.compare(Opcode::greater, most, limit, span),
              item[Label::limit].span());
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
                                                   {.reason = diagnostic::text::reason_joint_cap,
                                                    .cut = diagnostic::text::reason_cut_joint,
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
