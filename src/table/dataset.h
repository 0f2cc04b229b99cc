#pragma once

#include <optional>
#include <string>
#include <vector>

#include "remit/lines.h"
#include "table/column_data.h"

namespace remit::table {

/// The rows of one entity. `columns` match plan::Entity::fields one to one and all have `rows`
/// rows; references already are row numbers.
struct Table {
  std::uint64_t rows = 0;
  std::vector<ColumnData> columns;
  bool given = false;          ///< false: no table was supplied (an open entity); it has no rows
  std::vector<LineRun> lines;  ///< where the rows stand in a file, as far as known
};

/// The line at which a row begins; 0 where it is not known.
std::uint64_t line_of(const std::vector<LineRun>& lines, std::uint64_t row);

/// One table per entity of the plan; [0], the whole, has exactly one row.
struct Dataset {
  std::vector<Table> tables;
};

/// The columns that a run computed, by plan::ColumnId; those the plan does not mark as output may
/// be absent.
struct Results {
  std::vector<std::optional<ColumnData>> columns;
};

}  // namespace remit::table
