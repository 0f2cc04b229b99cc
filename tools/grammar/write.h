#pragma once

#include <string>
#include <string_view>

#include "grammar.h"

// The texts that the library is compiled with.

namespace remit::grammar_compiler {

/// syntax/grammar_names.h: `enum class` Rule, Label, Keyword and Mark.
std::string write_names(const Grammar& grammar, const Lexicon& lexicon);

/// syntax/keyword_fingerprint.h: which keywords.def the names were made from.
std::string write_fingerprint(const Lexicon& lexicon);

/// The definitions of syntax/grammar.h. `text`: the grammar itself.
std::string write_grammar(const Grammar& grammar, const Lexicon& lexicon, std::string_view text);

/// The definitions of syntax/lexicon_tables.h.
std::string write_lexicon(const Lexicon& lexicon);

}  // namespace remit::grammar_compiler
