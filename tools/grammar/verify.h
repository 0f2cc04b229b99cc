#pragma once

#include "complaint.h"
#include "grammar.h"

namespace remit::grammar_compiler {

/// Complains of what is there in vain or could not be read well: rules that nothing reaches,
/// keywords that nothing uses, rules that begin with themselves, repetitions of nothing,
/// alternatives that cannot be told apart, and operands that would be read more than once. Needs
/// the sets.
void verify(const Grammar& grammar, const Lexicon& lexicon, Complaints& complaints);

/// The last two of these (verify_choices.cc).
void verify_choices(const Grammar& grammar, const Lexicon& lexicon, Complaints& complaints);

}  // namespace remit::grammar_compiler
