#pragma once

#include <string>

#include "number/rounding.h"
#include "plan/plan.h"

namespace remit::plan {

/// "fold sum c4 over project via c2 where c7", "map e12" ...
std::string print_node(const Plan& plan, const Node& node);

/// "half_up 0.01".
std::string print_rounding(const number::Rounding& rounding);

/// "pro_rata, remainder largest_remainder, half_up 0.01".
std::string print_method(number::ShareMethod method, number::RemainderRule remainder,
                         const number::Rounding& rounding);

}  // namespace remit::plan
