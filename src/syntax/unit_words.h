#pragma once

#include <cstdint>
#include <string_view>

#include "type/type.h"

// The words that may follow a number, besides the names of currencies (type/currency.h). Spellings
// of one meaning are separated by '|'. The grammar compiler makes the table of units.h from them.

namespace remit::syntax {

struct Magnitude {
  std::string_view words;
  std::int32_t power;
};

inline constexpr Magnitude kMagnitudes[] = {
    {"百|hundred", 2}, {"千|thousand", 3}, {"万", 4}, {"million", 6}, {"亿", 8}, {"billion", 9},
};

struct Duration {
  std::string_view words;
  type::DurationUnit unit;
};

inline constexpr Duration kDurations[] = {
    {"天|日|个自然日|自然日|日历日|day|days", type::DurationUnit::days},
    {"个工作日|工作日|workday|workdays", type::DurationUnit::workdays},
    {"个月|月|month|months", type::DurationUnit::months},
    {"年|year|years", type::DurationUnit::years},
};

// Measure words: they say what a plain number counts, and change nothing.
inline constexpr std::string_view kCounting =
    "人|人次|名|位|户|户次|家|家次|支|个|项|件|次|台|套|辆|艘|座|所|间|条|宗|批|期|票|分|度|倍|亩|"
    "吨|公里|公顷|平方米|平方公里|persons|people|points";

}  // namespace remit::syntax
