#pragma once

#include "check/context.h"

namespace remit::check {

/// Warns of figures of a target that are read where rows without the target make them an error: not
/// where `otherwise` or `is given` sees to it, nor where the target's own conditions hold.
void warn_blank_targets(Context& context);

}  // namespace remit::check
