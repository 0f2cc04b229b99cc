// Words: names, keywords of one word or several.

#include "base/utf8.h"
#include "syntax/characters.h"
#include "syntax/keywords.h"
#include "syntax/lexer.h"

namespace remit::syntax {
namespace {

// Whether `word` is surely in normal form C: the usual case, found without the general algorithm.
bool is_plain(std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    if (static_cast<unsigned char>(word[at]) < 0x80) {
      ++at;
      continue;
    }
    const base::Decoded c = base::decode_utf8(word, at);
    if (c.code_point >= 0x300 && !is_common_ideograph(c.code_point)) return false;
    at += c.size;
  }
  return true;
}

}  // namespace

void Lexer::scan_word() {
  const std::uint32_t begin = at_;
  const std::uint32_t end = keyword_end(begin, word_end(begin));
  std::string_view word = slice(begin, end);
  if (!is_plain(word)) {
    std::string normal = base::normalise_nfc(word);
    if (normal != word) word = keep(std::move(normal));
  }
  SymbolId symbol = kName;
  std::uint32_t phrase_end = end;
  for (const Lexicon::Phrase& phrase : lexicon_.phrases(word)) {
    if (match_phrase(word, phrase, phrase_end)) {
      symbol = phrase.symbol;
      break;
    }
  }
  Token& token = push(TokenKind::word, symbol, begin, phrase_end);
  if (phrase_end == end) token.text = word;
}

// Where the word at `begin` ends: before a digit, if it touches a number and is a keyword so far,
// as in 500万元以上1000万元以下; else at `end`.
std::uint32_t Lexer::keyword_end(std::uint32_t begin, std::uint32_t end) const {
  const std::vector<Token>& tokens = tree_.tokens_;
  if (tokens.empty() || tokens.back().kind != TokenKind::number ||
      tokens.back().span.end != begin + base_) {
    return end;
  }
  const std::size_t digit = slice(begin, end).find_first_of("0123456789");
  if (digit == std::string_view::npos) return end;
  const auto cut = begin + static_cast<std::uint32_t>(digit);
  return lexicon_.phrases(slice(begin, cut)).empty() ? end : cut;
}

// `up to` is a phrase, but in `rounding up to 0.01` it is two words.
bool Lexer::match_phrase(std::string_view word, const Lexicon::Phrase& phrase,
                         std::uint32_t& end) const {
  if (phrase.words == 1) {
    end = at_ + (end - at_);
    return true;
  }
  std::uint32_t at = word_end(at_);
  std::string_view rest = phrase.text.substr(word.size());
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view next = rest.substr(0, rest.find(' '));
    const std::uint32_t begin = skip_blanks(at);
    if (begin == at) return false;
    at = word_end(begin);
    if (slice(begin, at) != next) return false;
    rest.remove_prefix(next.size());
  }
  static const SymbolSet& rounding = lexicon_.symbols_of(find_keyword("rounding"));
  if (phrase.text == "up to" && !tree_.tokens_.empty() &&
      rounding.test(tree_.tokens_.back().symbol)) {
    return false;
  }
  end = at;
  return true;
}

}  // namespace remit::syntax
