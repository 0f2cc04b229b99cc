#pragma once

#include <string>

#include "plan/plan.h"
#include "table/dataset.h"

namespace remit::differential {

/// Evaluates the plan with the rows of each entity in turn in shards, cut by their number and
/// merged from the last one, through bytes; no helper is kept, as in a run of a policy. What is not
/// as in `expected`, to the last fault, or went wrong; empty if nothing.
std::string differences_in_shards(const plan::Plan& plan, const table::Dataset& dataset,
                                  const table::Results& expected);

}  // namespace remit::differential
