// Floats as the shortest text that reads as them.
#pragma once

#include <string>

namespace remit::number {

// The shortest decimal text that reads as `value` again, and of several the one nearest to it: what
// std::to_chars writes, "0.1", "1e+22", "-0", "inf". Of a release the standard library's has 130 KB
// of tables. Not for NaN. A few operations for up to 15 digits (6 of a float); arithmetic of long
// integers for more.
std::string shortest_text(double value);
std::string shortest_text(float value);

}  // namespace remit::number
