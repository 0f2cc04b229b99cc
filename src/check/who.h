#pragma once

#include <optional>
#include <string>

#include "check/context.h"

namespace remit::check {

/// Who pays or is paid: a party, the row itself (by the name of its entity), or a field of the row
/// or reached from it; what is none of these is reported. `name`: of the column that says who.
std::optional<Payer> read_who(Context& context, NodeView path, EntityId entity,
                              const std::string& name);

/// The same value, but that a text without letters, which names nobody, is a blank.
ExprId somebody(Context& context, ExprId who, base::Span span);

}  // namespace remit::check
