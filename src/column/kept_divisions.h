// What a run keeps of its divisions for who explains a share: what it has in its hands anyway.
#pragma once

#include <vector>

#include "column/compile/schedule.h"
#include "plan/plan.h"

namespace remit::column {

/// By column of the plan: the divisions that the schedule needs, what they read of all rows, and
/// what is added up to the amounts that they divide. Linear in the plan.
std::vector<bool> columns_of_divisions(const plan::Plan& plan, const Schedule& schedule);

}  // namespace remit::column
