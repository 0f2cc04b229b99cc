#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/symbols.h"

namespace remit::grammar_compiler {

/// A C++ string literal of a text without quotes and backslashes.
inline std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

/// A table of sets; `name` with its bounds.
void write_sets(std::string_view name, const std::vector<syntax::SymbolSet>& sets,
                std::ostream& out);

}  // namespace remit::grammar_compiler
