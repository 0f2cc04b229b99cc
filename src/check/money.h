#pragma once

#include "check/typer.h"

namespace remit::check {

/// What is paid or shared out must be money: `value`, written at `node`, as it is, or with a
/// complaint that proposes the currency. Of a percentage it asks what it is of.
ExprId as_money(Context& context, ExprId value, NodeView node);

/// Money in the policy's own currency; unknown where it has none.
type::Type own_money(const Context& context);

}  // namespace remit::check
