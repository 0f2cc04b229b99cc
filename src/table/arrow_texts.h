#pragma once

#include <cstddef>
#include <cstdint>

#include "table/arrow_blocks.h"
#include "table/arrow_cells.h"
#include "table/column_builder.h"

namespace remit::table {

/// Whether the texts of `count` rows from `begin` on, all with a value, can stand in a column as
/// they are: good texts of at most `most_bytes` (is_good_text), not blank, and where they name rows
/// without blanks at their ends. One pass over the bytes and one over the offsets. The array is
/// utf8 or large_utf8.
bool need_no_reading(const ArrowCells& cells, std::int64_t begin, std::int64_t count,
                     bool names_rows, std::size_t most_bytes);

/// What a CellCopy does of texts that become texts: blocks in which all have a value and need no
/// reading are appended whole, others go to `copy_rows`. False where the array or the column is
/// none of texts.
bool copy_texts(const ArrowCells& cells, ColumnBuilder& out, std::uint64_t first,
                const CopyRows& copy_rows);

}  // namespace remit::table
