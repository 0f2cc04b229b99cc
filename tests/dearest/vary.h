#pragma once

#include <string>
#include <vector>

#include "dice.h"

namespace remit::dearest {

/// Policies that are known to multiply something: squares of squares, formulas within formulas,
/// quotients of quotients, calendars of many years, long lists.
const std::vector<std::string>& known_dear();

/// The text with something of it repeated, nested, chained, made large, or taken from `other`. It
/// may be wrong, and it may be too long.
std::string varied(const std::string& text, const std::string& other, walk::Dice& dice);

}  // namespace remit::dearest
