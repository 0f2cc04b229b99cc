#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "diagnostic/format.h"

// Words that other languages, spreadsheets and documents have for things, where a policy has a name
// or a type.

namespace remit::check {

struct WrittenHere {
  diagnostic::Argument instead;            ///< quoted, for a message
  std::optional<std::string> replacement;  ///< where the word itself can be replaced
};

/// How a value is written that elsewhere is this word: `null`, `TRUE`, 十万元. Nothing for words
/// that may be anything.
std::optional<WrittenHere> name_here(std::string_view name);

/// How a type is called that elsewhere is this word: `string` is `text`.
std::optional<WrittenHere> type_here(std::string_view type);

}  // namespace remit::check
