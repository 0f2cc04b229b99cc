#pragma once

#include <string_view>

#include "check/context.h"

// Tables that nobody hands over: `entity due from each unit, quarter of 2024`. Their fields are
// known from the form; the columns that say which rows there are, are typed when all names are
// known.

namespace remit::check {

/// The entity of a declaration whose name is that of the rows it makes: known to all formulas
/// before any is read.
void announce_made_rows(Context& context, NodeView item);

/// The fields and the key of such an entity, and the rows that it is made of. `made`: what stands
/// after its name.
void declare_made_rows(Context& context, EntityId entity, NodeView made);

/// The same of rows that another declaration than an entity makes: `sources` name rows, perhaps
/// with a condition, `calendar` is a unit with or without a span, or absent. False, with a
/// complaint, if some rows are none.
bool declare_rows_of(Context& context, EntityId entity, absl::Span<const NodeView> sources,
                     NodeView calendar);

/// The same of rows that are the years between two days of the whole, which are defined later.
struct MadeYears {
  ColumnId year = kNone;
  ColumnId from = kNone;
  ColumnId to = kNone;
};
MadeYears declare_rows_of_years(Context& context, EntityId entity, base::Span span);

/// Refuses members that only a table of data can have.
void refuse_data_of_made(Context& context, EntityId entity, NodeView item);

/// A column of `rows` (or of the whole) that says which rows are made; `run` defines it later.
ColumnId add_maker(Context& context, EntityId rows, const Entity& made, base::Span span);

}  // namespace remit::check
