#include "cli/csv/header_unit.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace remit::cli {
namespace {

struct Brackets {
  std::string_view open, close;
};
constexpr Brackets kBrackets[] = {{"(", ")"}, {"（", "）"}, {"（", ")"}, {"(", "）"},
                                  {"[", "]"}, {"【", "】"}, {"〔", "〕"}};

struct Power {
  std::string_view text;
  int exponent;
};

// Longer ones first where one begins with another.
constexpr Power kChineseMagnitudes[] = {{"十万", 5},  {"百万", 6},  {"千万", 7},  {"十亿", 9},
                                        {"百亿", 10}, {"千亿", 11}, {"万亿", 12}, {"十", 1},
                                        {"百", 2},    {"千", 3},    {"万", 4},    {"亿", 8}};
constexpr Power kEnglishMagnitudes[] = {
    {"thousand", 3}, {"thousands", 3}, {"million", 6}, {"millions", 6}, {"billion", 9},
    {"billions", 9}, {"k", 3},         {"mn", 6},      {"mln", 6},      {"bn", 9}};
constexpr Power kPercent[] = {{"%", -2},        {"％", -2},        {"percent", -2},
                              {"per cent", -2}, {"百分比", -2},    {"百分数", -2},
                              {"‰", -3},        {"per mille", -3}, {"千分比", -3}};

// What counts may count: units that say what is counted, not how much one is.
constexpr std::string_view kCounted[] = {
    "人",     "名",    "个",     "户",    "家",         "项",       "件",     "辆",
    "台",     "套",    "宗",     "笔",    "次",         "天",       "日",     "个工作日",
    "工作日", "个月",  "月",     "年",    "分",         "亩",       "公顷",   "平方米",
    "吨",     "倍",    "位",     "条",    "people",     "persons",  "person", "headcount",
    "units",  "unit",  "items",  "cases", "households", "projects", "days",   "workdays",
    "months", "years", "points", "times", "mu",         "hectares", "tonnes", "vehicles"};

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// `10`, `100`, `1_000` at the front of a unit: a power of ten, or nothing at all.
std::optional<int> take_number(std::string_view& text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return 0;
  std::size_t end = 1;
  int zeros = 0;
  while (end < text.size() && (text[end] == '0' || text[end] == ',' || text[end] == '_')) {
    zeros += text[end] == '0' ? 1 : 0;
    ++end;
  }
  const bool more = end < text.size() && text[end] >= '1' && text[end] <= '9';
  if (text.front() != '1' || more) return std::nullopt;
  text = trim(text.substr(end));
  return zeros;
}

// The letters at the front of `text`.
std::string_view first_word(std::string_view text) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return text.substr(0, static_cast<std::size_t>(
                            std::find_if_not(text.begin(), text.end(), is_letter) - text.begin()));
}

int take_magnitude(std::string_view& text) {
  for (const Power& power : kChineseMagnitudes) {
    if (!text.starts_with(power.text)) continue;
    text = trim(text.substr(power.text.size()));
    return power.exponent;
  }
  const std::string_view word = first_word(text);
  for (const Power& power : kEnglishMagnitudes) {
    if (word != power.text) continue;
    text = trim(text.substr(word.size()));
    return power.exponent;
  }
  return 0;
}

/// Whether the unit makes a number another one: 万元, 1000, %. Of a date or a text it says nothing;
/// other words in brackets are no unit there.
bool scales(std::string_view unit) {
  const std::string folded = absl::AsciiStrToLower(std::string(trim(unit)));
  for (const Power& power : kPercent)
    if (folded == power.text) return true;
  std::string_view rest = folded;
  const std::optional<int> number = take_number(rest);
  const int magnitude = take_magnitude(rest);
  constexpr int kNumbers = 2;  // (1) to (100) number columns
  if (!number || *number + magnitude == 0 || (magnitude == 0 && *number <= kNumbers)) return false;
  return rest.empty() || !currency_code(rest).empty() ||
         std::find(std::begin(kCounted), std::end(kCounted), rest) != std::end(kCounted);
}

// What remains after number and magnitude must say nothing that changes the figure.
bool is_unit_of(std::string_view rest, const ValueType& type) {
  if (rest.empty()) return true;
  if (type.kind == ValueKind::money) {
    return currency_code(rest) == type.currency;
  }
  return std::find(std::begin(kCounted), std::end(kCounted), rest) != std::end(kCounted);
}

}  // namespace

HeaderParts split_header(std::string_view header) {
  header = trim(header);
  for (const Brackets& brackets : kBrackets) {
    if (!header.ends_with(brackets.close)) continue;
    const std::string_view inner = header.substr(0, header.size() - brackets.close.size());
    const std::size_t open = inner.rfind(brackets.open);
    if (open == std::string_view::npos || open == 0) continue;
    return {std::string(trim(inner.substr(0, open))),
            std::string(trim(inner.substr(open + brackets.open.size())))};
  }
  return {std::string(header), {}};
}

std::optional<int> unit_exponent(std::string_view unit, const ValueType& type) {
  const bool numeric = type.kind == ValueKind::number || type.kind == ValueKind::money ||
                       type.kind == ValueKind::duration;
  if (trim(unit).empty()) return 0;
  if (!numeric) return scales(unit) ? std::nullopt : std::optional(0);
  const std::string folded = absl::AsciiStrToLower(std::string(trim(unit)));
  std::string_view rest = folded;
  if (rest.starts_with("单位:")) rest = trim(rest.substr(std::string_view("单位:").size()));
  if (rest.starts_with("单位：")) rest = trim(rest.substr(std::string_view("单位：").size()));
  // Counts are no shares.
  if (type.kind == ValueKind::number && type.scale > 0) {
    for (const Power& power : kPercent) {
      if (rest == power.text) return power.exponent;
    }
  }
  if (is_unit_of(rest, type)) return 0;
  const std::optional<int> number = take_number(rest);
  if (!number) return std::nullopt;
  const int magnitude = take_magnitude(rest);
  // Forms number their columns: (1) to (100) are no factors, unless something is counted in them.
  constexpr int kNumbers = 2;
  if (rest.empty() && magnitude == 0 && *number <= kNumbers) return std::nullopt;
  if (!is_unit_of(rest, type)) return std::nullopt;
  return *number + magnitude;
}

}  // namespace remit::cli
