#pragma once

#include <string_view>

namespace remit::base {

/// The months in English, in small letters, January first; their first three letters are what they
/// are shortened to.
inline constexpr std::string_view kMonthNames[] = {"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};

inline constexpr std::size_t kShortMonth = 3;

/// Whether a word in small letters is the name of a month, or short for it.
constexpr bool is_month(std::string_view word) {
  for (const std::string_view name : kMonthNames)
    if (word == name || word == name.substr(0, kShortMonth)) return true;
  return word == "sept";
}

}  // namespace remit::base
