#pragma once

#include <cstdint>
#include <optional>

#include "base/hash_map.h"
#include "row/cells.h"

namespace remit::row {

/// The exceptions of a calendar, read from its table. Without a table Monday to Friday are worked.
/// With one, a day is covered when the table has at least one row in the day's year.
struct WorkCalendar {
  bool has_table = false;
  base::HashMap<std::int32_t, bool> exceptions;  ///< day -> worked
  base::HashSet<std::int32_t> years;             ///< covered
  /// Why the table cannot be used: the first fault in it, by row, date before `worked`; or
  /// CellFault::duplicate_key of a day that stands there both as worked and as free.
  std::optional<type::Fault> fault;
  bool hole = false;  ///< the table is an open entity's and was not given

  bool covers(std::int32_t day) const;
  /// `day` must be covered.
  bool is_worked(std::int32_t day) const;
};

WorkCalendar read_calendar(const plan::Plan& plan, Cells& cells, std::uint32_t index);

}  // namespace remit::row
