#include "base/civil_date.h"
#include "column/compile/environment.h"
#include "column/run/fault_rule.h"

namespace remit::column {

bool WorkCalendar::covers(std::int32_t day) const {
  return !has_table || years.contains(base::civil_from_days(day).year);
}

bool WorkCalendar::is_worked(std::int32_t day) const {
  const auto exception = exceptions.find(day);
  if (exception != exceptions.end()) return exception->second;
  const base::Weekday weekday = base::weekday(day);
  return weekday != base::Weekday::saturday && weekday != base::Weekday::sunday;
}

namespace {

std::int32_t day_at(const Values& values, std::uint64_t row) {
  return values.width == Width::code ? values.as<std::int32_t>()[row]
                                     : static_cast<std::int32_t>(values.as<std::int64_t>()[row]);
}

}  // namespace

std::shared_ptr<const WorkCalendar> read_calendar(const Environment& environment,
                                                  std::uint32_t index) {
  const plan::Calendar& source = environment.plan.calendars[index];
  auto calendar = std::make_shared<WorkCalendar>();
  if (source.date == plan::kNoColumn) return calendar;
  calendar->has_table = true;
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
    const auto [known, is_new] = calendar->exceptions.try_emplace(day, is_worked);
    calendar->years.insert(base::civil_from_days(day).year);
    if (!is_new && known->second != is_worked) {
      calendar->fault = type::Fault{type::CellFault::duplicate_key, source.date, row};
      return calendar;
    }
  }
  return calendar;
}

}  // namespace remit::column
