#pragma once

#include <string>
#include <string_view>

#include "complaint.h"
#include "grammar.h"

namespace remit::grammar_compiler {

/// The C++ enumerator of a name of the grammar or the id of a keyword: spaces and '@' become '_'
/// ("from@payer": from_payer); a reserved word of C++ gets a '_' behind it (`default_`).
std::string enumerator(std::string_view name);

/// Complains where two rules, labels or keywords would be one enumerator.
void check_enumerators(const Grammar& grammar, const Lexicon& lexicon, Complaints& complaints);

}  // namespace remit::grammar_compiler
