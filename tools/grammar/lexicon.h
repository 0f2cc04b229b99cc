#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/keyword_info.h"
#include "syntax/symbols.h"
#include "syntax/word_slots.h"
#include "type/operators.h"

namespace remit::grammar_compiler {

using syntax::KeywordInfo;
using syntax::SymbolId;
using syntax::SymbolSet;

/// All words of keywords and operators in both languages. Words that mean the same set of keywords
/// and operators share a symbol.
class Lexicon {
 public:
  /// `keywords` outlives this.
  explicit Lexicon(std::vector<KeywordInfo> keywords);

  /// One way to write a keyword: its words, separated by single spaces.
  struct Phrase {
    std::string_view text;
    std::uint8_t words;
    SymbolId symbol;
    std::uint8_t alike;  ///< how many from here on begin with the same word
  };
  static constexpr std::size_t kSlots = 2048;

  const std::vector<KeywordInfo>& keywords() const { return keywords_; }
  /// Index of the keyword with that id, or its count.
  std::size_t find_keyword(std::string_view id) const;

  /// Sorted by their first word, the longest first.
  const std::vector<Phrase>& phrases() const { return phrases_; }
  /// By first word: the first of its phrases.
  const syntax::WordSlots<kSlots>& slots() const { return slots_; }

  std::size_t symbol_count() const { return symbols_.size(); }
  const SymbolSet& nameable() const { return nameable_; }
  const SymbolSet& symbols_of(std::size_t keyword) const { return keyword_symbols_[keyword]; }
  const std::vector<type::OperatorId>& operators_of(SymbolId symbol) const {
    return symbols_[symbol].operators;
  }
  /// Words and signs of the operators that stand before (or else after) an operand.
  SymbolSet operator_symbols(bool prefix) const;
  /// A spelling of a symbol, for complaints.
  std::string spelling(SymbolId symbol) const;

 private:
  struct Meaning {
    std::vector<std::size_t> keywords;
    std::vector<type::OperatorId> operators;
    bool nameable = false;
    friend bool operator==(const Meaning&, const Meaning&) = default;
  };

  void add_operators();
  void add_words();
  void index_phrases();
  SymbolId intern(Meaning meaning);

  std::vector<KeywordInfo> keywords_;
  std::vector<Meaning> symbols_;
  std::vector<Phrase> phrases_;
  std::vector<SymbolSet> keyword_symbols_;
  SymbolSet nameable_;
  syntax::WordSlots<kSlots> slots_{};
};

/// The keyword table of the language, keywords.def.
std::vector<KeywordInfo> all_keywords();

}  // namespace remit::grammar_compiler
