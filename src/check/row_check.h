// A check of a table that reads what the policy defines for its rows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/hash_map.h"
#include "check/context.h"

namespace remit::check {

/// The row as it is before a check: what the check reads, and what definitions in it read.
struct UncheckedRow {
  EntityId entity = kWhole;
  /// By the field's name, the column that it meant before the check.
  base::HashMap<std::string, ColumnId> fields = {};
  /// By where a definition begins, what it says; kNone while it is being written out.
  base::HashMap<std::uint32_t, ExprId> written = {};
};

/// What a check mentions: fields of its table, also within definitions of the row.
struct Mentioned {
  std::vector<std::uint32_t> fields;  ///< their indices, ascending
  bool figures = false;               ///< something that is declared later than fields are read
};
Mentioned mentioned_in(const Context& context, EntityId entity, NodeView condition);

/// Complains of a check that reads no field of its row: nothing would be in error where it fails.
void refuse_without_fields(const Context& context, NodeView condition, ExprId holds);

/// The guards of the fields that a check mentions which reads figures. They stand for the fields at
/// once; the condition is read when everything has a name.
std::vector<ColumnId> guard_by_figures(Context& context, EntityId entity, NodeView condition,
                                       const std::vector<std::uint32_t>& fields);

}  // namespace remit::check
