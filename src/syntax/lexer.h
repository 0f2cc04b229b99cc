#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostic/format.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/characters.h"
#include "syntax/lexicon.h"
#include "syntax/tree.h"
#include "syntax/units.h"

namespace remit::syntax {

/// Cuts the text of a policy into the tokens of a tree.
///
/// Any bytes are accepted; what means nothing is reported and skipped. Linear in the text.
class Lexer {
 public:
  /// `text` is what to read, of the same length and offsets as the tree's source (in Markdown the
  /// prose is blank); it must live as long as the tree.
  Lexer(Tree& tree, std::string_view text, const Limits& limits, diagnostic::DiagnosticSink& sink);

  /// The text is a list of values, as on a command line: `5,100` are two of them, not a doubtful
  /// one.
  void set_list_of_values() { is_list_ = true; }

  /// Fills tokens, numbers and comments; the last token is `end`. False when a limit was passed:
  /// then there is only the `end`.
  bool run();
  /// The same of a part that begins with a declaration of a policy's block and ends where another
  /// does, or the block (`closes`): the tokens from `begin` on and the first that does not stand
  /// before `end`. False too where other brackets are open then.
  bool run_part(std::uint32_t begin, std::uint32_t end, bool first_on_line, bool closes);

 private:
  struct CodePoint {
    char32_t value = 0;
    std::uint32_t size = 0;  ///< 0 at the end of the text
  };

  // lexer.cc
  bool check_encoding();
  void scan_token();
  void scan_other();
  bool skip_space(char32_t c, std::uint32_t size);
  bool ends_line(std::uint32_t at) const;
  void scan_comment();
  void scan_text(char32_t quote, std::uint32_t quote_size);
  bool scan_punctuation(char32_t c, std::uint32_t size);
  void push_sign(SymbolId symbol, std::uint32_t begin, std::uint32_t end);
  void skip_unexpected(char32_t c, std::uint32_t size);
  void refuse_wide(std::uint32_t begin);
  std::optional<diagnostic::Argument> sign_instead(std::uint32_t begin,
                                                   std::string_view sign) const;
  bool report_joined_percent(std::uint32_t begin, std::uint32_t end);
  bool track_nesting(SymbolId symbol);

  // lexer_word.cc
  void scan_word(std::uint32_t begin);
  void scan_wide_word(std::uint32_t begin, std::uint32_t ascii_end);
  void push_word(std::string_view word, std::uint32_t begin, std::uint32_t end,
                 std::uint32_t whole_end, absl::Span<const lexicon::Phrase> phrases);
  bool touches_number(std::uint32_t begin) const;
  std::uint32_t keyword_end(std::uint32_t begin, std::uint32_t end) const;
  bool is_amounts(std::string_view text) const;
  bool counts_next(std::uint32_t at) const;
  /// Whether the phrase, of which `matched` bytes end at `at`, goes on there; then `end` is its
  /// end.
  bool match_phrase(const lexicon::Phrase& phrase, std::size_t matched, std::uint32_t at,
                    std::uint32_t& end) const;

  // lexer_number.cc
  void scan_number();
  bool scan_date();
  bool scan_iso_date();
  bool scan_chinese_date();
  bool scan_foreign_date();
  void push_date(std::uint32_t end, std::int32_t year, std::int32_t month, std::int32_t day);
  void scan_digits(NumberLiteral& number);
  bool scan_groups(std::uint32_t begin);
  void scan_units(NumberLiteral& number);
  bool scan_percent(NumberLiteral& number);
  bool apply_unit(NumberLiteral& number, const UnitWord& unit, std::string_view text);
  bool scan_attached_unit(NumberLiteral& number);
  bool scan_spaced_unit(NumberLiteral& number);
  bool scan_spaced_units(NumberLiteral& number, std::uint32_t begin, std::uint32_t end);
  bool in_expected_key() const;
  bool report_foreign_unit(std::uint32_t end);
  void check_attached_rest(bool any_unit);
  std::uint32_t read_integer(std::uint32_t at, std::uint32_t max_digits, std::int32_t& value) const;

  CodePoint peek(std::uint32_t at) const {
    if (at >= text_.size()) return {};
    const auto lead = static_cast<unsigned char>(text_[at]);
    return lead < 0x80 ? CodePoint{lead, 1} : decoded(at);
  }
  CodePoint decoded(std::uint32_t at) const;
  char byte(std::uint32_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  /// Whether a byte stands there that begins or goes on with a character beyond ASCII.
  bool is_wide(std::uint32_t at) const {
    return at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0x80) != 0;
  }
  std::uint32_t ascii_word_end(std::uint32_t at) const {
    const char* next = text_.data() + at;
    const char* const end = text_.data() + text_.size();
    while (next < end && kAsciiWordPart[static_cast<unsigned char>(*next)]) ++next;
    return static_cast<std::uint32_t>(next - text_.data());
  }
  std::uint32_t word_end(std::uint32_t at) const {
    at = ascii_word_end(at);
    return is_wide(at) ? wide_word_end(at) : at;
  }
  std::uint32_t wide_word_end(std::uint32_t at) const;
  std::uint32_t skip_blanks(std::uint32_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    const bool ends = at < text_.size() && text_[at] != '\t' && !is_wide(at);
    return ends ? at : skip_all_blanks(at);
  }
  std::uint32_t skip_all_blanks(std::uint32_t at) const;
  base::Span span(std::uint32_t begin, std::uint32_t end) const {
    return {begin + base_, end + base_};
  }
  std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
    return text_.substr(begin, end - begin);
  }
  std::string_view keep(std::string text);
  [[gnu::cold]] void make_room(TokenKind kind, base::Span token);
  Token& push(TokenKind kind, SymbolId symbol, std::uint32_t begin, std::uint32_t end);

  Tree& tree_;
  std::string_view text_;
  std::uint32_t base_;
  const Limits limits_;  // its own: whoever calls may have made them for the call
  diagnostic::DiagnosticSink& sink_;
  std::uint32_t at_ = 0;
  std::uint32_t room_ = 0;  ///< tokens that the budget and the limits have been asked for
  std::uint32_t paid_until_;
  bool line_start_ = true;
  bool is_list_ = false;
  bool aborted_ = false;
  std::uint32_t depth_ = 0;
  /// Nesting at which the row of a `given` is open: 0 outside. There a word after a number and a
  /// space is the next field, not a duration.
  std::uint32_t given_row_depth_ = 0;
};

}  // namespace remit::syntax
