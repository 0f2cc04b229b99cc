#pragma once

#include <vector>

#include "check/context.h"

namespace remit::check {

/// Whether the rewards are of several tables.
bool of_several_tables(const Context& context, const std::vector<GroupedReward>& members);

/// Of the rewards of all rows that share the keys, whatever table they are of, only the highest is
/// paid: of equal ones the first reward as `item` lists them, and the first row of its table.
void choose_across_tables(Context& context, NodeView item,
                          const std::vector<GroupedReward>& members);

/// What `choose` pays of a value: all of it or nothing. A reward of nothing is nothing, chosen or
/// not, whatever is unknown of the others.
ExprId if_chosen(Context& context, const GroupedReward& member, ExprId chosen, ExprId value,
                 base::Span span);

/// Whether a row that `reaches` its group's highest amount is the first that does.
ExprId first_of_group(Context& context, ExprId amount, ExprId reaches, EntityId entity,
                      const std::vector<ExprId>& keys, NodeView item);

}  // namespace remit::check
