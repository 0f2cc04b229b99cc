#include "base/chinese_number.h"

#include <array>
#include <utility>

#include "base/strings.h"

namespace remit::base {
namespace {

constexpr std::size_t kIdeograph = 3;  // bytes of one

constexpr std::array<std::pair<std::string_view, int>, 13> kDigits = {{{"零", 0},
                                                                       {"〇", 0},
                                                                       {"一", 1},
                                                                       {"二", 2},
                                                                       {"两", 2},
                                                                       {"兩", 2},
                                                                       {"三", 3},
                                                                       {"四", 4},
                                                                       {"五", 5},
                                                                       {"六", 6},
                                                                       {"七", 7},
                                                                       {"八", 8},
                                                                       {"九", 9}}};
constexpr std::array<std::pair<std::string_view, int>, 3> kPowers = {
    {{"十", 10}, {"百", 100}, {"千", 1000}}};

template <typename Table>
int value_of(const Table& table, std::string_view ideograph) {
  for (const auto& [word, value] : table)
    if (word == ideograph) return value;
  return -1;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

/// The whole of it, in digits.
std::optional<std::string> whole(std::string_view text) {
  const auto number = leading_chinese_number(text);
  if (!number || number->size != text.size()) return std::nullopt;
  return number->digits;
}

/// 百分之二十, 千分之三, 三分之一.
std::optional<std::string> as_part(std::string_view word) {
  constexpr std::string_view kOf = "分之";
  const std::size_t of = word.find(kOf);
  if (of == std::string_view::npos) return std::nullopt;
  const auto part = whole(word.substr(of + kOf.size()));
  if (!part) return std::nullopt;
  const std::string_view base = word.substr(0, of);
  if (base == "百") return concat(*part, "%");
  if (base == "千") return concat(*part, "‰");
  const auto divisor = whole(base);
  if (!divisor) return std::nullopt;
  return concat(*part, " / ", *divisor);
}

}  // namespace

std::optional<ChineseNumber> leading_chinese_number(std::string_view text) {
  int sum = 0;
  int digit = -1;
  int smallest = 10000;
  std::size_t at = 0;
  for (; at + kIdeograph <= text.size(); at += kIdeograph) {
    const std::string_view next = text.substr(at, kIdeograph);
    if (const int value = value_of(kDigits, next); value >= 0) {
      if (digit > 0) return std::nullopt;  // digit by digit, as years are written
      digit = value;
    } else if (const int power = value_of(kPowers, next); power > 0) {
      if (power >= smallest) return std::nullopt;
      smallest = power;
      sum += (digit < 0 ? 1 : digit) * power;
      digit = -1;
    } else {
      break;
    }
  }
  if (at == 0) return std::nullopt;
  return ChineseNumber{std::to_string(sum + (digit > 0 ? digit : 0)), at};
}

std::optional<std::string> in_digits(std::string_view word) {
  if (auto part = as_part(word)) return part;
  const bool place = take(word, "第");
  const auto number = leading_chinese_number(word);
  if (!number) return std::nullopt;
  const std::string_view unit = word.substr(number->size);
  if (place) {
    const bool counted = unit.empty() || unit == "名" || unit == "位" || unit == "个";
    return counted ? std::optional(number->digits) : std::nullopt;
  }
  if (unit == "成") return concat(number->digits, "0%");
  for (const std::string_view known :
       {"", "万", "亿", "元", "万元", "亿元", "名", "人", "个", "户", "项", "天", "日", "个月",
        "年", "个工作日", "美元", "万美元"})
    if (unit == known) return concat(number->digits, unit);
  return std::nullopt;
}

}  // namespace remit::base
