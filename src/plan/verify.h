#pragma once

#include "absl/status/status.h"
#include "plan/plan.h"

namespace remit::plan {

/// Whether the evaluators may trust the plan: every index is in range; operands precede their
/// operation and the columns a column needs precede it; columns stand in the entity where they are
/// read; types and number forms are those that the operations give; constants are constants. What
/// is wrong is kInternal with the place, for whoever wrote the pass that made it. Linear.
absl::Status verify(const Plan& plan);

}  // namespace remit::plan
