#pragma once

#include "ast.h"
#include "complaint.h"
#include "grammar.h"

namespace remit::grammar_compiler {

/// Makes tables of what was read: resolves names, and marks what follows from the shape alone. What
/// follows from the words is computed by `compute_sets`. Complains of names that mean nothing or
/// two things; then the tables are no use.
Grammar compile(const GrammarText& text, const Lexicon& lexicon, Complaints& complaints);

/// FIRST and FOLLOW of every item, which may be empty, and where a keyword could be a name.
void compute_sets(Grammar& grammar, const Lexicon& lexicon);

}  // namespace remit::grammar_compiler
