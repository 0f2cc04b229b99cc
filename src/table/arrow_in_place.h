#pragma once

#include <memory>
#include <optional>

#include "base/executor.h"
#include "table/arrow_cells.h"
#include "table/column_data.h"
#include "table/schema.h"

namespace remit::table {

/// The column in the host's own buffers, kept alive by `owner`; nothing when it has nulls, when its
/// layout is not that of the field, or when a cell is not a good value: then it must be copied.
/// `field` is what the column is to its entity, `stored` how its cells are read (stored_field).
/// At most one pass over the values, on the threads of `executor` (null: on this one), no copy but
/// for the offsets of utf8.
std::optional<ColumnData> use_in_place(const ArrowCells& cells, const FieldSchema& field,
                                       const FieldSchema& stored, bool is_key,
                                       const std::shared_ptr<const void>& owner,
                                       base::Executor* executor);

}  // namespace remit::table
