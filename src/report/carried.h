#pragma once

#include <set>

#include "plan/plan.h"

// What a fold over the rows before, `sum(earlier.cost)`, has come to is carried on from row to row
// by columns that no policy writes. A memo tells of the totals, and of nothing else.

namespace remit::report {

/// Whether it reads what such a fold has come to in the row before.
bool reads_carried(const plan::Plan& plan, plan::ColumnId column);

/// Whether it is what such a fold has come to, the row's own part included.
bool is_carried(const plan::Plan& plan, plan::ColumnId column);

/// Whether it reads what such a fold had come to at a bound, `earlier.cost where day > this.day - 3
/// years`: what is taken off again.
bool reads_up_to_bound(const plan::Plan& plan, plan::ColumnId column);

/// Whether what such a fold has come to is of all rows before, and those up to a bound are taken
/// off where it is read. What the policy writes there is not what the column has then.
bool is_without_bound(const plan::Plan& plan, plan::ColumnId column);

/// The columns by which rows before are found: the place in the order, the place before it, and the
/// row that has it.
std::set<plan::ColumnId> columns_of_order(const plan::Plan& plan);

}  // namespace remit::report
