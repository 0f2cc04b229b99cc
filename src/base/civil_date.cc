#include "base/civil_date.h"

#include <algorithm>

#include "absl/strings/str_format.h"

// The conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
// (days_from_civil, civil_from_days): years begin in March, so the leap day comes last, and a
// 400-year era always has 146 097 days.

namespace remit::base {
namespace {

constexpr int32_t kDaysPerEra = 146'097;
constexpr int32_t kDaysFromEraStartTo1970 = 719'468;

constexpr int32_t floor_divide(int32_t a, int32_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

std::optional<int32_t> parse_digits(std::string_view text) {
  int32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

int32_t month_index(const CivilDate& date) { return date.year * 12 + (date.month - 1); }

}  // namespace

bool is_leap_year(int32_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int32_t days_in_month(int32_t year, int32_t month) {
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool is_valid(const CivilDate& date) {
  return date.year >= kMinYear && date.year <= kMaxYear && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= days_in_month(date.year, date.month);
}

int32_t days_from_civil(const CivilDate& date) {
  const int32_t year = date.month <= 2 ? date.year - 1 : date.year;
  const int32_t era = floor_divide(year, 400);
  const int32_t year_of_era = year - era * 400;
  const int32_t month_from_march = (date.month + 9) % 12;
  const int32_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - kDaysFromEraStartTo1970;
}

CivilDate civil_from_days(int32_t days) {
  const int32_t shifted = days + kDaysFromEraStartTo1970;
  const int32_t era = floor_divide(shifted, kDaysPerEra);
  const int32_t day_of_era = shifted - era * kDaysPerEra;
  const int32_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int32_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int32_t month_from_march = (5 * day_of_year + 2) / 153;
  const int32_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const int32_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

Weekday weekday(int32_t days) {
  // 1970-01-01 was a Thursday.
  const int32_t from_monday = days + 3 - floor_divide(days + 3, 7) * 7;
  return static_cast<Weekday>(from_monday + 1);
}

std::optional<CivilDate> add_months(const CivilDate& date, int32_t months) {
  const int64_t index = int64_t{month_index(date)} + months;
  if (index < int64_t{kMinYear} * 12 || index >= (int64_t{kMaxYear} + 1) * 12) return std::nullopt;
  const auto year = static_cast<int32_t>(index / 12);
  const auto month = static_cast<int32_t>(index % 12) + 1;
  return CivilDate{year, month, std::min(date.day, days_in_month(year, month))};
}

int32_t months_between(const CivilDate& from, const CivilDate& to) {
  if (to < from) return -months_between(to, from);
  const int32_t months = month_index(to) - month_index(from);
  return add_months(from, months).value_or(to) <= to ? months : months - 1;
}

int32_t years_between(const CivilDate& from, const CivilDate& to) {
  return months_between(from, to) / 12;
}

int32_t months_begun(const CivilDate& from, const CivilDate& to) {
  const int32_t whole = months_between(from, to);
  if (to <= from) return whole;
  return add_months(from, whole).value_or(to) < to ? whole + 1 : whole;
}

int32_t years_begun(const CivilDate& from, const CivilDate& to) {
  if (to <= from) return years_between(from, to);
  return (months_begun(from, to) + 11) / 12;
}

std::optional<CivilDate> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = parse_digits(text.substr(0, 4));
  const auto month = parse_digits(text.substr(5, 2));
  const auto day = parse_digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const CivilDate date{*year, *month, *day};
  return is_valid(date) ? std::optional(date) : std::nullopt;
}

std::string to_iso_text(const CivilDate& date) {
  return absl::StrFormat("%04d-%02d-%02d", date.year, date.month, date.day);
}

}  // namespace remit::base
