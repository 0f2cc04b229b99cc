#pragma once

#include <span>

#include "needs/possible.h"

namespace remit::needs {

/// Of a `min` (`least`) or `max`: whether an operand can be what it comes to, or hide it by a
/// fault.
bool can_decide(bool least, std::size_t which, std::span<const Possible* const> operands);

}  // namespace remit::needs
