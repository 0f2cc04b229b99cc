#pragma once

#include "check/context.h"
#include "check/typer.h"

namespace remit::check {

/// Whether an edge or a value of the brackets is one of a row. Names that are declared later are
/// not known yet.
bool differs_by_row(const Context& context, NodeView bands);

/// Looks at the names and types of brackets that nothing applies.
void type_open_bands(Context& context, NodeView bands, EntityId entity);

/// The brackets with edges and values of the rows of `scope`, applied to `value`: a formula. What
/// is constant is checked here; that the others ascend is checked in each row
/// (CellFault::edges_not_ascending), and a value outside is CellFault::no_band, as of brackets that
/// are the same for all. `paid`: the values are money of the policy.
ExprId apply_open_bands(Context& context, Typer& typer, NodeView bands, type::ScaleKind kind,
                        ExprId value, const Scope& scope, bool paid);

}  // namespace remit::check
