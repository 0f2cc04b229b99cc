// Words: names, keywords of one word or several.

#include <algorithm>

#include "absl/strings/str_format.h"
#include "base/utf8.h"
#include "diagnostic/code/lexical.h"
#include "syntax/characters.h"
#include "syntax/keywords.h"
#include "syntax/lexer.h"
#include "syntax/units.h"

namespace remit::syntax {

namespace code = diagnostic::code;

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

constexpr std::string_view kDigits = "0123456789";

// The keywords after which a number, even without a unit, is no part of a name.
constexpr Keyword kComparing[] = {Keyword::from_edge, Keyword::over,     Keyword::up_to,
                                  Keyword::below,     Keyword::at_least, Keyword::at_most,
                                  Keyword::minimum};

bool is_comparing(SymbolId symbol) {
  return std::ranges::any_of(
      kComparing, [symbol](Keyword each) { return lexicon::symbols_of(each).test(symbol); });
}

}  // namespace

void Lexer::scan_word(std::uint32_t begin) {
  const std::uint32_t end = ascii_word_end(begin);
  if (is_wide(end) || touches_number(begin)) return scan_wide_word(begin, end);
  const std::string_view word = slice(begin, end);
  const auto phrases = lexicon::ascii_phrases(word);
  if (phrases.empty())
    push(TokenKind::word, kName, begin, end);
  else
    push_word(word, begin, end, end, phrases);
}

// A word that goes on beyond ASCII, or touches a number.
void Lexer::scan_wide_word(std::uint32_t begin, std::uint32_t ascii_end) {
  const bool ascii = !is_wide(ascii_end);
  const std::uint32_t whole_end = ascii ? ascii_end : wide_word_end(ascii_end);
  const bool may_end_before = is_wide(begin) || touches_number(begin);
  const std::uint32_t end = may_end_before ? keyword_end(begin, whole_end) : whole_end;
  std::string_view word = slice(begin, end);
  if (!ascii && !is_plain(word)) {
    std::string normal = base::normalise_nfc(word);
    if (normal != word) word = keep(std::move(normal));
    for (std::uint32_t i = begin; i < end;) {
      const CodePoint c = peek(i);
      if (base::is_hidden(c.value))
        sink_.report(code::hidden_character, span(i, i + c.size),
                     {absl::StrFormat("U+%04X", static_cast<unsigned>(c.value))});
      i += c.size;
    }
  }
  push_word(word, begin, end, whole_end,
            ascii ? lexicon::ascii_phrases(word) : lexicon::phrases(word));
}

// A token of a word, as long as the longest phrase of those that begin with it.
void Lexer::push_word(std::string_view word, std::uint32_t begin, std::uint32_t end,
                      std::uint32_t whole_end, absl::Span<const lexicon::Phrase> phrases) {
  SymbolId symbol = kName;
  std::uint32_t phrase_end = end;
  // Of most phrases the first letter of the second word tells that they do not go on here.
  const bool may_go_on = !phrases.empty() && phrases[0].words > 1;
  const char next = may_go_on ? byte(skip_blanks(whole_end)) : '\0';
  for (const lexicon::Phrase& phrase : phrases) {
    const bool goes_on = phrase.words > 1 && phrase.text[word.size() + 1] == next;
    if (phrase.words == 1 ||
        (goes_on && match_phrase(phrase, word.size(), whole_end, phrase_end))) {
      symbol = phrase.symbol;
      break;
    }
  }
  Token& token = push(TokenKind::word, symbol, begin, phrase_end);
  if (phrase_end == end) token.text = word;
}

bool Lexer::touches_number(std::uint32_t begin) const {
  const std::vector<Token>& tokens = tree_.tokens_;
  return !tokens.empty() && tokens.back().kind == TokenKind::number &&
         tokens.back().span.end == begin + base_;
}

// Where the word at `begin` ends, which touches a number or begins beyond ASCII: before a digit, if
// it is a keyword so far and touches a number, as in 500万元以上1000万元以下, or an amount follows,
// as in 超过1000万元 and 封顶50万元; else at `end`. After a word that compares a bare number will
// do: 至少2.
std::uint32_t Lexer::keyword_end(std::uint32_t begin, std::uint32_t end) const {
  std::uint32_t cut = begin;
  while (cut < end && (text_[cut] < '0' || text_[cut] > '9')) ++cut;
  if (cut == end) return end;
  const auto phrases = lexicon::phrases(slice(begin, cut));
  if (phrases.empty()) return end;
  if (touches_number(begin)) return cut;
  const bool compares = std::ranges::any_of(
      phrases, [&](const lexicon::Phrase& phrase) { return is_comparing(phrase.symbol); });
  const std::string_view rest = slice(cut, end);
  const std::size_t unit = rest.find_first_not_of("0123456789_");
  const bool counted = unit != std::string_view::npos && find_unit_prefix(rest.substr(unit));
  return (compares || counted) && is_amounts(rest) ? cut : end;
}

// Whether a stretch of word characters is a number with its units, perhaps followed by a keyword
// and another: 1000万元不超过1亿元, but not 1000万元项目.
bool Lexer::is_amounts(std::string_view text) const {
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of("0123456789_"), text.size()));
    for (auto unit = find_unit_prefix(text); unit; unit = find_unit_prefix(text))
      text.remove_prefix(unit->size);
    if (text.empty()) return true;
    const std::size_t digit = text.find_first_of(kDigits);
    if (digit == 0 || lexicon::phrases(text.substr(0, digit)).empty()) return false;
    if (digit == std::string_view::npos) return true;
    text.remove_prefix(digit);
  }
}

// Whether a number and `of` stand next: `ok is at least 2 of { a, b, c }`.
bool Lexer::counts_next(std::uint32_t at) const {
  const std::uint32_t number = skip_blanks(at);
  std::uint32_t end = number;
  while (end < text_.size() && text_[end] >= '0' && text_[end] <= '9') ++end;
  const std::uint32_t of = skip_blanks(end);
  return end > number && of > end && text_.substr(of, 2) == "of" && word_end(of) == of + 2;
}

// `up to` is a phrase, but in `rounding up to 0.01` it is two words; so is `is` before a count.
bool Lexer::match_phrase(const lexicon::Phrase& phrase, std::size_t matched, std::uint32_t at,
                         std::uint32_t& end) const {
  const std::string_view words = phrase.text;
  while (matched < words.size()) {
    const std::uint32_t begin = skip_blanks(at);
    if (begin == at) return false;
    at = begin;
    for (++matched; matched < words.size() && words[matched] != ' '; ++matched, ++at)
      if (byte(at) != words[matched]) return false;
    if (word_end(at) != at) return false;
  }
  if (phrase.text == "up to" && !tree_.tokens_.empty() &&
      lexicon::symbols_of(Keyword::rounding).test(tree_.tokens_.back().symbol)) {
    return false;
  }
  if (phrase.text == "is at least" && counts_next(at)) return false;
  end = at;
  return true;
}

}  // namespace remit::syntax
