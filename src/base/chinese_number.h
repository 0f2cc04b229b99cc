#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace remit::base {

/// A number in Chinese numerals, in digits, and how many bytes of the text it takes: 十 is 10,
/// 二十五 is 25, 三百 is 300, 十万 is 10万, since the larger units stay as they are written.
/// Nothing where the text does not begin with a numeral, or the numerals are none that has one
/// reading.
struct ChineseNumber {
  std::string digits;
  std::size_t size = 0;
};
std::optional<ChineseNumber> leading_chinese_number(std::string_view text);

/// How an amount, a part or a place is written in digits that a word says in numerals: 十万元 is
/// 10万元, 百分之二十 is 20%, 千分之三 is 3‰, 五成 is 50%, 三分之一 is 1/3, 第一名 is 1. Nothing
/// for other words.
std::optional<std::string> in_digits(std::string_view word);

}  // namespace remit::base
