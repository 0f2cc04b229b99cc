#include "run/calendar_parts.h"

#include <algorithm>

#include "base/civil_date.h"

namespace remit::run {
namespace {

using base::CivilDate;
using type::CalendarUnit;

std::int32_t last_of_months(std::int32_t year, std::int32_t month) {
  return base::days_from_civil({year, month, base::days_in_month(year, month)});
}

struct Bounds {
  std::int32_t first = 0;
  std::int32_t last = 0;
};

/// The whole part that the day lies in; a weekday is a day.
Bounds part_around(const type::CalendarUnitInfo& unit, std::int32_t day, const CivilDate& date) {
  if (unit.months > 0) {
    const std::int32_t begin = (date.month - 1) / unit.months * unit.months + 1;
    return {base::days_from_civil({date.year, begin, 1}),
            last_of_months(date.year, begin + unit.months - 1)};
  }
  if (!unit.week) return {day, day};
  const std::int32_t monday = day - (static_cast<std::int32_t>(base::weekday(day)) - 1);
  return {monday, monday + 6};
}

}  // namespace

std::vector<CalendarPart> stretches_of_span(std::int32_t first, std::int32_t last,
                                            const std::vector<std::int32_t>& cuts) {
  std::vector<CalendarPart> parts;
  for (auto next = std::upper_bound(cuts.begin(), cuts.end(), first); first <= last; ++next) {
    const std::int32_t end = next == cuts.end() ? last : std::min(last, *next - 1);
    const CivilDate date = base::civil_from_days(first);
    parts.push_back({date.year, date.month, first, end, end - first + 1});
    if (next == cuts.end()) break;
    first = *next;
  }
  return parts;
}

std::vector<CalendarPart> parts_of_span(CalendarUnit unit, std::int32_t first, std::int32_t last,
                                        std::uint64_t most) {
  std::vector<CalendarPart> parts;
  std::int32_t day = first;
  const type::CalendarUnitInfo& of = type::calendar_unit(unit);
  const bool weekdays = of.weekday > 0;
  if (weekdays) day += (of.weekday - static_cast<std::int32_t>(base::weekday(day)) + 7) % 7;
  while (day <= last && parts.size() <= most) {
    const CivilDate date = base::civil_from_days(day);
    const Bounds whole = part_around(of, day, date);
    parts.push_back(
        {date.year, date.month, day, std::min(whole.last, last), whole.last - whole.first + 1});
    day = weekdays ? day + 7 : whole.last + 1;
  }
  return parts;
}

}  // namespace remit::run
