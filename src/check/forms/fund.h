#pragma once

#include <vector>

#include "check/context.h"
#include "check/forms/fund_years.h"
#include "check/row_order.h"
#include "check/steps.h"

namespace remit::check {

struct FundColumns {
  ColumnId budget, requested, paid, left;
};

/// The grid of a fund's parts and who takes the odd fen: its own clauses, else the policy's
/// rounding and the largest remainder. Nothing without a rounding.
struct FundRule {
  number::Rounding rounding;
  number::RemainderRule remainder = number::RemainderRule::largest_remainder;
};

/// The order in which a fund pays the rows of an entity, and gives them the odd fen.
RowOrder fund_order(Context& context, NodeView item, EntityId rows,
                    absl::Span<const ExprId> groups);

/// What a reward asks of the fund, over all its rows.
ExprId request_of(Context& context, const GroupedReward& member, ExprId value, base::Span span);

/// The least that a row gets of the fund: never more than it asks for.
ExprId floor_of(Context& context, ExprId floor, const Claim& claim, const FundRule& rule,
                base::Span span);

/// Complains of a written budget, of whatever day, below zero or finer than a coin.
void look_at_budget(Context& context, ExprId budget, NodeView node);

/// A fund with a budget for each year: the rows of one year share that year's. `claim`: what a row
/// asks for.
void define_yearly_fund(Context& context, NodeView item, ProvisionId id,
                        const std::vector<GroupedReward>& members, const FundColumns& to,
                        const Claim& claim, const FundRule& rule,
                        const std::vector<FundYears>& tables);

}  // namespace remit::check
