#include "column/compile/environment.h"
#include "column/nodes/cell_reader.h"
#include "column/run/fault_rule.h"

namespace remit::column {

namespace {

std::int32_t day_at(const Values& values, std::uint64_t row) {
  return static_cast<std::int32_t>(int64_at(values, row));
}

}  // namespace

std::shared_ptr<const table::WorkCalendar> read_calendar(const Environment& environment,
                                                         std::uint32_t index) {
  const plan::Calendar& source = environment.plan.calendars[index];
  auto calendar = std::make_shared<table::WorkCalendar>();
  if (source.date == plan::kNoColumn) return calendar;
  calendar->begin_table();
  calendar->hole = !environment.given[source.entity];
  const ColumnStore& dates = *environment.stores[source.date];
  const ColumnStore* worked =
      source.worked == plan::kNoColumn ? nullptr : environment.stores[source.worked].get();
  for (std::uint64_t row = 0; row < environment.row_counts[source.entity]; ++row) {
    const type::Fault* fault = dates.fault(row);
    if (fault == nullptr && worked != nullptr) fault = worked->fault(row);
    if (fault != nullptr) {
      calendar->fault = as_needed(*fault);
      return calendar;
    }
    const std::int32_t day = day_at(dates.values, row);
    const bool is_worked = worked != nullptr && worked->values.as<std::uint8_t>()[row] != 0;
    if (!calendar->add(day, is_worked)) {
      calendar->fault = type::Fault{type::CellFault::duplicate_key, source.date, row};
      return calendar;
    }
  }
  calendar->finish();
  return calendar;
}

}  // namespace remit::column
