#pragma once

#include <string>

#include "base/language.h"

namespace remit::syntax {

/// The grammar as a page for readers, in the notation of grammar.ebnf without the parser's own
/// marks, with the keywords of one language.
std::string grammar_text_for(base::Language language);

/// The whole reference as Markdown, in that language: grammar, keywords, operators, functions,
/// units and currencies, all from the tables that the program itself uses.
std::string language_reference(base::Language language);

}  // namespace remit::syntax
