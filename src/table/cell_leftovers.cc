#include "table/cell_leftovers.h"

#include <algorithm>
#include <utility>

#include "base/civil_date.h"
#include "base/utf8.h"
#include "number/decimal.h"
#include "table/cell_text.h"

namespace remit::table {
namespace {

constexpr std::string_view kDigits = "0123456789";

/// `#N/A`, `#REF!`, `#名称?`, `####`.
bool is_spreadsheet_error(std::string_view text) {
  static constexpr std::string_view kErrors[] = {
      "#N/A",      "#N/A!",     "#NULL!",  "#DIV/0!",   "#VALUE!",  "#REF!",
      "#NAME?",    "#NUM!",     "#SPILL!", "#CALC!",    "#FIELD!",  "#GETTING_DATA",
      "#BLOCKED!", "#CONNECT!", "#BUSY!",  "#UNKNOWN!", "#PYTHON!", "#EXTERNAL!"};
  for (const std::string_view error : kErrors) {
    const auto same = [](char a, char b) {
      return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 'a' + 'A') : a) == b;
    };
    if (std::equal(text.begin(), text.end(), error.begin(), error.end(), same)) return true;
  }
  constexpr std::size_t kNarrow = 2;
  return text.size() >= kNarrow && text.find_first_not_of('#') == std::string_view::npos;
}

/// `1.1E+17`, `1.10101E+17`: a number of a sign, an E and at least two digits, as spreadsheets
/// write long ones.
bool is_shortened(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  constexpr std::size_t kKept = 15;
  constexpr std::string_view kOfFloats = ".0";
  if (text.size() > kKept + kOfFloats.size() && text.ends_with(kOfFloats))
    return text.substr(0, text.size() - kOfFloats.size()).find_first_not_of(kDigits) ==
           std::string_view::npos;
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e + 3 >= text.size()) return false;
  const std::string_view power = text.substr(e + 2);
  return (text[e + 1] == '+' || text[e + 1] == '-') &&
         power.find_first_not_of(kDigits) == std::string_view::npos &&
         text.substr(0, e).find_first_not_of("0123456789.") == std::string_view::npos;
}

/// Full-width ASCII as its narrow twin, and the minus sign as a hyphen.
std::string narrowed(std::string_view text) {
  std::string narrow;
  for (std::size_t at = 0; at < text.size();) {
    const base::Decoded decoded = base::decode_utf8(text, at);
    char32_t code_point = base::narrow(decoded.code_point);
    if (code_point == 0x2212) code_point = '-';
    if (code_point == 0xFFE5) code_point = 0xA5;
    base::append_utf8(code_point, narrow);
    at += decoded.size;
  }
  return narrow;
}

bool is_number(std::string_view text, bool thousands) {
  return number::parse_decimal(text, {.thousands = thousands, .exponent = false}).has_value();
}

std::string without_commas(std::string_view text) {
  std::string plain(text);
  std::erase(plain, ',');
  return plain;
}

/// What accounts mean by `(5)` and `5-`; empty for anything else.
std::string accounting_number(std::string_view text) {
  const bool bracketed = text.size() > 2 && text.starts_with('(') && text.ends_with(')');
  if (!bracketed && !text.ends_with('-')) return {};
  const std::string_view figure =
      bracketed ? text.substr(1, text.size() - 2) : text.substr(0, text.size() - 1);
  const std::string plain = without_commas(trim(figure));
  return is_number(trim(figure), true) && !plain.starts_with('-') ? "-" + plain : std::string();
}

/// Whether what stands before `first` and from `last` on are currencies, magnitudes and what is
/// counted: short words without digits.
bool is_unit_around(std::string_view text, std::size_t first, std::size_t last) {
  constexpr std::size_t kLongest = 16;
  const std::string_view before = text.substr(0, first), after = text.substr(last);
  if (base::show_hidden(text) != text) return false;
  if (before.size() + after.size() > kLongest) return false;
  if (before.find_first_not_of("+- ") == std::string_view::npos && after.empty()) return false;
  return before.find_first_of("/:.*%") == std::string_view::npos &&
         after.find_first_of("/:.*%-+") == std::string_view::npos;
}

}  // namespace

Leftover leftover_of(std::string_view text) {
  // One look at the first letter is enough for nearly all cells.
  const char first = text.empty() ? '\0' : text.front();
  if (first == '#') return is_spreadsheet_error(text) ? Leftover::error : Leftover::none;
  if (first == '=') return text.size() > 1 ? Leftover::formula : Leftover::none;
  return is_shortened(text) ? Leftover::lost_digits : Leftover::none;
}

NumberTrouble why_no_number(std::string_view text) {
  using Kind = NumberTrouble::Kind;
  text = trim(text);
  std::string narrow = narrowed(text);
  if (narrow != text && is_number(narrow, true)) return {Kind::wide, without_commas(narrow)};
  if (is_number(text, true)) return {Kind::grouped, without_commas(text)};
  if (std::string meant = accounting_number(narrow); !meant.empty())
    return {Kind::negative, std::move(meant)};
  // Signs and words around one number: ￥5, 5元, 12 万, CNY 5.
  const auto first = narrow.find_first_of("0123456789");
  const auto last = narrow.find_last_of("0123456789");
  if (first == std::string::npos) return {};
  const std::string figure = narrow.substr(first, last - first + 1);
  if (!is_number(figure, true) || !is_unit_around(narrow, first, last + 1)) return {};
  return {Kind::unit, without_commas(figure)};
}

std::optional<std::string> narrow_twin(std::string_view text) {
  std::string narrow = narrowed(text);
  return narrow == text ? std::nullopt : std::optional(std::move(narrow));
}

std::optional<std::int32_t> spreadsheet_day(std::string_view text) {
  // Days since 1899-12-30, which is what 1900 as a leap year comes to from March 1900 on.
  text = trim(text);
  if (text.ends_with(".0")) text.remove_suffix(2);
  if (text.size() != 5) return std::nullopt;
  if (text.find_first_not_of(kDigits) != std::string_view::npos) return std::nullopt;
  std::int32_t number = 0;
  for (const char digit : text) number = number * 10 + (digit - '0');
  const std::int32_t day = base::days_from_civil({1899, 12, 30}) + number;
  const bool likely =
      day >= base::days_from_civil({1950, 1, 1}) && day <= base::days_from_civil({2099, 12, 31});
  return likely ? std::optional(day) : std::nullopt;
}

bool is_marked_as_text(std::string_view text) {
  return text.size() > 1 && text.front() == '\'' &&
         text.find_first_not_of(kDigits, 1) == std::string_view::npos;
}

LongNumber long_number(std::string_view text) {
  constexpr std::size_t kKept = 15;
  if (text.size() <= kKept || text.find_first_not_of(kDigits) != std::string_view::npos) return {};
  return {true, text.find_first_not_of('0', kKept) == std::string_view::npos};
}

}  // namespace remit::table
