#pragma once

#include <vector>

#include "check/context.h"

namespace remit::check {

/// Reports clauses that a declaration needs and lacks, and clauses that stand twice where only one
/// can hold: the same for what the text of a policy says of itself, for rewards that two funds pay
/// and for titles of tests. `items` are all
/// declarations of the policy, amendments included.
void check_clauses(Context& context, NodeView policy, const std::vector<NodeView>& items);

}  // namespace remit::check
