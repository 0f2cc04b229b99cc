#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// Names that are drawn alike and are not the same (after Unicode TR39): letters of other alphabets,
// full-width ones, katakana that look like Chinese characters.

namespace remit::base {

/// The alphabets whose letters are drawn like those of another.
enum class Alphabet : std::uint8_t { latin, greek, cyrillic, armenian, cherokee };

/// Names that are drawn alike have the same form, whatever their letters are; capital and small
/// ones differ. `name` is UTF-8.
std::string drawn_form(std::string_view name);

/// Whether the drawn form of the name is the name itself, as far as its letters tell at once:
/// ASCII and the common Chinese characters.
bool is_plainly_drawn(std::string_view name);

/// A letter that nobody would have written there on purpose.
struct StrayLetter {
  Alphabet alphabet;
  char32_t letter = 0;
};

/// The first letter of the name that is of another alphabet than the rest and may be taken for one
/// of it: a Cyrillic one among Latin or Chinese ones, a Greek one that is drawn like a Latin one.
/// Nothing of a name of one alphabet, nor of Chinese, Latin and digits, nor of 系数α or ΔT.
std::optional<StrayLetter> stray_letter(std::string_view name);

}  // namespace remit::base
