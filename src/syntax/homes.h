#pragma once

#include <vector>

#include "syntax/grammar.h"

namespace remit::syntax {

/// The keywords of the forms between whose braces an entry may begin with that symbol, in the order
/// of the grammar: `reward`, `expense` and others for `pay`. Linear in the size of the grammar: it
/// is asked for messages alone.
std::vector<Keyword> homes_of(SymbolId symbol);

}  // namespace remit::syntax
