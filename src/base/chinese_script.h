#pragma once

#include <string>
#include <string_view>

// Chinese is written in simplified and in traditional characters. A word of the language is the
// same word in both; a name of the policy is not: it is whatever its author wrote.

namespace remit::base {

/// The text with every traditional character replaced by its simplified one, of the same number of
/// bytes; what is in neither script stays. Well-formed UTF-8 is needed for anything to change.
/// O(n log m) for a table of m = 3 000 characters.
std::string to_simplified(std::string_view text);

/// Whether `to_simplified` would change the text. No allocation.
bool has_traditional(std::string_view text);

/// A word of the language, which is written in simplified characters, as it is written in
/// traditional ones. Other texts need the choice among variants that depends on the word.
std::string to_traditional(std::string_view word);

/// Whether any character of the text is a Chinese one, of either script.
bool has_chinese(std::string_view text);

}  // namespace remit::base
