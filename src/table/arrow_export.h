#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/executor.h"
#include "table/arrow_abi.h"
#include "table/column_data.h"
#include "table/format_value.h"

namespace remit::table {

/// A column to be written, and what it is called.
struct NamedColumn {
  std::string name;
  ColumnData column;  ///< cheap to copy: it shares its values
};

/// Writes columns of `rows` cells each as one Arrow struct array. The receiver releases schema and
/// array; they keep the values alive and need neither `columns` nor `naming` afterwards.
///
/// boolean: bool. date: date32. number and money: decimal128(38, scale). Ratios: utf8 `n/d`.
/// duration: int64. category: dictionary of utf8 with int32 indices. text: large_utf8. reference:
/// the key of the row referred to, in the key's own form; of several fields, large_utf8 `甲/2019`.
/// Faults (blank too) are null. In place: date, category, text, Int128 and duration columns. Others
/// are written on the threads of `executor`, null: on this one.
void export_arrow(std::span<const NamedColumn> columns, std::uint64_t rows, const Naming& naming,
                  ArrowSchema* schema, ArrowArray* array, base::Executor* executor = nullptr);

/// The same as a stream of one array.
void export_arrow(std::span<const NamedColumn> columns, std::uint64_t rows, const Naming& naming,
                  ArrowArrayStream* stream, base::Executor* executor = nullptr);

}  // namespace remit::table
