#pragma once

#include "absl/types/span.h"
#include "check/context.h"

namespace remit::check {

/// Reports what a policy says twice in the same words, in any list, block or clause of any form,
/// where nothing else was said of it; and a clause with two remarks of one kind. Of a list in which
/// the same may stand twice (`said_twice.cc` names them) nothing is said.
void report_said_twice(Context& context, NodeView policy, absl::Span<const NodeView> items);

}  // namespace remit::check
