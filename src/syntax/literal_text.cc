#include "syntax/literal_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "type/type.h"
#include "type/words.h"

namespace remit::syntax {
namespace {

using base::Language;
using type::Word;

struct SpelledMagnitude {
  std::string_view word;
  std::int32_t power;
  std::int32_t most_decimals;  // 2.5 million, but not 2.50000005 million
};

// The largest that leaves a number short is taken.
constexpr std::array<SpelledMagnitude, 3> kEnglish = {
    {{"billion", 9, 4}, {"million", 6, 4}, {"thousand", 3, 2}}};
constexpr std::array<SpelledMagnitude, 2> kChinese = {{{"亿", 8, 4}, {"万", 4, 4}}};

constexpr std::array<Word, 2> kCounting = {{{"persons", "人"}, {"points", "分"}}};

/// Digits without zeros at their ends, and the power of ten that this moved into the exponent.
std::pair<std::string_view, std::int32_t> plain(const NumberLiteral& number) {
  std::string_view digits = number.digits;
  std::int32_t exponent = number.exponent;
  while (digits.size() > 1 && digits.front() == '0') digits.remove_prefix(1);
  while (digits.size() > 1 && digits.back() == '0') {
    digits.remove_suffix(1);
    ++exponent;
  }
  return {digits, digits == "0" ? 0 : exponent};
}

/// digits * 10^exponent in decimal, thousands set apart by `_`.
std::string decimal_text(std::string_view digits, std::int32_t exponent) {
  std::string whole(digits), fraction;
  if (exponent > 0) whole.append(static_cast<std::size_t>(exponent), '0');
  if (exponent < 0) {
    const auto places = static_cast<std::size_t>(-exponent);
    if (whole.size() <= places) whole.insert(0, places + 1 - whole.size(), '0');
    const std::size_t point = whole.size() - places;
    fraction = "." + whole.substr(point);
    whole.erase(point);
  }
  for (std::size_t i = whole.size(); i > 3 && whole.size() > 4;) {
    i -= 3;
    whole.insert(i, 1, '_');
  }
  return whole + fraction;
}

template <std::size_t N>
std::string shortest(const NumberLiteral& number, const std::array<SpelledMagnitude, N>& magnitudes,
                     std::string_view gap) {
  const auto [digits, exponent] = plain(number);
  const auto whole = static_cast<std::int32_t>(digits.size()) + exponent;
  for (const SpelledMagnitude& magnitude : magnitudes) {
    if (digits == "0" || whole <= magnitude.power) continue;
    if (magnitude.power - exponent > magnitude.most_decimals) continue;
    return decimal_text(digits, exponent - magnitude.power) + std::string(gap) +
           std::string(magnitude.word);
  }
  return decimal_text(digits, exponent);
}

bool is_number_sign(char c) { return (c >= '0' && c <= '9') || c == '.' || c == '_'; }

}  // namespace

std::string magnitude_text(std::string_view written, const NumberLiteral& number,
                           Language language) {
  while (!written.empty() && (written.back() == ' ' || written.back() == '\t'))
    written.remove_suffix(1);
  const auto* words = std::ranges::find_if_not(written, is_number_sign);
  const std::string_view magnitudes(words, static_cast<std::size_t>(written.end() - words));
  const bool chinese =
      std::ranges::any_of(magnitudes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  const bool foreign =
      language == Language::zh
          ? magnitudes.find_first_not_of(" \t") != std::string_view::npos && !chinese
          : chinese;
  // A number without a magnitude stays as it is; one with it has one spelling in each language.
  if (!foreign && magnitudes.find_first_not_of(" \t") == std::string_view::npos)
    return std::string(written);
  return language == Language::zh ? shortest(number, kChinese, "")
                                  : shortest(number, kEnglish, " ");
}

std::string_view duration_text(std::uint32_t unit, bool singular, Language language) {
  static constexpr std::array<std::array<std::string_view, 3>, 4> kUnits = {{
      {"days", "day", "天"},
      {"workdays", "workday", "个工作日"},
      {"months", "month", "个月"},
      {"years", "year", "年"},
  }};
  static_assert(kUnits.size() == static_cast<std::size_t>(type::DurationUnit::years) + 1);
  return kUnits[unit][language == Language::zh ? 2 : singular ? 1 : 0];
}

std::string_view counting_text(std::string_view written, Language language) {
  const auto* found =
      std::ranges::find_if(kCounting, [written](const Word& word) { return word.is(written); });
  return found == kCounting.end() ? written : found->in(language);
}

bool same_value(const NumberLiteral& a, const NumberLiteral& b) { return plain(a) == plain(b); }

}  // namespace remit::syntax
