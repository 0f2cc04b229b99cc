#pragma once

#include <cstdint>
#include <optional>

#include "plan/plan.h"
#include "remit/options.h"
#include "remit/status.h"
#include "table/dataset.h"

namespace remit::engine {

/// Computes every output column of the plan, with the evaluator, instruction set and threads that
/// the options ask for; cancel, progress and limits are observed.
Result<table::Results> compute(const plan::Plan& plan, const table::Dataset& dataset,
                               const RunOptions& options);

}  // namespace remit::engine
