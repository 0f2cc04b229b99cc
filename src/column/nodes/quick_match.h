// A match by whole numbers alone, without a key made for each row.
#pragma once

#include "column/nodes/nodes.h"

namespace remit::column {

/// The column of the match; null where it is not one of this kind: by the key of the table, as of a
/// day, by numbers beyond 64 bits, or of several scales.
ColumnPtr quick_match(const Environment& environment, plan::ColumnId id, const plan::Match& node);

}  // namespace remit::column
