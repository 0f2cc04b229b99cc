#pragma once

#include <memory>
#include <vector>

#include "check/model.h"
#include "lowering/plan_names.h"

namespace remit::lowering {

/// The plan of a checked model: one Input column per field, one column per column of the model,
/// and helper columns (Role::helper, no name, the origin of the column they serve) for
///   - every lookup, match, fold, rank, apportionment and party's part inside a formula,
///   - what these read, unless it is a column already,
///   - the largest parts of a formula over rows that depend on no row: columns of the whole.
/// Equal helpers of one entity are one column; a column that is nothing but such a node is that
/// node; helpers that nothing needs are left out. Formulas are simplified as far as that keeps
/// every value and fault (lowering/simplify.h).
///
/// `columns`, if given, receives the plan's column for each column of the model (kNoColumn for a
/// nameless one that nothing needs). Time is linear in the model; no recursion. A model whose
/// columns form a cycle, which the checker refuses, gives nullptr.
std::shared_ptr<const Plan> lower(const check::Model& model,
                                  std::vector<ColumnId>* columns = nullptr);

}  // namespace remit::lowering
