#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/civil_date.h"

// Numbers of people and organisations in China that carry a check character.

namespace remit::base {

/// Whether the text is a citizen identification number by GB 11643-1999: six digits of the place
/// (not looked up), eight of a date of birth that exists, three of a sequence, and the check
/// character by ISO 7064 MOD 11-2, a digit or `X`. Blanks and a small `x` make it none. O(1).
bool is_citizen_id(std::string_view text);

/// The date of birth in a citizen identification number; nothing where `is_citizen_id` is false.
std::optional<CivilDate> birth_date(std::string_view citizen_id);

/// Whether the sequence number in a citizen identification number is odd, as a man's is; nothing
/// where `is_citizen_id` is false.
std::optional<bool> is_male(std::string_view citizen_id);

/// The six digits of the place (GB/T 2260, not looked up); nothing where `is_citizen_id` is false.
std::optional<std::int32_t> region_code(std::string_view citizen_id);

/// Whether the text is digits 0 to 9 and nothing else; an empty one is not.
bool is_digits(std::string_view text);

/// Whether the text is a unified social credit identifier by GB 32100-2015: eighteen digits and
/// capital letters without I, O, S, V, Z, of which the third to the eighth are digits, the last the
/// check character modulo 31 with the weights 3^i. O(1).
bool is_credit_code(std::string_view text);

}  // namespace remit::base
