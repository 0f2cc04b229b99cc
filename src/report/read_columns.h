#pragma once

#include <vector>

#include "plan/plan.h"
#include "remit/outputs.h"

namespace remit::report {

/// Which columns the lists that are asked for read, by column of the plan; inputs may be among
/// them. What is told of a run beside its lists (Results::notes) is left to whoever tells it.
std::vector<bool> columns_read(const plan::Plan& plan, Outputs outputs);

}  // namespace remit::report
