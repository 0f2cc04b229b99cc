#pragma once

#include "plan/plan.h"

namespace remit::plan {

/// Whether the reference column names a row that stands before its own in that order: found as
/// such, or the one before the one before. O(length of such a chain).
bool is_earlier(const Plan& plan, ColumnId reference, std::uint32_t order);

/// The recurrence that the column is part of; null: none. O(log recurrences).
const Recurrence* recurrence_of(const Plan& plan, ColumnId column);

/// Whether the column is a lookup that reads its own recurrence in a row before.
bool reads_back(const Plan& plan, ColumnId column);

}  // namespace remit::plan
