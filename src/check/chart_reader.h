#pragma once

#include "check/context.h"

namespace remit::check {

/// Reads a parameter by axes, if it was not yet; what is wrong is reported, and the chart broken.
void read_chart(Context& context, std::uint32_t index);

}  // namespace remit::check
