// Computed columns as the results that leave the engine.
#pragma once

#include "column/bind/column_store.h"
#include "column/bind/text_codes.h"
#include "plan/plan.h"
#include "table/column_data.h"

namespace remit::column {

/// Shares the memory of the store where the widths are those of table::ColumnData.
table::ColumnData to_column_data(const ColumnStore& store, const plan::Column& column,
                                 const TextCodes& texts);

}  // namespace remit::column
