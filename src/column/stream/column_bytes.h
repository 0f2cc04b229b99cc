// Columns, faults and folds as bytes, and back. Of what is read back the form is checked, not
// whether it fits a plan (state_check.h).
#pragma once

#include <memory>
#include <optional>

#include "column/bind/column_store.h"
#include "column/nodes/fold.h"
#include "column/stream/bytes.h"

namespace remit::column {

/// Values as narrow as all of them allow; texts, which have no values but codes, cannot be written.
void write_column(const ColumnStore& column, ByteWriter& to);
/// Null, and `from` has failed, where there is no column. Ranges are those of the values.
std::shared_ptr<const ColumnStore> read_column(ByteReader& from);

/// Ascending by row.
void write_faults(const table::Faults& faults, ByteWriter& to);
/// Those of `rows` rows.
table::Faults read_faults(ByteReader& from, std::uint64_t rows);

void write_fold(const FoldResult& fold, ByteWriter& to);
FoldResult read_fold(ByteReader& from);

}  // namespace remit::column
