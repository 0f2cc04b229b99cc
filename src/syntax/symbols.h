#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

// The symbols that tokens are matched as, for the library and for the grammar compiler alike.

namespace remit::syntax {

/// What a token may be matched as: one of the classes and signs below, or a word of the language.
using SymbolId = std::uint16_t;

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

inline constexpr std::pair<SymbolId, std::string_view> kSigns[] = {
    {kOpenBrace, "{"}, {kCloseBrace, "}"},    {kOpenParen, "("}, {kCloseParen, ")"},
    {kComma, ","},     {kColon, ":"},         {kDot, "."},       {kRange, ".."},
    {kEqual, "="},     {kNotEqual, "!="},     {kLess, "<"},      {kLessEqual, "<="},
    {kGreater, ">"},   {kGreaterEqual, ">="}, {kPlus, "+"},      {kMinus, "-"},
    {kTimes, "*"},     {kDivide, "/"},
};

/// ASCII spelling of a punctuation symbol; empty for the others.
constexpr std::string_view punctuation_text(SymbolId symbol) {
  for (const auto& [id, text] : kSigns) {
    if (id == symbol) return text;
  }
  return {};
}

/// The symbol of an ASCII sign, or kBad.
constexpr SymbolId punctuation_symbol(std::string_view text) {
  for (const auto& [id, sign] : kSigns) {
    if (sign == text) return id;
  }
  return kBad;
}

inline constexpr std::size_t kMaxSymbols = 384;

/// A set of symbols: constant data where std::bitset could not be.
class SymbolSet {
 public:
  using Words = std::array<std::uint64_t, kMaxSymbols / 64>;

  constexpr SymbolSet() = default;
  constexpr explicit SymbolSet(const Words& words) : words_(words) {}

  constexpr bool test(std::size_t symbol) const {
    return (words_[symbol / 64] >> (symbol % 64) & 1) != 0;
  }
  constexpr void set(std::size_t symbol) { words_[symbol / 64] |= std::uint64_t{1} << symbol % 64; }
  constexpr SymbolSet& operator|=(const SymbolSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  constexpr SymbolSet& operator&=(const SymbolSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  friend constexpr SymbolSet operator|(SymbolSet a, const SymbolSet& b) { return a |= b; }
  friend constexpr SymbolSet operator&(SymbolSet a, const SymbolSet& b) { return a &= b; }
  constexpr bool empty() const { return words_ == Words{}; }
  constexpr const Words& words() const { return words_; }
  friend constexpr auto operator<=>(const SymbolSet&, const SymbolSet&) = default;

 private:
  Words words_{};
};

}  // namespace remit::syntax
