#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/types/span.h"
#include "syntax/grammar_names.h"
#include "syntax/symbols.h"
#include "type/operators.h"

// All words of keywords and operators in both languages, as constant tables that the build makes
// (tools/grammar). Words that mean the same set of keywords share a symbol.

namespace remit::syntax::lexicon {

/// One way to write a keyword: its words, separated by single spaces.
struct Phrase {
  std::string_view text;
  std::uint8_t words;
  SymbolId symbol;
};

/// The phrases that begin with `word`, the longest first; empty for an ordinary name. Chinese words
/// are known in simplified and in traditional characters. O(1).
absl::Span<const Phrase> phrases(std::string_view word);
/// The same of a word that is all ASCII.
absl::Span<const Phrase> ascii_phrases(std::string_view word);

/// Whether a word of that symbol may be a name.
bool nameable(SymbolId symbol);
/// The symbols of all spellings of a keyword.
const SymbolSet& symbols_of(Keyword keyword);
/// The operators that a token of that symbol may be, punctuation included.
absl::Span<const type::OperatorId> operators_of(SymbolId symbol);

}  // namespace remit::syntax::lexicon
