#pragma once

#include "base/executor.h"
#include "table/arrow_cells.h"

namespace remit::table {

// What can be known of the structures of a host before a value is read. The interface tells no
// sizes of buffers, so that a buffer which is shorter than its array says cannot be told from one
// that is not; everything else that is said twice is held against each other here. Modelled on the
// validation levels of the specification's own implementations: lengths, offsets, counts of
// buffers and of nulls, offsets of texts, and indices of dictionaries.

/// Whether a schema is there and has as many children as it says, each there and not yet released.
bool is_sound(const ArrowSchema& schema);
/// Whether the array of a table is there, with as many children as its schema, and its length and
/// offset are those of something that fits memory.
bool is_sound_table(const ArrowArray& array, std::int64_t children);
/// Whether a column is: counts, buffers, offsets of texts, indices, all of them in the rows of the
/// table. Linear in the rows, on the threads of `executor`, null: on this one.
bool is_sound(const ArrowCells& cells, base::Executor* executor = nullptr);

}  // namespace remit::table
