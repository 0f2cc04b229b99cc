#pragma once

#include <optional>
#include <string_view>

#include "ast.h"
#include "complaint.h"

namespace remit::grammar_compiler {

/// Reads the notation that the head of grammar.ebnf explains. After a complaint there is nothing.
std::optional<GrammarText> read(std::string_view text, Complaints& complaints);

}  // namespace remit::grammar_compiler
