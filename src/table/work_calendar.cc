#include "table/work_calendar.h"

#include <algorithm>
#include <utility>

#include "base/civil_date.h"

namespace remit::table {
namespace {

using type::CellFault;

/// 0001-01-01, which is a Monday, and 9999-12-31, as days since 1970-01-01.
constexpr std::int64_t kFirstDay = -719'162;
constexpr std::int64_t kLastDay = 2'932'896;
/// Worked days of a week.
constexpr std::int64_t kPerWeek = 5;

bool is_valid(std::int64_t day) { return kFirstDay <= day && day <= kLastDay; }

/// Mondays to Fridays up to and including `day`, which is at most one day before the first.
std::int64_t weekdays_through(std::int64_t day) {
  const std::int64_t since = day - kFirstDay;
  return since / 7 * kPerWeek + std::min(since % 7 + 1, kPerWeek);
}

/// The day that is the count-th of them, from 1.
std::int64_t weekday_number(std::int64_t count) {
  return kFirstDay + (count - 1) / kPerWeek * 7 + (count - 1) % kPerWeek;
}

WorkCalendar::Days plain_later(std::int32_t from, std::int64_t count) {
  const std::int64_t number =
      count > 0 ? weekdays_through(from) + count : weekdays_through(from - 1) + count + 1;
  if (number < 1) return CellFault::overflow;
  const std::int64_t day = weekday_number(number);
  if (!is_valid(day)) return CellFault::overflow;
  return day;
}

std::int32_t first_of(std::int32_t year) { return base::days_from_civil({year, 1, 1}); }

}  // namespace

bool WorkCalendar::add(std::int32_t day, bool is_worked) {
  // A weekend that is worked does not say that somebody entered the holidays of its year.
  if (!is_worked) years_.insert(base::civil_from_days(day).year);
  const auto [known, is_new] = exceptions_.try_emplace(day, is_worked);
  return is_new || known->second == is_worked;
}

bool WorkCalendar::is_worked(std::int32_t day) const {
  const auto exception = exceptions_.find(day);
  if (exception != exceptions_.end()) return exception->second;
  const base::Weekday weekday = base::weekday(day);
  return weekday != base::Weekday::saturday && weekday != base::Weekday::sunday;
}

void WorkCalendar::finish() {
  if (years_.empty()) return;
  // In any order: the first and the last year.
  const auto [first, last] = std::ranges::minmax(years_);
  first_ = std::int64_t{first_of(first)} - 1;
  days_.reserve(static_cast<std::size_t>(first_of(last) - first_) + 366);
  days_.push_back({});
  std::uint16_t run = 0;
  bool was_covered = false;
  for (std::int32_t year = first; year <= last; ++year) {
    const bool is_covered = years_.contains(year);
    if (is_covered && !was_covered) ++run;
    was_covered = is_covered;
    const std::uint16_t its_run = is_covered ? run : std::uint16_t{0};
    const std::int32_t days = base::is_leap_year(year) ? 366 : 365;
    for (std::int32_t day = first_of(year), end = day + days; day < end; ++day) {
      if (is_covered && is_worked(day)) worked_.push_back(day);
      days_.back().next_run = its_run;
      days_.push_back({static_cast<std::int32_t>(worked_.size()), its_run, 0});
    }
  }
}

WorkCalendar::Days WorkCalendar::between_weekends(std::int32_t from, std::int32_t to) {
  return weekdays_through(to) - weekdays_through(from);
}

WorkCalendar::Days WorkCalendar::later(std::int32_t from, std::int64_t count) const {
  if (count == 0) return from;
  if (!has_table_) return plain_later(from, count);
  const std::int64_t next = std::int64_t{from} + (count > 0 ? 1 : -1);
  if (!is_valid(next)) return CellFault::overflow;
  const std::uint16_t run = at(next).run;
  if (run == 0) return CellFault::no_holidays;
  const std::int64_t index =
      count > 0 ? at(from).worked + count - 1 : at(std::int64_t{from} - 1).worked + count;
  if (index >= 0 && index < static_cast<std::int64_t>(worked_.size())) {
    const std::int32_t day = worked_[static_cast<std::size_t>(index)];
    if (at(day).run == run) return day;
  }
  // All days up to the end of the run are looked at, and one more.
  const bool to_the_end = at(count > 0 ? kLastDay : kFirstDay).run == run;
  return to_the_end ? CellFault::overflow : CellFault::no_holidays;
}

}  // namespace remit::table
