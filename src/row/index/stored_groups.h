// Rows of equal values, found in stored columns without decoding them.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "table/column_data.h"

namespace remit::row {

using RowNumber = std::uint32_t;
inline constexpr std::uint64_t kMostRows = std::numeric_limits<RowNumber>::max();

/// The rows of an entity, group by group. Twelve bytes a row.
struct StoredGroups {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::vector<std::uint32_t> group;  ///< by row; kNone where a value is missing
  std::vector<RowNumber> rows;       ///< those of each group, ascending
  std::vector<RowNumber> first;      ///< of each group in `rows`, and the end
  /// The groups are the rows of another entity that one column of references names.
  bool by_reference = false;

  std::span<const RowNumber> rows_of(std::uint32_t of) const {
    if (of >= first.size() - 1) return {};
    return std::span(rows).subspan(first[of], first[of + 1] - first[of]);
  }
};

/// A column that groups are known by. Of the whole: null, since all rows share its value.
struct GroupColumn {
  const table::ColumnData* data = nullptr;
  std::uint64_t referred_rows = 0;  ///< of references: rows of the entity that they name
};

/// Linear; values far apart are numbered by hashing. At most kMostRows rows.
StoredGroups group_stored(std::span<const GroupColumn> columns, std::uint64_t rows);

/// The rows of one group alone, ascending, in a pass over them: those that have in all `columns`
/// what `row` has, which is no fault; none of the columns is of the whole.
std::vector<RowNumber> find_rows_like(std::span<const table::ColumnData* const> columns,
                                      std::uint64_t row, std::uint64_t rows);
/// Those that refer to row `to` by a column of references.
std::vector<RowNumber> find_rows_referring(const table::ColumnData& column, std::uint64_t to);

/// The rows with a fault in one of the columns, ascending, each once.
std::vector<std::uint64_t> faulted_rows(std::span<const table::Faults* const> faults);

/// One sort key for all rows of a stored column, as table::sort_rows takes it. Rows without a value
/// hold anything.
std::vector<std::int64_t> stored_sort_codes(const table::ColumnData& column, bool descending);

}  // namespace remit::row
