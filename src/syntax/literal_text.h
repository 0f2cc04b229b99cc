#pragma once

#include <string>
#include <string_view>

#include "base/language.h"
#include "syntax/token.h"

namespace remit::syntax {

/// A number of the same value as the person of that language would write it: `written` as it
/// stands unless it has magnitudes (万, 亿, thousand, million ...); then the one spelling that the
/// value has in that language, so that there and back again is the same text.
/// Without unit or percent sign. `written` is the text of the literal up to there.
std::string magnitude_text(std::string_view written, const NumberLiteral& number,
                           base::Language language);

/// The unit of a length of time in that language, `singular` where English tells.
std::string_view duration_text(std::uint32_t unit, bool singular, base::Language language);

/// The twin of a measure word that has exactly one, otherwise itself.
std::string_view counting_text(std::string_view written, base::Language language);

/// Whether two literals have the same value, units aside.
bool same_value(const NumberLiteral& a, const NumberLiteral& b);

}  // namespace remit::syntax
