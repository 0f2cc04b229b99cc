#include "table/cell_text.h"

#include <algorithm>
#include <array>

#include "base/civil_date.h"
#include "base/utf8.h"
#include "number/decimal.h"
#include "table/plain_number.h"

namespace remit::table {
namespace {

constexpr int kMaxDigits = 38;

constexpr auto kPowersOfTen = [] {
  std::array<Int128, kMaxDigits + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

Int128 power_of_ten(int exponent) { return kPowersOfTen[static_cast<std::size_t>(exponent)]; }

bool is_ascii_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Blanks that text editors and spreadsheets leave behind, in UTF-8.
constexpr std::string_view kWideBlanks[] = {"\xC2\xA0", "\xE3\x80\x80", "\xEF\xBB\xBF"};

bool drop_blank_front(std::string_view& text) {
  if (is_ascii_blank(text.front())) {
    text.remove_prefix(1);
    return true;
  }
  for (std::string_view blank : kWideBlanks) {
    if (text.starts_with(blank)) {
      text.remove_prefix(blank.size());
      return true;
    }
  }
  return false;
}

bool drop_blank_back(std::string_view& text) {
  if (is_ascii_blank(text.back())) {
    text.remove_suffix(1);
    return true;
  }
  for (std::string_view blank : kWideBlanks) {
    if (text.ends_with(blank)) {
      text.remove_suffix(blank.size());
      return true;
    }
  }
  return false;
}

// `text` without a percent or per mille sign, whose power of ten is returned; 0: there is none.
int strip_percent(std::string_view& text) {
  struct PercentSign {
    std::string_view text;
    int exponent;
  };
  static constexpr PercentSign kSigns[] = {{"%", -2}, {"％", -2}, {"‰", -3}};
  for (const PercentSign& sign : kSigns) {
    if (text.ends_with(sign.text)) {
      text.remove_suffix(sign.text.size());
      text = trim(text);
      return sign.exponent;
    }
  }
  return 0;
}

std::size_t digit_count(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

// Everything that the short road of read_number() leaves: signs of percent, thousands separators,
// long numbers, and what is no number at all.
NumberStatus read_unusual_number(std::string_view text, int decimals, NumberSyntax syntax,
                                 std::size_t most_digits, Int128& coefficient) {
  text = trim(text);
  const int sign = strip_percent(text);
  const int exponent = syntax.exponent + sign;
  if (digit_count(text) > most_digits) return NumberStatus::not_a_number;
  std::optional<number::Decimal> value =
      number::parse_decimal(text, {.thousands = syntax.thousands, .exponent = false});
  if (!value) return NumberStatus::not_a_number;
  if (sign != 0 && !syntax.percent) return NumberStatus::misplaced_percent;
  if (sign != 0 && syntax.exponent != 0) return NumberStatus::percent_twice;
  value->scale -= exponent;
  const std::optional<number::Decimal> scaled = value->rescaled(decimals);
  if (!scaled) return NumberStatus::too_many_decimals;
  if (!scaled->coefficient.fits_int128()) return NumberStatus::too_large;
  coefficient = scaled->coefficient.to_int128();
  return unsigned_abs(coefficient) < unsigned_abs(power_of_ten(kMaxDigits))
             ? NumberStatus::ok
             : NumberStatus::too_large;
}

// One to `most` digits, as a date has them.
std::optional<std::int32_t> read_digits(std::string_view& text, std::size_t least,
                                        std::size_t most) {
  std::int32_t value = 0;
  std::size_t count = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') {
    value = value * 10 + (text[count] - '0');
    ++count;
  }
  if (count < least) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool read_literal(std::string_view& text, std::string_view literal) {
  if (!text.starts_with(literal)) return false;
  text.remove_prefix(literal.size());
  return true;
}

// `lower` is in lower case; only ASCII letters have case here.
bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

// `2010-01-31` and nothing else; nothing for every other form, right or wrong.
std::optional<std::int32_t> read_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto digit = [&](std::size_t i) { return static_cast<unsigned char>(text[i]) - int{'0'}; };
  bool digits = true;
  for (const std::size_t i : {0u, 1u, 2u, 3u, 5u, 6u, 8u, 9u}) {
    digits &= static_cast<unsigned>(digit(i)) < 10;
  }
  const base::CivilDate date{digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3),
                             digit(5) * 10 + digit(6), digit(8) * 10 + digit(9)};
  if (!digits || !base::is_valid(date)) return std::nullopt;
  return base::days_from_civil(date);
}

}  // namespace

std::string_view trim(std::string_view text) {
  // Most cells begin and end with a visible ASCII character, and are done.
  const auto is_visible = [](char c) { return c > ' ' && c < 0x7F; };
  if (text.empty() || (is_visible(text.front()) && is_visible(text.back()))) return text;
  while (!text.empty() && drop_blank_front(text)) {
  }
  while (!text.empty() && drop_blank_back(text)) {
  }
  return text;
}

bool leaves_no_trace(std::string_view text) {
  const unsigned char first = static_cast<unsigned char>(text.front());
  // Letters of ASCII and of Chinese are seen.
  if ((first > ' ' && first < 0x7F) || (first >= 0xE4 && first <= 0xE9)) return false;
  return base::look_alike_form(text).empty();
}

NumberStatus rescale(Int128 coefficient, int from_scale, int to_scale, Int128& result) {
  const int shift = to_scale - from_scale;
  if (coefficient == 0) {
    result = 0;
    return NumberStatus::ok;
  }
  if (shift < 0) {
    if (shift < -kMaxDigits) return NumberStatus::too_many_decimals;
    const Int128 divisor = power_of_ten(-shift);
    if (coefficient % divisor != 0) return NumberStatus::too_many_decimals;
    result = coefficient / divisor;
    return NumberStatus::ok;
  }
  if (shift >= kMaxDigits) return NumberStatus::too_large;
  if (unsigned_abs(coefficient) >= unsigned_abs(power_of_ten(kMaxDigits - shift))) {
    return NumberStatus::too_large;
  }
  result = coefficient * power_of_ten(shift);
  return NumberStatus::ok;
}

NumberStatus read_number(std::string_view text, int decimals, NumberSyntax syntax,
                         std::size_t most_digits, Int128& coefficient) {
  std::int64_t plain = 0;
  if (PlainNumber(decimals + syntax.exponent, most_digits).read(text, plain)) {
    coefficient = plain;
    return NumberStatus::ok;
  }
  // Another short road: up to 18 digits, which int64 holds whatever they are.
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = at != end && *at == '-';
  if (negative) ++at;
  const char* const first = at;
  const char* point = nullptr;
  std::int64_t digits = 0;
  for (; at != end && at - first < 18; ++at) {
    const unsigned digit = static_cast<unsigned char>(*at) - unsigned{'0'};
    if (digit < 10) {
      digits = digits * 10 + static_cast<std::int64_t>(digit);
    } else if (*at == '.' && point == nullptr) {
      point = at;
    } else {
      break;
    }
  }
  const bool whole =
      at == end && at != first && point != first && (point == nullptr || point + 1 != end);
  if (!whole || static_cast<std::size_t>(end - first) > most_digits) {
    return read_unusual_number(text, decimals, syntax, most_digits, coefficient);
  }
  const int written = point == nullptr ? 0 : static_cast<int>(end - point) - 1;
  if (negative) digits = -digits;
  if (written - syntax.exponent == decimals) {
    coefficient = digits;
    return NumberStatus::ok;
  }
  return rescale(digits, written - syntax.exponent, decimals, coefficient);
}

std::optional<bool> read_boolean(std::string_view text) {
  static constexpr std::string_view kTrue[] = {"true", "1", "yes", "y", "是"};
  static constexpr std::string_view kFalse[] = {"false", "0", "no", "n", "否"};
  text = trim(text);
  for (std::string_view word : kTrue) {
    if (equals_ignoring_case(text, word)) return true;
  }
  for (std::string_view word : kFalse) {
    if (equals_ignoring_case(text, word)) return false;
  }
  return std::nullopt;
}

std::optional<std::int32_t> read_date(std::string_view text) {
  struct DateFormat {
    std::string_view after_year, after_month, after_day;
  };
  static constexpr DateFormat kForms[] = {
      {"-", "-", ""}, {"/", "/", ""}, {"年", "月", "日"}, {".", ".", ""}};
  text = trim(text);
  if (const std::optional<std::int32_t> days = read_iso_date(text)) return days;
  const std::optional<std::int32_t> year = read_digits(text, 4, 4);
  if (!year) return std::nullopt;
  for (const DateFormat& form : kForms) {
    std::string_view rest = text;
    if (!read_literal(rest, form.after_year)) continue;
    const std::optional<std::int32_t> month = read_digits(rest, 1, 2);
    if (!month || !read_literal(rest, form.after_month)) return std::nullopt;
    const std::optional<std::int32_t> day = read_digits(rest, 1, 2);
    if (!day || !read_literal(rest, form.after_day) || !rest.empty()) return std::nullopt;
    const base::CivilDate date{*year, *month, *day};
    if (!base::is_valid(date)) return std::nullopt;
    return base::days_from_civil(date);
  }
  return std::nullopt;
}

bool is_good_text(std::string_view text, std::size_t limit) {
  if (text.size() > limit) return false;
  bool ascii = true;
  bool has_nul = false;
  for (const char c : text) {  // no early exit, so that it runs many bytes at a time
    has_nul |= c == '\0';
    ascii &= static_cast<unsigned char>(c) < 0x80;
  }
  return !has_nul && (ascii || !base::first_invalid_utf8(text));
}

}  // namespace remit::table
