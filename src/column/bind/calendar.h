// A calendar of working days, read once from its table.
#pragma once

#include <cstdint>
#include <optional>

#include "base/hash_map.h"
#include "type/cell.h"

namespace remit::column {

/// Without a table Monday to Friday are worked. With one, a day is covered when the table has at
/// least one row in the day's year.
struct WorkCalendar {
  bool has_table = false;
  base::HashMap<std::int32_t, bool> exceptions{};  ///< day -> worked
  base::HashSet<std::int32_t> years{};             ///< covered
  std::optional<type::Fault> fault{};              ///< why the table cannot be used
  bool hole = false;  ///< the table is an open entity's and was not given

  bool covers(std::int32_t day) const;
  /// `day` must be covered.
  bool is_worked(std::int32_t day) const;
};

}  // namespace remit::column
