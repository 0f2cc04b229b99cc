#pragma once

#include <vector>

#include "check/context.h"
#include "check/row_order.h"

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
RowOrder fund_order(Context& context, NodeView item, EntityId rows);

/// What a reward asks of the fund, over all its rows.
ExprId request_of(Context& context, const GroupedReward& member, ExprId value, base::Span span);

/// A fund with a budget for each year: the rows of one year share that year's. `values`: what the
/// rewards ask for.
void define_yearly_fund(Context& context, NodeView item, ProvisionId id,
                        const std::vector<GroupedReward>& members, const FundColumns& to,
                        const std::vector<ExprId>& values, const FundRule& rule);

}  // namespace remit::check
