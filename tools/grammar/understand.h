#pragma once

#include <optional>
#include <string_view>

#include "complaint.h"
#include "grammar.h"

namespace remit::grammar_compiler {

/// The whole way from the text of a grammar to its tables; nothing after a complaint. The grammar
/// holds slices of the text.
std::optional<Grammar> understand(std::string_view text, const Lexicon& lexicon,
                                  Complaints& complaints);

}  // namespace remit::grammar_compiler
