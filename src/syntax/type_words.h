#pragma once

#include <string_view>

namespace remit::syntax {

/// Whether a word is one of those that alone are the type of a field, in either language: `money`.
bool is_type_word(std::string_view word);

}  // namespace remit::syntax
