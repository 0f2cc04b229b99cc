#include "number/capital_numerals.h"

#include <cstddef>
#include <string_view>

namespace remit::number {
namespace {

constexpr std::string_view kDigits[] = {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"};
/// Behind the digits of a group of four, from the last.
constexpr std::string_view kPlaces[] = {"", "拾", "佰", "仟"};
/// Behind such groups, from the last.
constexpr std::string_view kGroups[] = {"", "万", "亿", "万"};
constexpr std::size_t kMostDigits = 16;
constexpr std::size_t kHundredMillions = 8;  // digits behind 亿

/// `digits` without zeros in front, at most kMostDigits. One 零 stands for the zeros between two
/// digits, but not for those at the end of a group.
std::string whole_part(std::string_view digits) {
  std::string text;
  bool zero = false;       // passed since the last digit that is written
  bool group_has = false;  // something of this group of four is written
  for (std::size_t left = digits.size(); left-- > 0;) {
    const auto digit = static_cast<std::size_t>(digits[digits.size() - 1 - left] - '0');
    if (digit == 0) {
      zero = true;
    } else {
      if (zero) text += kDigits[0];
      zero = false;
      text += kDigits[digit];
      text += kPlaces[left % 4];
      group_has = true;
    }
    if (left % 4 != 0) continue;
    // 壹万亿: of the eight digits before 亿 the last four may be zeros.
    if (group_has || left == kHundredMillions) {
      text += kGroups[left / 4];
      // The zeros at the end of a group go unsaid; one at the beginning of the next is said there.
      zero = false;
    }
    group_has = false;
  }
  return text;
}

}  // namespace

std::optional<std::string> capital_amount(const Decimal& amount) {
  const std::optional<Decimal> in_cents = amount.rescaled(2);
  if (!in_cents) return std::nullopt;
  std::string digits = format({in_cents->coefficient, 0});
  const bool negative = digits.front() == '-';
  if (negative) digits.erase(0, 1);
  if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
  const std::string_view all = digits;
  std::string_view whole = all.substr(0, all.size() - 2);
  if (whole == "0") whole = {};
  if (whole.size() > kMostDigits) return std::nullopt;
  const auto tenths = static_cast<std::size_t>(all[all.size() - 2] - '0');
  const auto hundredths = static_cast<std::size_t>(all[all.size() - 1] - '0');

  std::string text = negative ? "负" : "";
  if (!whole.empty()) text += whole_part(whole) + "元";
  if (tenths == 0 && hundredths == 0) return text + (whole.empty() ? "零元整" : "整");
  if (tenths != 0)
    text += std::string(kDigits[tenths]) + "角";
  else if (!whole.empty())
    text += kDigits[0];
  if (hundredths != 0) text += std::string(kDigits[hundredths]) + "分";
  return text;
}

}  // namespace remit::number
