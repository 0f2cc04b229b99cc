#pragma once

#include <cstdint>
#include <vector>

#include "report/computed_run.h"

namespace remit::report {

/// How a calendar differs from Monday to Friday between two days, in the order of the days.
struct PassedOver {
  std::vector<row::Date> free;    ///< weekdays that it does not work
  std::vector<row::Date> worked;  ///< Saturdays and Sundays that it works
};

/// Of the days after the earlier of the two up to the later one. Linear in the calendar's table.
/// Nothing of a calendar whose table the run does not have.
PassedOver passed_over(const ComputedRun& run, std::uint32_t calendar, row::Date one,
                       row::Date other);

}  // namespace remit::report
