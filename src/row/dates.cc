#include <optional>

#include "base/civil_date.h"
#include "row/operation.h"
#include "row/work_calendar.h"

namespace remit::row {
namespace {

using base::CivilDate;
using number::Rational;
using plan::Expression;
using type::CellFault;

/// No two accepted days are further apart, so larger durations need not be told from each other.
constexpr std::int64_t kFarAway = 4'000'000;

/// The whole number, held between -kFarAway and kFarAway.
std::int32_t duration(const Rational& value) {
  if (value > Rational(kFarAway)) return kFarAway;
  if (value < Rational(-kFarAway)) return -kFarAway;
  return static_cast<std::int32_t>(value.trunc().to_int64());
}

std::int32_t weekday(Date date) { return static_cast<std::int32_t>(base::weekday(date.days)); }

CivilDate civil(Date date) { return base::civil_from_days(date.days); }

Value day_or_overflow(const CellPlace& place, const std::optional<CivilDate>& date) {
  if (!date || !base::is_valid(*date)) return place.fault(CellFault::overflow);
  return Date{base::days_from_civil(*date)};
}

std::optional<type::Fault> unusable(const CellPlace& place, const table::WorkCalendar& calendar) {
  if (calendar.hole) return place.fault(CellFault::hole);
  return calendar.fault;
}

std::int32_t quarter(const CivilDate& date) { return (date.month + 2) / 3; }

Date last_day(std::int32_t year, std::int32_t month) {
  return {base::days_from_civil({year, month, base::days_in_month(year, month)})};
}

}  // namespace

namespace operations {

Value add_days(const CellPlace& place, const Expression&, Operands v) {
  return day_or_overflow(place, base::civil_from_days(v.date(0).days + duration(v.number(1))));
}

Value add_months(const CellPlace& place, const Expression&, Operands v) {
  return day_or_overflow(place, base::add_months(civil(v.date(0)), duration(v.number(1))));
}

Value add_years(const CellPlace& place, const Expression&, Operands v) {
  return day_or_overflow(place, base::add_months(civil(v.date(0)), 12 * duration(v.number(1))));
}

Value add_workdays(const CellPlace& place, const Expression& e, Operands v) {
  const table::WorkCalendar& calendar = place.cells.calendar(e.payload);
  if (const auto fault = unusable(place, calendar)) return *fault;
  const auto day = calendar.later(v.date(0).days, duration(v.number(1)));
  if (const auto* fault = std::get_if<CellFault>(&day)) return place.fault(*fault);
  return Date{static_cast<std::int32_t>(std::get<std::int64_t>(day))};
}

Value workdays_between(const CellPlace& place, const Expression& e, Operands v) {
  const table::WorkCalendar& calendar = place.cells.calendar(e.payload);
  if (const auto fault = unusable(place, calendar)) return *fault;
  const auto days = calendar.between(v.date(0).days, v.date(1).days);
  if (const auto* fault = std::get_if<CellFault>(&days)) return place.fault(*fault);
  return Rational(std::get<std::int64_t>(days));
}

Value days_between(const CellPlace&, const Expression&, Operands v) {
  return Rational(std::int64_t{v.date(1).days} - v.date(0).days);
}
Value months_between(const CellPlace&, const Expression&, Operands v) {
  return Rational(base::months_between(civil(v.date(0)), civil(v.date(1))));
}
Value years_between(const CellPlace&, const Expression&, Operands v) {
  return Rational(base::years_between(civil(v.date(0)), civil(v.date(1))));
}

Value months_begun(const CellPlace&, const Expression&, Operands v) {
  return Rational(base::months_begun(civil(v.date(0)), civil(v.date(1))));
}
Value years_begun(const CellPlace&, const Expression&, Operands v) {
  return Rational(base::years_begun(civil(v.date(0)), civil(v.date(1))));
}

Value year_of(const CellPlace&, const Expression&, Operands v) {
  return Rational(civil(v.date(0)).year);
}
Value quarter_of(const CellPlace&, const Expression&, Operands v) {
  return Rational(quarter(civil(v.date(0))));
}
Value month_of(const CellPlace&, const Expression&, Operands v) {
  return Rational(civil(v.date(0)).month);
}
Value day_of(const CellPlace&, const Expression&, Operands v) {
  return Rational(civil(v.date(0)).day);
}

Value weekday_of(const CellPlace&, const Expression&, Operands v) {
  return Rational(weekday(v.date(0)));
}

Value next_weekday(const CellPlace& place, const Expression&, Operands v) {
  const Rational ahead = Rational(v.number(1).trunc()) - Rational(weekday(v.date(0)));
  const Rational wait = ahead - Rational(7) * Rational((ahead / Rational(7)).floor());
  return day_or_overflow(place, base::civil_from_days(v.date(0).days + duration(wait)));
}

Value end_of_month(const CellPlace&, const Expression&, Operands v) {
  const CivilDate date = civil(v.date(0));
  return last_day(date.year, date.month);
}
Value end_of_quarter(const CellPlace&, const Expression&, Operands v) {
  const CivilDate date = civil(v.date(0));
  return last_day(date.year, 3 * quarter(date));
}
Value end_of_year(const CellPlace&, const Expression&, Operands v) {
  return last_day(civil(v.date(0)).year, 12);
}

}  // namespace operations
}  // namespace remit::row
