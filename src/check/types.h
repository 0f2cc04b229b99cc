#pragma once

#include <string_view>
#include <vector>

#include "check/context.h"
#include "check/field_type.h"

namespace remit::check {

/// The type that a `type` node writes, and the decimals of its values. `rows`: the entity of the
/// field, for money whose currency stands in another field.
FieldType read_type(Context& context, NodeView type, EntityId rows = kWhole);

/// Fields of money whose currency stands in a field: that must be a `currency of`. They keep the
/// decimals of the smallest coin of any of its currencies, unless they say how many.
void resolve_row_currencies(Context& context, EntityId entity, NodeView item);

/// Complains where a value of `name` may have more decimals than were promised for it, or is a
/// percentage without its sign.
void keep_declared(Context& context, const FieldType& declared, ExprId value, std::string_view name,
                   base::Span span);
/// Complains where a number beyond 1 is written without % for the percentage `name`: as the value,
/// or as one of those that it is chosen from.
void ask_for_percent(Context& context, ExprId value, std::string_view name, base::Span span);

/// A value of a table and where it stands.
struct ValueBeside {
  ExprId value = kNone;
  base::Span span = {};
};
/// Complains of values of one table of which some are percentages, and others bare numbers
/// beyond 1.
void ask_for_percent_beside(Context& context, const std::vector<ValueBeside>& values);

}  // namespace remit::check
