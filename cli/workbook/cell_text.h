#pragma once

#include <string>
#include <string_view>

#include "cli/workbook/cell_styles.h"

// What stands in a cell, as a person reads it there and as a table of texts would have it.

namespace remit::cli {

/// A stored number as text: the shortest decimal that is the same binary number, without exponent.
/// From 2^53 on, where a spreadsheet no longer tells whole numbers apart, with one: it is refused
/// by what reads tables, as digits that were lost. A percentage and a day as they are shown; a time
/// of day stands behind its day. What is no number comes back as it is.
std::string number_text(std::string_view stored, NumberLook look, bool since_1904);

/// `0007` of 7 where four digits are shown at least; of what is no whole number from zero on
/// itself.
std::string padded(std::string number, std::size_t digits);

/// `_x000D_` stands for a character that XML cannot hold (ECMA-376-1, 22.9.2.19).
std::string without_escapes(std::string text);

}  // namespace remit::cli
