#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "syntax/token.h"
#include "type/operators.h"

namespace remit::syntax {

/// The classes and signs among the symbols; the words of the language follow.
enum Symbol : SymbolId {
  kEnd,
  kName,  ///< a word that is no keyword; as a set member: any word that may be a name
  kText,
  kNumber,
  kDate,
  kBad,
  kOpenBrace,
  kCloseBrace,
  kOpenParen,
  kCloseParen,
  kComma,
  kColon,
  kDot,
  kRange,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kPlus,
  kMinus,
  kTimes,
  kDivide,
  kFirstWord,
};

inline constexpr std::size_t kMaxSymbols = 384;
using SymbolSet = std::bitset<kMaxSymbols>;

/// ASCII spelling of a punctuation symbol; empty for the others.
std::string_view punctuation_text(SymbolId symbol);
/// The symbol of an ASCII sign, or kBad.
SymbolId punctuation_symbol(std::string_view text);

/// All words of keywords and operators in both languages, hashed. Words that mean the same set of
/// keywords share a symbol. Immutable.
class Lexicon {
 public:
  /// One way to write a keyword: its words, separated by single spaces.
  struct Phrase {
    std::string_view text;
    std::uint8_t words = 1;
    SymbolId symbol = kName;
  };

  static const Lexicon& instance();

  /// The phrases that begin with `word`, the longest first; empty for an ordinary name. O(1).
  absl::Span<const Phrase> phrases(std::string_view word) const;

  std::size_t symbol_count() const { return symbols_.size(); }
  /// Whether a word of that symbol may be a name.
  bool nameable(SymbolId symbol) const { return nameable_.test(symbol); }
  const SymbolSet& nameable() const { return nameable_; }
  /// The symbols of all spellings of a keyword.
  const SymbolSet& symbols_of(KeywordId keyword) const { return keyword_symbols_[keyword]; }
  /// The keywords that a word of that symbol may be.
  absl::Span<const KeywordId> keywords_of(SymbolId symbol) const;
  /// The operators that a token of that symbol may be, punctuation included.
  absl::Span<const type::OperatorId> operators_of(SymbolId symbol) const;

 private:
  struct Meaning {
    std::vector<KeywordId> keywords;
    std::vector<type::OperatorId> operators;
    bool nameable = false;
    friend bool operator==(const Meaning&, const Meaning&) = default;
  };
  struct Slot {
    std::string_view word;
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  static constexpr std::size_t kSlots = 2048;

  Lexicon();
  static std::size_t hash(std::string_view word);
  void add_operators();
  void add_words();
  void index_phrases();
  SymbolId intern(Meaning meaning);

  std::vector<Meaning> symbols_;
  std::vector<Phrase> phrases_;
  std::vector<SymbolSet> keyword_symbols_;
  SymbolSet nameable_;
  std::array<Slot, kSlots> slots_{};
};

}  // namespace remit::syntax
