#pragma once

#include "check/context.h"
#include "check/typer.h"

namespace remit::check {

/// The day by which something is due: said outright, or a length of time after a day. `from`: the
/// day that is meant where the clause says no other (kNone: it has to). kNone with a complaint.
ExprId last_day(Context& context, Typer& typer, NodeView item, const Scope& scope,
                ExprId from = kNone);

}  // namespace remit::check
