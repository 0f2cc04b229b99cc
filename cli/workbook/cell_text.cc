#include "cli/workbook/cell_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>

#include "cli/text/double_of.h"
#include "remit/date.h"

namespace remit::cli {
namespace {

constexpr std::size_t kSurelyExact = 15;  ///< digits that any binary number of 64 bits keeps
constexpr double kWholeNumbers = 9007199254740992.0;
constexpr int kSecondsOfDay = 86'400;

/// Whether the text already is the shortest decimal: few digits, none of them idle.
bool is_shortest(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || text.size() > kSurelyExact) return false;
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (whole.empty() || !std::all_of(whole.begin(), whole.end(), is_digit)) return false;
  if (whole.size() > 1 && whole.front() == '0') return false;
  if (point == std::string_view::npos) return whole != "0" || text.size() == 1;
  const std::string_view decimals = text.substr(point + 1);
  return !decimals.empty() && decimals.back() != '0' &&
         std::all_of(decimals.begin(), decimals.end(), is_digit);
}

std::optional<double> parse_double(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return double_of(text);
}

std::string shortest(double value) {
  if (value == 0) return "0";
  const bool large = std::fabs(value) >= kWholeNumbers;
  std::array<char, 400> text;
  const auto written =
      std::to_chars(text.data(), text.data() + text.size(), value,
                    large ? std::chars_format::scientific : std::chars_format::fixed);
  std::string result(text.data(), written.ptr);
  if (large) std::replace(result.begin(), result.end(), 'e', 'E');
  return result;
}

/// A hundred times a decimal without exponent.
std::string hundredfold(std::string text) {
  const bool negative = text.starts_with('-');
  if (negative) text.erase(0, 1);
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string whole = text.substr(0, point);
  std::string decimals = point < text.size() ? text.substr(point + 1) : std::string();
  while (decimals.size() < 2) decimals += '0';
  whole += decimals.substr(0, 2);
  decimals.erase(0, 2);
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  return (negative ? "-" : "") + whole + (decimals.empty() ? "" : "." + decimals);
}

std::string clock_text(int seconds) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                seconds % 60);
  return text;
}

/// The day that a workbook counts so, with its time. The calendar of 1900 has a 29 February which
/// there was not.
std::optional<std::string> day_text(double serial, bool since_1904) {
  constexpr double kMostDays = 2'958'466;  // the end of the year 9999
  if (serial < 0 || serial >= kMostDays) return std::nullopt;
  double whole = std::floor(serial);
  int seconds = static_cast<int>(std::lround((serial - whole) * kSecondsOfDay));
  if (seconds == kSecondsOfDay) {
    whole += 1;
    seconds = 0;
  }
  const auto days = static_cast<std::int32_t>(whole);
  constexpr std::int32_t kNoSuchDay = 60;
  std::string day;
  if (since_1904) {
    day = to_text(date_of_days(to_days({1904, 1, 1}) + days));
  } else if (days == 0) {
    day = "1900-01-00";
  } else if (days == kNoSuchDay) {
    day = "1900-02-29";
  } else {
    day = to_text(
        date_of_days(to_days(days < kNoSuchDay ? Date{1899, 12, 31} : Date{1899, 12, 30}) + days));
  }
  return seconds == 0 ? day : day + " " + clock_text(seconds);
}

std::string time_text(double value) {
  if (value < 0 || value >= 1) return shortest(value);
  return clock_text(static_cast<int>(std::lround(value * kSecondsOfDay)) % kSecondsOfDay);
}

}  // namespace

std::string number_text(std::string_view stored, NumberLook look, bool since_1904) {
  if (look == NumberLook::plain && stored != "-0" && is_shortest(stored))
    return std::string(stored);
  const std::optional<double> value = parse_double(stored);
  if (!value) return std::string(stored);
  switch (look) {
    case NumberLook::date:
      if (auto day = day_text(*value, since_1904)) return *std::move(day);
      break;
    case NumberLook::time:
      return time_text(*value);
    case NumberLook::percent:
      if (std::fabs(*value) < kWholeNumbers) return hundredfold(shortest(*value)) + "%";
      break;
    case NumberLook::plain:
      break;
  }
  return *value == 0 ? "0" : shortest(*value);
}

std::string padded(std::string number, std::size_t digits) {
  if (number.size() >= digits || number.find_first_not_of("0123456789") != std::string::npos)
    return number;
  return std::string(digits - number.size(), '0') + number;
}

std::string without_escapes(std::string text) {
  constexpr std::size_t kLength = 7;  // _x000D_
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + kLength > text.size() || text[at + kLength - 1] != '_') continue;
    unsigned code = 0;
    const char* const end = text.data() + at + kLength - 1;
    const auto [after, error] = std::from_chars(text.data() + at + 2, end, code, 16);
    constexpr unsigned kAscii = 0x80;
    // Others stand as they are; only control characters, and the underscore itself, need it.
    if (error != std::errc() || after != end || code >= kAscii) continue;
    text.replace(at, kLength, 1, static_cast<char>(code));
  }
  return text;
}

}  // namespace remit::cli
