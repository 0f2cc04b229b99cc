#include "syntax/lexicon.h"

#include "base/chinese_script.h"
#include "syntax/lexicon_tables.h"

namespace remit::syntax::lexicon {

absl::Span<const Phrase> ascii_phrases(std::string_view word) {
  const std::size_t found = find_entry(kPhraseSlots, word, [word](std::size_t first) {
    const std::string_view text = kPhrases[first].text;
    return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ');
  });
  if (found == kNoEntry) return {};
  return {kPhrases + found, kPhraseCounts[found]};
}

absl::Span<const Phrase> phrases(std::string_view word) {
  const absl::Span<const Phrase> found = ascii_phrases(word);
  if (!found.empty() || !base::has_traditional(word)) return found;
  return ascii_phrases(base::to_simplified(word));
}

bool nameable(SymbolId symbol) { return kNameable.test(symbol); }

const SymbolSet& symbols_of(Keyword keyword) {
  return kKeywordSymbols[static_cast<std::size_t>(keyword)];
}

absl::Span<const type::OperatorId> operators_of(SymbolId symbol) {
  return {kOperators + kOperatorBegins[symbol],
          static_cast<std::size_t>(kOperatorBegins[symbol + 1] - kOperatorBegins[symbol])};
}

}  // namespace remit::syntax::lexicon
