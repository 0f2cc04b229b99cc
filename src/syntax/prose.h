#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diagnostic/format.h"

// What documents and spreadsheets say in words that the language says otherwise.

namespace remit::syntax {

/// The places that a word means, as a bracket has them: 前10名 is 1..10, 第3名 is 3. Nothing for
/// other words.
std::optional<std::string> places_in_words(std::string_view word);

/// Where in a text reading got stuck.
enum class Stuck {
  after_value,  ///< what stands before is complete
  in_bracket,   ///< the edges of a bracket are read
  at_entry,     ///< a declaration is to begin
  at_sign,      ///< a sign that means nothing
};

/// How the thing that begins with this token is written, where documents or spreadsheets would
/// write it so; nothing for other tokens. `before`: the token before it.
std::optional<diagnostic::Argument> written_instead(std::string_view token, std::string_view before,
                                                    Stuck where);

}  // namespace remit::syntax
