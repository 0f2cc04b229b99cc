#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "diagnostic/diagnostic.h"
#include "report/computed_run.h"

namespace remit::report {

/// Rows of an entity that belong to the day in a column, an input, and the days meant.
struct DatedRows {
  plan::EntityId entity = plan::kWhole;
  plan::ColumnId day = plan::kNoColumn;
  std::int32_t from = 0;
  std::optional<std::int32_t> to;
};

struct RowsOutside {
  diagnostic::Argument days;  ///< "from 2010-01-01 to 2010-12-31"
  std::uint64_t rows = 0;
  diagnostic::Argument examples;  ///< "A: 2005-03-01; B: 2014-12-31", the first of them
};

/// Nothing where all lie within, or where the rows are not here. A day that is blank or in error is
/// an error of its own and left out here. Linear in the rows.
std::optional<RowsOutside> rows_outside(const ComputedRun& run, const DatedRows& dated);

}  // namespace remit::report
