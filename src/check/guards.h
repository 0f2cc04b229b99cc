#pragma once

#include "check/context.h"

namespace remit::check {

/// A field's value after one more check, for those who ask for it so: where the condition fails, it
/// is that fault. The field itself stays what it is.
ColumnId guarded_field(Context& context, EntityId entity, ColumnId column, ExprId condition,
                       type::CellFault fault, base::Span span);

/// The same for everybody: what depends on the field reads this from now on.
ColumnId guard_field(Context& context, EntityId entity, std::uint32_t field, ExprId condition,
                     type::CellFault fault, base::Span span);

/// A guard that stands for the field from now on and is defined later; it has the field's type.
ColumnId await_guard(Context& context, EntityId entity, std::uint32_t field, base::Span span);

/// Complains of a default that the bounds of its own field refuse.
void refuse_default_outside(Context& context, const Field& field,
                            const std::optional<number::Rational>& least,
                            const std::optional<number::Rational>& most);

/// The same for the bounds that a field or an open parameter is declared with.
void guard_bounds(Context& context, EntityId entity, std::uint32_t field, NodeView bounds);

}  // namespace remit::check
