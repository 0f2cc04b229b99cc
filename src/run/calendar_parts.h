#pragma once

#include <cstdint>
#include <vector>

#include "type/made_rows.h"

namespace remit::run {

/// A part of the calendar, as far as it lies within a span.
struct CalendarPart {
  std::int32_t year = 0;
  std::int32_t month = 0;  ///< of the first day
  std::int32_t first_day = 0;
  std::int32_t last_day = 0;
  std::int32_t full_days = 0;  ///< of the whole part
};

/// The stretches from `first` to `last`, each of which but the first begins on one of the days
/// `cuts`, which are ascending. Days outside the span cut nothing.
std::vector<CalendarPart> stretches_of_span(std::int32_t first, std::int32_t last,
                                            const std::vector<std::int32_t>& cuts);

/// The parts that have a day from `first` to `last`, both days within, in their order. Of more than
/// `most` only so many and one. A weekday gives each such day.
std::vector<CalendarPart> parts_of_span(type::CalendarUnit unit, std::int32_t first,
                                        std::int32_t last, std::uint64_t most);

}  // namespace remit::run
