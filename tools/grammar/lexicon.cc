#include "lexicon.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <utility>

#include "words.h"

namespace remit::grammar_compiler {

using syntax::kFirstWord;

namespace {

std::string_view first_word(std::string_view phrase) { return phrase.substr(0, phrase.find(' ')); }

}  // namespace

std::vector<KeywordInfo> all_keywords() {
  return {std::begin(syntax::kKeywords), std::end(syntax::kKeywords)};
}

Lexicon::Lexicon(std::vector<KeywordInfo> keywords)
    : keywords_(std::move(keywords)), symbols_(kFirstWord), keyword_symbols_(keywords_.size()) {
  nameable_.set(syntax::kName);
  add_operators();
  add_words();
  index_phrases();
}

std::size_t Lexicon::find_keyword(std::string_view id) const {
  const auto found = std::ranges::find(keywords_, id, &KeywordInfo::id);
  return static_cast<std::size_t>(found - keywords_.begin());
}

void Lexicon::add_operators() {
  for (const type::OperatorInfo& info : type::operators()) {
    if (!info.symbol.empty())
      symbols_[syntax::punctuation_symbol(info.symbol)].operators.push_back(info.id);
  }
}

void Lexicon::add_words() {
  std::map<std::string_view, Meaning> meanings;
  std::map<std::string_view, bool> reserved;
  for (std::size_t i = 0; i < keywords_.size(); ++i) {
    const KeywordInfo& keyword = keywords_[i];
    const auto add = [&](std::string_view text) {
      meanings[text].keywords.push_back(i);
      reserved[text] |= keyword.reserved;
    };
    add(keyword.english());
    add(keyword.chinese);
    for_each_word(keyword.aliases, add);
  }
  for (const type::OperatorInfo& info : type::operators()) {
    if (info.shape == type::OperatorShape::measure) continue;  // the parser knows units
    const auto add = [&](std::string_view text) {
      if (text.empty()) return;
      meanings[text].operators.push_back(info.id);
      reserved[text] = true;
    };
    add(info.english);
    add(info.chinese);
    for_each_word(info.aliases, add);
  }
  for (auto& [text, meaning] : meanings) {
    const auto words = static_cast<std::uint8_t>(1 + std::ranges::count(text, ' '));
    meaning.nameable = words == 1 && !reserved[text];
    phrases_.push_back({text, words, intern(std::move(meaning)), 0});
  }
}

SymbolId Lexicon::intern(Meaning meaning) {
  const auto found = std::find(symbols_.begin() + kFirstWord, symbols_.end(), meaning);
  const auto symbol = static_cast<SymbolId>(found - symbols_.begin());
  if (found != symbols_.end()) return symbol;
  if (symbol >= syntax::kMaxSymbols) {
    std::cerr << "keywords.def: error: more symbols than kMaxSymbols in symbols.h\n";
    std::exit(EXIT_FAILURE);
  }
  for (const std::size_t keyword : meaning.keywords) keyword_symbols_[keyword].set(symbol);
  if (meaning.nameable) nameable_.set(symbol);
  symbols_.push_back(std::move(meaning));
  return symbol;
}

void Lexicon::index_phrases() {
  std::ranges::sort(phrases_, [](const Phrase& a, const Phrase& b) {
    const std::string_view x = first_word(a.text), y = first_word(b.text);
    return x != y ? x < y : a.words > b.words;
  });
  for (std::size_t i = phrases_.size(); i-- > 0;) {
    const std::string_view word = first_word(phrases_[i].text);
    const bool more = i + 1 < phrases_.size() && first_word(phrases_[i + 1].text) == word;
    phrases_[i].alike = static_cast<std::uint8_t>(more ? phrases_[i + 1].alike + 1 : 1);
    const bool first = i == 0 || first_word(phrases_[i - 1].text) != word;
    if (first) syntax::add_entry(slots_, word, i);
  }
}

SymbolSet Lexicon::operator_symbols(bool prefix) const {
  SymbolSet set;
  for (std::size_t symbol = 0; symbol < symbols_.size(); ++symbol) {
    for (const type::OperatorId id : symbols_[symbol].operators) {
      if ((type::operator_info(id).shape == type::OperatorShape::prefix) == prefix) set.set(symbol);
    }
  }
  return set;
}

std::string Lexicon::spelling(SymbolId symbol) const {
  if (symbol == syntax::kName) return "NAME";
  if (symbol == syntax::kText) return "STRING";
  if (symbol == syntax::kNumber) return "NUMBER";
  if (symbol == syntax::kDate) return "DATE";
  const auto phrase = std::ranges::find(phrases_, symbol, &Phrase::symbol);
  if (phrase != phrases_.end()) return '"' + std::string(phrase->text) + '"';
  return '"' + std::string(syntax::punctuation_text(symbol)) + '"';
}

}  // namespace remit::grammar_compiler
