#include "remit/date.h"

#include "base/civil_date.h"

namespace remit {
namespace {

base::CivilDate civil(const Date& date) { return {date.year, date.month, date.day}; }
Date date_of(const base::CivilDate& date) { return {date.year, date.month, date.day}; }

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  const std::optional<base::CivilDate> date = base::parse_iso_date(text);
  if (!date) return std::nullopt;
  return date_of(*date);
}

std::string to_text(const Date& date) { return base::to_iso_text(civil(date)); }

std::int32_t to_days(const Date& date) { return base::days_from_civil(civil(date)); }

Date date_of_days(std::int32_t days) { return date_of(base::civil_from_days(days)); }

}  // namespace remit
