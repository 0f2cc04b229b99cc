#pragma once

#include <vector>

#include "check/context.h"

namespace remit::check {

/// Warns of what is legal and probably not meant: inputs, parameters and parties that nothing uses,
/// rules without a clause; notes the typed holes.
void report_habits(Context& context, const std::vector<NodeView>& items);

}  // namespace remit::check
