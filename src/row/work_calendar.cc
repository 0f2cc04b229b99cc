#include "row/work_calendar.h"

namespace remit::row {
namespace {

void read_row(const plan::Calendar& source, Cells& cells, std::uint64_t row,
              table::WorkCalendar& calendar) {
  const Value date = cells.at(source.date, row);
  const Value worked =
      source.worked == plan::kNoColumn ? Value(false) : cells.at(source.worked, row);
  for (const Value* value : {&date, &worked}) {
    if (!is_fault(*value)) continue;
    calendar.fault = fault_where_needed(fault_of(*value));
    return;
  }
  if (!calendar.add(std::get<Date>(date).days, truth_of(worked))) {
    calendar.fault = type::Fault{type::CellFault::duplicate_key, source.date, row};
  }
}

}  // namespace

table::WorkCalendar read_calendar(const plan::Plan& plan, Cells& cells, std::uint32_t index) {
  const plan::Calendar& source = plan.calendars[index];
  table::WorkCalendar calendar;
  if (source.date == plan::kNoColumn) return calendar;
  calendar.begin_table();
  calendar.hole = !cells.is_given(source.entity);
  const std::uint64_t rows = cells.row_count(source.entity);
  for (std::uint64_t row = 0; row < rows && !calendar.fault; ++row) {
    read_row(source, cells, row, calendar);
  }
  // What is not known yet is thrown away with the calendar.
  if (!calendar.fault && cells.complete()) calendar.finish();
  return calendar;
}

}  // namespace remit::row
