#pragma once

#include <vector>

#include "plan/plan.h"
#include "remit/options.h"
#include "remit/status.h"
#include "table/dataset.h"

namespace remit::run {

/// The columns `wanted` (by plan column) of a finished run that it did not keep, from those that it
/// did; with the threads and instruction set that the options ask for, cancel and limits observed.
/// With the row evaluator everything that they stand on is computed again.
Result<table::Results> compute_more(const plan::Plan& plan, const table::Dataset& dataset,
                                    const table::Results& known, const std::vector<bool>& wanted,
                                    const RunOptions& options);

}  // namespace remit::run
