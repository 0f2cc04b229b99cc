#include "report/passed_over.h"

#include <algorithm>

#include "base/civil_date.h"
#include "base/keep_once.h"

namespace remit::report {

PassedOver passed_over(const ComputedRun& run, std::uint32_t calendar, row::Date one,
                       row::Date other) {
  const plan::Calendar& source = run.plan().calendars[calendar];
  PassedOver days;
  if (source.date == plan::kNoColumn || run.stored(source.date) == nullptr) return days;
  const bool says_worked = source.worked != plan::kNoColumn && run.stored(source.worked) != nullptr;
  const auto [after, until] = std::minmax(one.days, other.days);
  for (std::uint64_t row = 0; row < run.row_count(source.entity); ++row) {
    const row::Value day = run.at(source.date, row);
    if (row::is_fault(day)) continue;
    const row::Date date = std::get<row::Date>(day);
    if (date.days <= after || date.days > until) continue;
    const bool weekend = base::weekday(date.days) >= base::Weekday::saturday;
    const row::Value said = says_worked ? run.at(source.worked, row) : row::Value(false);
    if (row::is_fault(said)) continue;
    if (!weekend && !row::truth_of(said)) days.free.push_back(date);
    if (weekend && row::truth_of(said)) days.worked.push_back(date);
  }
  for (std::vector<row::Date>* each : {&days.free, &days.worked}) {
    std::ranges::sort(*each, {}, &row::Date::days);
    base::keep_once(*each, &row::Date::days);
  }
  return days;
}

}  // namespace remit::report
