#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace remit {

/// A day of the Gregorian calendar.
struct Date {
  std::int32_t year = 1970;
  std::int32_t month = 1;
  std::int32_t day = 1;

  friend bool operator==(const Date&, const Date&) = default;
};

/// Reads `2010-01-31`: exactly four, two and two digits, a day that exists.
std::optional<Date> parse_date(std::string_view text);
/// Writes `2010-01-31`.
std::string to_text(const Date& date);

/// Days since 1970-01-01, negative before. The date must exist.
std::int32_t to_days(const Date& date);
/// The inverse, for any day of the years 1 to 9999.
Date date_of_days(std::int32_t days);

}  // namespace remit
