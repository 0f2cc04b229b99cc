#pragma once

#include <cstdint>
#include <string_view>

#include "syntax/tree.h"

namespace remit::syntax {

/// Whether a phrase of the tokens `first` to `last`, put as `instead` says, means between what
/// stands about it what the phrase did. `a + b between 1 and 5` does not become `a + b >= 1 and b
/// <= 5`, nor `a / half of b` a quotient and a product. A slot, `{x}`, is one value: where an
/// operator stands beside it, the value may be more. `said` and `instead` are as in phrases.def, in
/// English.
bool keeps_meaning(const Tree& tree, std::string_view said, std::string_view instead,
                   std::uint32_t first, std::uint32_t last);

}  // namespace remit::syntax
