#include "row/work_calendar.h"

#include "base/civil_date.h"

namespace remit::row {
namespace {

void read_row(const plan::Calendar& source, Cells& cells, std::uint64_t row,
              WorkCalendar& calendar) {
  const Value date = cells.at(source.date, row);
  const Value worked =
      source.worked == plan::kNoColumn ? Value(false) : cells.at(source.worked, row);
  for (const Value* value : {&date, &worked}) {
    if (!is_fault(*value)) continue;
    calendar.fault = fault_where_needed(fault_of(*value));
    return;
  }
  const std::int32_t day = std::get<Date>(date).days;
  const auto [known, is_new] = calendar.exceptions.try_emplace(day, truth_of(worked));
  if (!is_new && known->second != truth_of(worked)) {
    calendar.fault = type::Fault{type::CellFault::duplicate_key, source.date, row};
  }
  calendar.years.insert(base::civil_from_days(day).year);
}

}  // namespace

bool WorkCalendar::covers(std::int32_t day) const {
  return !has_table || years.contains(base::civil_from_days(day).year);
}

bool WorkCalendar::is_worked(std::int32_t day) const {
  const auto exception = exceptions.find(day);
  if (exception != exceptions.end()) return exception->second;
  const base::Weekday weekday = base::weekday(day);
  return weekday != base::Weekday::saturday && weekday != base::Weekday::sunday;
}

WorkCalendar read_calendar(const plan::Plan& plan, Cells& cells, std::uint32_t index) {
  const plan::Calendar& source = plan.calendars[index];
  WorkCalendar calendar;
  if (source.date == plan::kNoColumn) return calendar;
  calendar.has_table = true;
  calendar.hole = !cells.is_given(source.entity);
  const std::uint64_t rows = cells.row_count(source.entity);
  for (std::uint64_t row = 0; row < rows && !calendar.fault; ++row) {
    read_row(source, cells, row, calendar);
  }
  return calendar;
}

}  // namespace remit::row
