#pragma once

#include "check/context.h"

namespace remit::check {

/// The round in which the share of each row is settled: in the first all is divided by weight; who
/// would get more than the limit has it and is out, and what is left is divided again among the
/// others, and so on. Who is held by no limit is settled in the last round; who takes no part, in
/// round 0. `share` has a cap and no floor.
ExprId rounds_of_share(Context& context, EntityId entity, const Apportion& share, base::Span span);

}  // namespace remit::check
