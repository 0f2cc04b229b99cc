#pragma once

#include <cstdint>
#include <vector>

#include "plan/plan.h"

namespace remit::plan {

/// A column that only serves the formulas of others: it has neither a name nor a role of its own.
inline bool is_helper(const Column& column) {
  return column.name.empty() && column.origin.role == Role::helper;
}

/// The fault as a cell of `column` has it. What began in a helper began, for everybody but helpers,
/// in the column whose formula the helper is part of, at the row being computed. So where a fault
/// began does not depend on how formulas are cut into columns, and each of several readers of one
/// helper says it of itself.
inline type::Fault fault_in(const std::vector<Column>& columns, ColumnId column, std::uint64_t row,
                            const type::Fault& fault) {
  if (!is_helper(columns[fault.column]) || is_helper(columns[column])) return fault;
  return {fault.code, column, row};
}

}  // namespace remit::plan
