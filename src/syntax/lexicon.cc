#include "syntax/lexicon.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <map>
#include <utility>

#include "syntax/keywords.h"

namespace remit::syntax {
namespace {

constexpr std::pair<SymbolId, std::string_view> kSigns[] = {
    {kOpenBrace, "{"}, {kCloseBrace, "}"},    {kOpenParen, "("}, {kCloseParen, ")"},
    {kComma, ","},     {kColon, ":"},         {kDot, "."},       {kRange, ".."},
    {kEqual, "="},     {kNotEqual, "!="},     {kLess, "<"},      {kLessEqual, "<="},
    {kGreater, ">"},   {kGreaterEqual, ">="}, {kPlus, "+"},      {kMinus, "-"},
    {kTimes, "*"},     {kDivide, "/"},
};

template <typename Visit>
void for_each_alternative(std::string_view list, Visit visit) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('|'), list.size());
    visit(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

std::string_view first_word(std::string_view phrase) { return phrase.substr(0, phrase.find(' ')); }

}  // namespace

std::string_view punctuation_text(SymbolId symbol) {
  for (const auto& [id, text] : kSigns) {
    if (id == symbol) return text;
  }
  return {};
}

SymbolId punctuation_symbol(std::string_view text) {
  for (const auto& [id, sign] : kSigns) {
    if (sign == text) return id;
  }
  return kBad;
}

const Lexicon& Lexicon::instance() {
  static const Lexicon lexicon;
  return lexicon;
}

Lexicon::Lexicon() : symbols_(kFirstWord), keyword_symbols_(keywords().size()) {
  nameable_.set(kName);
  add_operators();
  add_words();
  index_phrases();
}

void Lexicon::add_operators() {
  for (const type::OperatorInfo& info : type::operators()) {
    if (!info.symbol.empty())
      symbols_[punctuation_symbol(info.symbol)].operators.push_back(info.id);
  }
}

void Lexicon::add_words() {
  std::map<std::string_view, Meaning> meanings;
  std::map<std::string_view, bool> reserved;
  for (std::size_t i = 0; i < keywords().size(); ++i) {
    const Keyword& keyword = keywords()[i];
    const auto add = [&](std::string_view text) {
      meanings[text].keywords.push_back(static_cast<KeywordId>(i));
      reserved[text] |= keyword.reserved;
    };
    add(keyword.english());
    add(keyword.chinese);
    for_each_alternative(keyword.aliases, add);
  }
  for (const type::OperatorInfo& info : type::operators()) {
    const auto add = [&](std::string_view text) {
      if (text.empty()) return;
      meanings[text].operators.push_back(info.id);
      reserved[text] = true;
    };
    add(info.english);
    add(info.chinese);
    for_each_alternative(info.aliases, add);
  }
  for (auto& [text, meaning] : meanings) {
    const auto words = static_cast<std::uint8_t>(1 + std::count(text.begin(), text.end(), ' '));
    meaning.nameable = words == 1 && !reserved[text];
    phrases_.push_back({text, words, intern(std::move(meaning))});
  }
}

SymbolId Lexicon::intern(Meaning meaning) {
  const auto found = std::find(symbols_.begin() + kFirstWord, symbols_.end(), meaning);
  const auto symbol = static_cast<SymbolId>(found - symbols_.begin());
  if (found != symbols_.end()) return symbol;
  assert(symbol < kMaxSymbols);
  for (const KeywordId keyword : meaning.keywords) keyword_symbols_[keyword].set(symbol);
  if (meaning.nameable) nameable_.set(symbol);
  symbols_.push_back(std::move(meaning));
  return symbol;
}

void Lexicon::index_phrases() {
  std::sort(phrases_.begin(), phrases_.end(), [](const Phrase& a, const Phrase& b) {
    const std::string_view x = first_word(a.text), y = first_word(b.text);
    return x != y ? x < y : a.words > b.words;
  });
  for (std::uint32_t i = 0; i < phrases_.size();) {
    const std::string_view word = first_word(phrases_[i].text);
    std::uint32_t end = i;
    while (end < phrases_.size() && first_word(phrases_[end].text) == word) ++end;
    std::size_t slot = hash(word);
    while (!slots_[slot].word.empty()) slot = (slot + 1) % kSlots;
    slots_[slot] = {word, i, end - i};
    i = end;
  }
}

std::size_t Lexicon::hash(std::string_view word) {
  std::uint64_t head = 0, tail = 0;
  const std::size_t part = std::min<std::size_t>(word.size(), 8);
  std::memcpy(&head, word.data(), part);
  std::memcpy(&tail, word.data() + word.size() - part, part);
  const std::uint64_t mixed =
      (head * 0x9E3779B97F4A7C15u) ^ (tail * 0xC2B2AE3D27D4EB4Fu) ^ word.size();
  return static_cast<std::size_t>((mixed * 0x9E3779B97F4A7C15u) >> 53);  // 11 bits: kSlots
}

absl::Span<const Lexicon::Phrase> Lexicon::phrases(std::string_view word) const {
  for (std::size_t slot = hash(word); !slots_[slot].word.empty(); slot = (slot + 1) % kSlots) {
    if (slots_[slot].word == word) {
      return absl::MakeConstSpan(phrases_).subspan(slots_[slot].first, slots_[slot].count);
    }
  }
  return {};
}

absl::Span<const KeywordId> Lexicon::keywords_of(SymbolId symbol) const {
  return symbols_[symbol].keywords;
}

absl::Span<const type::OperatorId> Lexicon::operators_of(SymbolId symbol) const {
  return symbols_[symbol].operators;
}

}  // namespace remit::syntax
