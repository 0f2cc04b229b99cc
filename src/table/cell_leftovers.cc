#include "table/cell_leftovers.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/civil_date.h"
#include "base/month_names.h"
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

/// Digits in groups of three with `separator` between, after the first group of one to three;
/// `from` is where the groups end.
bool reads_groups(std::string_view text, std::string_view separator, std::size_t& from,
                  std::string& digits) {
  std::size_t at = 0;
  while (at < text.size() && at < 3 && text[at] >= '0' && text[at] <= '9') ++at;
  digits = text.substr(0, at);
  bool grouped = false;
  while (at > 0 && text.substr(at).starts_with(separator)) {
    const std::string_view group = text.substr(at + separator.size()).substr(0, 3);
    if (group.size() < 3 || group.find_first_not_of(kDigits) != std::string_view::npos) break;
    digits += group;
    at += separator.size() + group.size();
    grouped = true;
  }
  from = at;
  return grouped;
}

/// A number in the notation of another country or of programs: `1 000.50`, `1'000`, `1.000,50`,
/// `12,5`, `1E+3`. Empty for anything else, and for what has two readings, as `1.000` has.
std::string number_of_elsewhere(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto signed_number = [negative](std::string_view plain) {
    return is_number(plain, false) ? (negative ? "-" : "") + std::string(plain) : std::string();
  };
  std::size_t end = 0;
  std::string digits;
  for (const std::string_view separator :
       {" ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF", "'", "\xE2\x80\x99", "_"})
    if (reads_groups(text, separator, end, digits) &&
        (end == text.size() || text[end] == '.' || text[end] == ',')) {
      std::string rest(text.substr(end));
      if (rest.starts_with(',')) rest[0] = '.';
      return signed_number(digits + rest);
    }
  // A comma before one, two or more than three decimals is no separator of thousands.
  const bool points = reads_groups(text, ".", end, digits);
  if (!points) {
    end = std::min(text.find_first_not_of(kDigits), text.size());
    digits = text.substr(0, end);
  }
  const std::string_view decimals = text.substr(std::min(end + 1, text.size()));
  const bool comma = end > 0 && end < text.size() && text[end] == ',' && !decimals.empty() &&
                     decimals.find_first_not_of(kDigits) == std::string_view::npos;
  if (comma && (points || decimals.size() != 3))
    return signed_number(digits + "." + std::string(decimals));
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0 || e + 1 == text.size()) return {};
  const auto value = number::parse_decimal(text, {.thousands = false, .exponent = true});
  return value ? signed_number(number::format(*value)) : std::string();
}

/// Signs and words that make of a number one that is not known exactly: 约100, >100, 100以上.
bool is_inexact(std::string_view before, std::string_view after) {
  static constexpr std::string_view kBefore[] = {"<",    ">",     "~",    "≤",    "≥",    "≈",
                                                 "约",   "約",    "近",   "超",   "不足", "大于",
                                                 "小于", "about", "over", "under"};
  static constexpr std::string_view kAfter[] = {"+",    "以上", "以下", "以内", "左右",
                                                "上下", "余",   "餘",   "多",   "or more"};
  const auto has = [](std::string_view text, const auto& words) {
    return std::ranges::any_of(
        words, [text](std::string_view word) { return text.find(word) != text.npos; });
  };
  return has(before, kBefore) || has(after, kAfter);
}

/// Whether what stands before `first` and from `last` on are currencies, magnitudes and what is
/// counted: short words without digits.
bool is_unit_around(std::string_view text, std::size_t first, std::size_t last) {
  constexpr std::size_t kLongest = 16;
  const std::string_view before = text.substr(0, first), after = text.substr(last);
  if (base::show_hidden(text) != text) return false;
  if (before.size() + after.size() > kLongest || is_inexact(before, after)) return false;
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
    return {Kind::other_way, std::move(meant)};
  if (std::string meant = number_of_elsewhere(narrow); !meant.empty())
    return {Kind::other_way, std::move(meant)};
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

namespace {

std::optional<std::int32_t> month_named(std::string_view word) {
  const std::string lower = base::fold_case(word);
  std::int32_t month = 1;
  for (const std::string_view name : base::kMonthNames) {
    if (lower.starts_with(name.substr(0, base::kShortMonth))) return month;
    ++month;
  }
  return std::nullopt;
}

std::optional<std::int32_t> number_of(std::string_view digits) {
  constexpr std::size_t kMost = 4;
  if (digits.empty() || digits.size() > kMost) return std::nullopt;
  std::int32_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<std::int32_t> likely_day(std::int32_t year, std::int32_t month, std::int32_t day) {
  constexpr std::int32_t kFirst = 1900, kLast = 2100;
  const base::CivilDate date{year, month, day};
  if (year < kFirst || year > kLast || !base::is_valid(date)) return std::nullopt;
  return base::days_from_civil(date);
}

/// Whether it is a time of the day that is its beginning: `00:00`, `00:00:00.000`, with a zone of
/// zero.
bool is_midnight(std::string_view time) {
  if (time.ends_with('Z')) time.remove_suffix(1);
  if (time.ends_with("+00:00")) time.remove_suffix(6);
  return time.size() >= 4 && time.find_first_not_of("0:.") == std::string_view::npos &&
         time.find(':') != std::string_view::npos;
}

}  // namespace

std::optional<std::int32_t> day_in_other_order(std::string_view text) {
  constexpr std::size_t kIso = 10, kCompact = 8;
  if (text.size() > kIso + 1 && (text[kIso] == ' ' || text[kIso] == 'T') &&
      is_midnight(text.substr(kIso + 1)))
    return read_date(text.substr(0, kIso));
  if (text.ends_with("号")) {  // 2024年1月5号
    const std::string day(text.substr(0, text.size() - std::string_view("号").size()));
    return read_date(day + "日");
  }
  if (text.size() == kCompact && text.find_first_not_of(kDigits) == std::string_view::npos)
    return likely_day(*number_of(text.substr(0, 4)), *number_of(text.substr(4, 2)),
                      *number_of(text.substr(6)));
  std::vector<std::string_view> parts;
  for (std::string_view rest = text; !rest.empty() && parts.size() < 4;) {
    const std::size_t end = std::min(rest.find_first_of("/-. ,"), rest.size());
    if (end > 0) parts.push_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  constexpr std::size_t kParts = 3, kYear = 4;
  if (parts.size() != kParts) return std::nullopt;
  const std::size_t year_at = parts[0].size() == kYear && number_of(parts[0]) ? 0 : 2;
  const auto year = parts[year_at].size() == kYear ? number_of(parts[year_at]) : std::nullopt;
  if (!year) return std::nullopt;
  const std::string_view first = parts[year_at == 0 ? 1 : 0], second = parts[year_at == 0 ? 2 : 1];
  const auto a = number_of(first), b = number_of(second);
  if (const auto month = month_named(first); month && b) return likely_day(*year, *month, *b);
  if (const auto month = month_named(second); month && a) return likely_day(*year, *month, *a);
  constexpr std::int32_t kMonths = 12;
  if (!a || !b || year_at == 0) return std::nullopt;
  if (*a > kMonths || *a == *b) return likely_day(*year, *b, *a);
  return *b > kMonths ? likely_day(*year, *a, *b) : std::nullopt;
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
