#pragma once

#include "check/context.h"

namespace remit::check {

/// Whether a sanction hits a row of what it blocks: itself, or the row it refers to.
ExprId block_applies(Context& context, const Blocking& block, const Provision& blocked);

}  // namespace remit::check
