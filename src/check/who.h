#pragma once

#include <initializer_list>
#include <optional>
#include <string>

#include "check/context.h"

namespace remit::check {

/// Who pays or is paid: a party, the row itself (by the name of its entity), or a field of the row
/// or reached from it; what is none of these is reported. `name`: of the column that says who.
std::optional<Payer> read_who(Context& context, NodeView path, EntityId entity,
                              const std::string& name);

/// Whether the path, from that step on, leads over fields alone, so that reading it asks for no
/// figure.
bool leads_over_fields(const Context& context, NodeView path, EntityId entity,
                       std::size_t first = 0);

/// Whether cells say who pays or is paid.
bool in_data(const Parties& parties);

/// The amount; but unless it is nothing, an error where `parties` (null: not to be looked at) name
/// nobody, or of `words` (to which account, for what) one that must be filled in is not.
ExprId between(Context& context, ExprId amount, const Parties* parties,
               std::initializer_list<type::Payer> words, base::Span span);

/// The same value, but that a text without letters, which names nobody, is a blank.
ExprId somebody(Context& context, ExprId who, base::Span span);

}  // namespace remit::check
