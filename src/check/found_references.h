#pragma once

#include "check/context.h"

// References of an entity that no column of the data holds: `report : yearly by (unit, year)` names
// the row of `yearly` whose key is these values. A row without such a row is an error like any
// reference to what is not there, unless the field is optional or leaves it out.

namespace remit::check {

/// Whether a member of an entity is such a reference.
inline bool is_found_by_content(NodeView member) {
  return member.is(Rule::field) && member[Label::found];
}

/// Makes their names known to what reads fields before they are declared.
void foretell_found_references(Context& context, absl::Span<const NodeView> items);
/// Declares them. Comes after all fields and keys are known, and before anything else is declared.
void declare_found_references(Context& context, absl::Span<const NodeView> items);

/// Refuses a plain reference of the data to a table whose key has several fields: one cell does not
/// name its rows.
void refuse_reference_by_one_cell(Context& context, absl::Span<const NodeView> items);

}  // namespace remit::check
