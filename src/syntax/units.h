#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/token.h"

namespace remit::syntax {

/// A word that may follow a number: a power of ten, or what is counted.
struct UnitWord {
  bool magnitude = false;
  std::int32_t power = 0;  ///< of a magnitude
  UnitKind kind = UnitKind::none;
  std::uint32_t unit = 0;  ///< as NumberLiteral::unit
};

/// The unit with exactly that spelling: 万, million, 元, CNY, 美元, workdays, 个月, 人. Null: there
/// is none. O(1).
const UnitWord* find_unit(std::string_view word);

/// The longest unit that `text` begins with, and how many bytes it takes: for Chinese, where
/// nothing separates 万 from 元 from 以上.
struct UnitPrefix {
  UnitWord word;
  std::size_t size = 0;
};
std::optional<UnitPrefix> find_unit_prefix(std::string_view text);

/// Some spellings to show when a unit is unknown, and all of them for suggestions.
std::string common_units();
std::vector<std::string_view> all_units();

}  // namespace remit::syntax
