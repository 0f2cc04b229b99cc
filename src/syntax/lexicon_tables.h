#pragma once

#include <cstdint>

#include "syntax/lexicon.h"
#include "syntax/units.h"
#include "syntax/word_slots.h"

// The tables behind lexicon.h and units.h: written by the build, read by lexicon.cc and units.cc.

namespace remit::syntax::lexicon {

/// Sorted by their first word, the longest first.
extern const Phrase kPhrases[];
/// By phrase: how many from here on begin with the same word.
extern const std::uint8_t kPhraseCounts[];
/// By first word: the first of its phrases.
extern const WordSlots<2048> kPhraseSlots;
extern const SymbolSet kNameable;
extern const SymbolSet kKeywordSymbols[kKeywordCount];
/// The operators of symbol s stand in kOperators from kOperatorBegins[s] to kOperatorBegins[s + 1].
extern const type::OperatorId kOperators[];
extern const std::uint16_t kOperatorBegins[];

struct Unit {
  std::string_view word;
  UnitWord means;
};
/// Sorted by word.
extern const Unit kUnits[];
extern const std::size_t kUnitCount;
extern const WordSlots<1024> kUnitSlots;

}  // namespace remit::syntax::lexicon
