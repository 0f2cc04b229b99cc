#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "table/arrow_abi.h"
#include "table/arrow_type.h"
#include "table/column_builder.h"
#include "table/unaligned.h"

namespace remit::table {

/// One column of one array: what it holds and where. Reads nothing before is_sound (arrow_check.h)
/// is asked.
struct ArrowCells {
  const ArrowArray* array = nullptr;
  ArrowType type;                      ///< of the values, or of the dictionary's values
  std::optional<ArrowType> index;      ///< of the indices, if it is dictionary encoded
  const ArrowArray* parent = nullptr;  ///< the struct it is a child of
  std::int64_t rows = 0;               ///< of the parent

  /// Position of row `row` in the buffers.
  std::int64_t place(std::int64_t row) const { return array->offset + parent->offset + row; }
  ArrowKind own_kind() const { return index ? index->kind : type.kind; }

  /// Whether every row has a value: known without a look where both arrays count no nulls.
  bool is_full() const;
  /// Whether is_full() has to look.
  bool may_be_blank() const;
  /// Which of `count` rows from `row` on have a value, as bits; at most 64 rows.
  std::uint64_t filled(std::int64_t row, unsigned count) const;
  /// Whether the column is of floats and one of them is a value: neither null nor NaN.
  bool has_float() const;
};

/// The text at `place` of a utf8, large_utf8 or utf8_view array; nothing when its offsets run
/// backwards or its view names a buffer that is not there.
std::optional<std::string_view> arrow_text(const ArrowArray& array, ArrowKind kind,
                                           std::int64_t place);

}  // namespace remit::table
