#pragma once

#include <cstdint>
#include <string>

#include "syntax/tree.h"

// Values as they stand among tokens that could not be read: `max(a, b)` and not its last bracket.

namespace remit::syntax {

/// A word that may be a name.
bool is_nameable(const Token& token);

/// The first token of the value that ends with `last`.
std::uint32_t value_begin(const Tree& tree, std::uint32_t last);

/// The first token of the sum or product that goes on with the value that begins at `first`;
/// `first` where nothing stands before it.
std::uint32_t sum_begin(const Tree& tree, std::uint32_t first);

/// Behind the last token of the sum or product that begins with `first`; `first` where none does.
/// `10% of fee` is one.
std::uint32_t sum_end(const Tree& tree, std::uint32_t first);

/// The tokens as they are written here: `10% of fee` as `10% * fee`.
std::string sum_text(const Tree& tree, std::uint32_t begin, std::uint32_t end);

}  // namespace remit::syntax
