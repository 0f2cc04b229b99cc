#pragma once

#include <string>

#include "plan/plan.h"
#include "table/dataset.h"

namespace remit::differential {

/// Evaluates the plan with the rows of each entity in turn in shards, cut by their number and
/// merged from the last one, through bytes. What is the same neither as in `expected` nor as in
/// `or_else`, to the last fault, or went wrong; empty if nothing. (They differ where the columnar
/// evaluator looks at a column in some rows only; a run in parts may look at others.)
std::string differences_in_shards(const plan::Plan& plan, const table::Dataset& dataset,
                                  const table::Results& expected, const table::Results& or_else);

}  // namespace remit::differential
