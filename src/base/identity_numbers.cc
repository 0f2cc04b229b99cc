#include "base/identity_numbers.h"

#include <algorithm>
#include <cstddef>

namespace remit::base {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::string_view kCreditCharacters = "0123456789ABCDEFGHJKLMNPQRTUWXY";

std::int32_t number_of(std::string_view digits) {
  std::int32_t value = 0;
  for (const char c : digits) value = 10 * value + (c - '0');
  return value;
}

/// ISO 7064 MOD 11-2 over the digits before the check character.
char citizen_check(std::string_view digits) {
  int sum = 0;
  for (const char c : digits) sum = (sum + (c - '0')) * 2 % 11;
  const int check = (12 - sum) % 11;
  return check == 10 ? 'X' : static_cast<char>('0' + check);
}

}  // namespace

bool is_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<CivilDate> birth_date(std::string_view citizen_id) {
  if (citizen_id.size() != kLength) return std::nullopt;
  const std::string_view digits = citizen_id.substr(0, kLength - 1);
  if (!is_digits(digits) || citizen_check(digits) != citizen_id.back()) return std::nullopt;
  const CivilDate date{number_of(digits.substr(6, 4)), number_of(digits.substr(10, 2)),
                       number_of(digits.substr(12, 2))};
  if (!is_valid(date)) return std::nullopt;
  return date;
}

bool is_citizen_id(std::string_view text) { return birth_date(text).has_value(); }

std::optional<bool> is_male(std::string_view citizen_id) {
  if (!is_citizen_id(citizen_id)) return std::nullopt;
  return (citizen_id[kLength - 2] - '0') % 2 == 1;
}

std::optional<std::int32_t> region_code(std::string_view citizen_id) {
  if (!is_citizen_id(citizen_id)) return std::nullopt;
  return number_of(citizen_id.substr(0, 6));
}

bool is_credit_code(std::string_view text) {
  if (text.size() != kLength || !is_digits(text.substr(2, 6))) return false;
  std::size_t sum = 0, weight = 1;
  for (std::size_t i = 0; i < kLength; ++i) {
    const std::size_t value = kCreditCharacters.find(text[i]);
    if (value == std::string_view::npos) return false;
    if (i + 1 == kLength) return value == (31 - sum) % 31;
    sum = (sum + value * weight) % 31;
    weight = weight * 3 % 31;
  }
  return false;
}

}  // namespace remit::base
