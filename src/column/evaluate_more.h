// Columns that a run did not keep, computed from those that it did.
#pragma once

#include <vector>

#include "column/evaluate.h"

namespace remit::column {

/// The columns `wanted` (by plan column), from the dataset and the results of a run over it. What
/// those results have is taken as it is; they and the dataset must be those of the plan.
absl::StatusOr<table::Results> evaluate_more(const plan::Plan& plan, const table::Dataset& dataset,
                                             const table::Results& known,
                                             const std::vector<bool>& wanted,
                                             const Options& options = {});

}  // namespace remit::column
