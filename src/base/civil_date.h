#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace remit::base {

/// A day of the proleptic Gregorian calendar.
struct CivilDate {
  int32_t year = 1970;
  int32_t month = 1;  ///< 1 to 12
  int32_t day = 1;    ///< 1 to 31

  friend constexpr auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

/// Years that Remit accepts, as ISO 8601 writes them in four digits.
inline constexpr int32_t kMinYear = 1;
inline constexpr int32_t kMaxYear = 9999;

enum class Weekday : int32_t { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

bool is_leap_year(int32_t year);

/// 28 to 31; `month` must be 1 to 12.
int32_t days_in_month(int32_t year, int32_t month);

/// Whether the day exists and its year is within `kMinYear` to `kMaxYear`.
bool is_valid(const CivilDate& date);

/// Days since 1970-01-01, negative before. `date` must be valid.
int32_t days_from_civil(const CivilDate& date);

/// The inverse of `days_from_civil`, for any day within about two million years.
CivilDate civil_from_days(int32_t days);

/// ISO 8601 weekday of a day since 1970-01-01.
Weekday weekday(int32_t days);

/// The same day `months` later (or earlier); where the month is too short, its last day, so that
/// 31 January plus one month is 28 or 29 February. Nothing when the year leaves the accepted range.
std::optional<CivilDate> add_months(const CivilDate& date, int32_t months);

/// Whole months from `from` to `to`, the largest n with `add_months(from, n) <= to`; for
/// `to < from` minus the months the other way round. 31 January to 28 February is one month.
int32_t months_between(const CivilDate& from, const CivilDate& to);

/// Whole years, `months_between / 12` towards zero: 29 February 2008 to 28 February 2009 is one.
int32_t years_between(const CivilDate& from, const CivilDate& to);

/// Months begun from `from` to `to`: the whole ones, and one more where days are left over. For
/// `to < from` minus the whole months the other way round.
int32_t months_begun(const CivilDate& from, const CivilDate& to);

/// The same of years: `months_begun / 12`, upwards.
int32_t years_begun(const CivilDate& from, const CivilDate& to);

/// Reads `2010-01-31`: exactly four, two and two digits, a day that exists.
std::optional<CivilDate> parse_iso_date(std::string_view text);

/// Writes `2010-01-31`.
std::string to_iso_text(const CivilDate& date);

}  // namespace remit::base
