// What the parser says when it gets stuck.

#include <algorithm>
#include <optional>

#include "base/edit_distance.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/format.h"
#include "diagnostic/text/syntax.h"
#include "syntax/fitting.h"
#include "syntax/homes.h"
#include "syntax/keywords.h"
#include "syntax/parser.h"
#include "syntax/phrases.h"
#include "syntax/prose.h"
#include "syntax/quoting.h"

namespace remit::syntax {

using diagnostic::Argument;
namespace code = diagnostic::code;
namespace text = diagnostic::text;
using diagnostic::Text;

namespace {

/// What would have fitted, in words.
class Expectations {
 public:
  void add(ItemId id) { fits_.add(id); }

  Argument text() const {
    std::vector<Argument> words;
    if (fits_.expression) words.emplace_back(text::word_expression);
    if (fits_.type) words.emplace_back(text::word_type);
    for (const SymbolId symbol : fits_.symbols) {
      if (!implied(symbol)) words.push_back(symbol_text(symbol));
    }
    for (const Keyword id : fits_.keywords) {
      const KeywordInfo& keyword = keyword_info(id);
      words.push_back(quoted(keyword.english(), keyword.chinese));
    }
    return diagnostic::any_of(words);
  }

  /// Keeps only the closing bracket that would have fitted, if one would.
  void keep_closing() {
    for (const SymbolId closing : {kCloseParen, kCloseBrace}) {
      if (!fits_.has(closing)) continue;
      fits_ = {.keywords = {}, .symbols = {closing}};
      return;
    }
  }

  /// After the number of a band: what would say on which side its edge lies.
  bool edge() const {
    return std::ranges::find(fits_.keywords, Keyword::and_above) != fits_.keywords.end();
  }

  bool expression() const { return fits_.expression; }
  bool opens_braces() const { return fits_.has(kOpenBrace); }

  bool only_name() const {
    return !fits_.expression && !fits_.type && fits_.keywords.empty() &&
           fits_.symbols == std::vector<SymbolId>{kName};
  }
  bool takes_name() const { return fits_.has(kName); }
  bool name_fits() const { return fits_.expression || fits_.type || takes_name(); }

  /// All spellings of the expected keywords, in both languages.
  std::vector<std::string_view> spellings() const {
    std::vector<std::string_view> all;
    for (const Keyword id : fits_.keywords) {
      all.push_back(keyword_info(id).english());
      all.push_back(keyword_info(id).chinese);
    }
    return all;
  }

 private:
  // What need not be said: parts of an expression or a type, and how any name could go on.
  bool implied(SymbolId symbol) const {
    if (symbol == kName) return fits_.expression || fits_.type;
    if (symbol == kDot || symbol == kOpenParen) {
      return fits_.expression || fits_.symbols.size() + fits_.keywords.size() > 2;
    }
    return fits_.expression &&
           (symbol == kText || symbol == kNumber || symbol == kDate || symbol == kMinus);
  }

  static Argument symbol_text(SymbolId symbol) {
    switch (symbol) {
      case kName:
        return text::word_name;
      case kText:
        return text::word_string;
      case kNumber:
        return text::word_number;
      case kDate:
        return text::word_date;
      default:
        return quoted(punctuation_text(symbol), punctuation_text(symbol));
    }
  }

  Fitting fits_;
};

bool is_never_a_name(const Token& token) {
  return token.kind == TokenKind::word && !lexicon::nameable(token.symbol);
}

void suggest_spelling(diagnostic::Diagnostic& report, const Token& token,
                      const Expectations& expected) {
  if (token.kind != TokenKind::word) return;
  const std::vector<std::string_view> spellings = expected.spellings();
  if (const auto near = base::suggest(token.text, spellings)) {
    report.suggest(token.span, std::string(*near));
    return;
  }
  // Chinese needs the space that its readers do not: 当类别 is 当 类别.
  std::string_view longest;
  for (const std::string_view spelling : spellings) {
    const bool ideographs = static_cast<unsigned char>(spelling[0]) >= 0x80;
    if (ideographs && token.text.starts_with(spelling) && spelling.size() > longest.size()) {
      longest = spelling;
    }
  }
  if (longest.empty()) return;
  report.suggest(token.span,
                 std::string(longest) + " " + std::string(token.text.substr(longest.size())));
}

/// Where a word that begins no declaration belongs, if that is plain: between whose braces.
std::optional<Argument> home_of(const Token& token) {
  constexpr std::size_t kMost = 4;
  if (token.symbol == kName) return std::nullopt;
  const std::vector<Keyword> homes = homes_of(token.symbol);
  if (homes.empty() || homes.size() > kMost) return std::nullopt;
  std::vector<Argument> words;
  for (const Keyword id : homes)
    words.push_back(quoted(keyword_info(id).english(), keyword_info(id).chinese));
  return diagnostic::any_of(words);
}

/// The same of a word before the brace that the declaration of `lead` opens: between its own.
std::optional<Argument> home_in(const Token& token, const Token& lead) {
  if (token.kind != TokenKind::word || token.symbol == kName) return std::nullopt;
  for (const Keyword id : homes_of(token.symbol))
    if (lexicon::symbols_of(id).test(lead.symbol))
      return quoted(keyword_info(id).english(), keyword_info(id).chinese);
  return std::nullopt;
}

}  // namespace

// Whether a word that is never a name has a colon behind it, as only names have: `on : date`.
bool Parser::stands_for_name(std::uint32_t token) const {
  return token + 1 < tree_.tokens_.size() && is_never_a_name(tree_.tokens_[token]) &&
         tree_.tokens_[token + 1].symbol == kColon;
}

bool Parser::report_misplaced(const Token& token) {
  if (misplaced_.token != furthest_ || token.kind == TokenKind::end) return false;
  const Token& before = tree_.tokens_[misplaced_.before];
  sink_.report(
      code::earlier_part, token.span,
      {shortened(tree_.source().text(token.span)), shortened(tree_.source().text(before.span))});
  return true;
}

// Keeps what would have fitted where the text ends: the innermost part that is open there is the
// first to complain.
void Parser::note_end(std::uint32_t token, const std::vector<ItemId>& fitting) {
  if (at_end_.empty() && tree_.tokens_[token].symbol == kEnd) at_end_ = fitting;
}

// Reports that reading got stuck at `furthest_`, behind `entry_begin` in the declaration that
// begins at `declaration`.
void Parser::report_failure(std::uint32_t entry_begin, std::uint32_t declaration) {
  ok_ = false;
  note_end(furthest_, expected_);
  if (reported_ == furthest_) return;
  reported_ = furthest_;
  const Token& token = tree_.tokens_[furthest_];
  if (token.kind == TokenKind::bad) return;  // the lexer has reported it
  Expectations expected;
  for (const ItemId id : expected_) expected.add(id);
  if (token.first_on_line && token.kind != TokenKind::end && furthest_ > entry_begin) {
    // Most likely forgotten on the line before; what begins this line is judged on its own.
    if (sink_.error_count() <= kMostPhrased &&
        (report_phrase(phrase_around(tree_, furthest_)) || report_capitals(furthest_))) {
      reported_ = kNoNode;
      return;
    }
    expected.keep_closing();
    const std::uint32_t end = tree_.tokens_[furthest_ - 1].span.end;
    sink_.report(code::expected, {end, end}, {expected.text(), text::word_line_end});
    reported_ = kNoNode;
    return;
  }
  const auto home =
      expected.opens_braces() ? home_in(token, tree_.tokens_[declaration]) : std::nullopt;
  if (report_misplaced(token)) return;
  if (!home && report_prose(furthest_, !expected.expression())) return;
  const std::string text = shortened(tree_.source().text(token.span));
  if (token.kind == TokenKind::end) {
    sink_.report(code::unexpected_end, token.span, {expected.text()});
  } else if (expected.only_name() ? is_never_a_name(token)
                                  : expected.takes_name() && stands_for_name(furthest_)) {
    sink_.report(code::keyword_as_name, token.span, {text});
  } else if (token.symbol == kColon && expected.edge()) {
    sink_.report(code::interval_without_edge, tree_.tokens_[furthest_ - 1].span);
  } else if (home) {
    sink_.report(code::stands_within, token.span, {text, *home});
  } else {
    auto& report = sink_.report(code::expected, token.span, {expected.text(), quoted(text, text)});
    suggest_spelling(report, token, expected);
  }
}

// Reports an entry of a block that could not be read. When already its first word is wrong, what
// is missing has a name: a policy, a declaration, a clause.
void Parser::report_entry(const Item& block, std::uint32_t begin) {
  const Token& token = tree_.tokens_[begin];
  if (furthest_ != begin || token.kind == TokenKind::bad || reported_ == begin) {
    return report_failure(begin, begin);
  }
  const std::string text = shortened(tree_.source().text(token.span));
  if (block.first_exact().test(kName) && stands_for_name(begin)) {
    ok_ = false;
    reported_ = begin;
    sink_.report(code::keyword_as_name, token.span, {text});
    return;
  }
  const bool continues = !token.first_on_line && !block.comma_ends && begin > 0 &&
                         tree_.tokens_[begin - 1].symbol != kOpenBrace;
  if (!continues && block.first_exact().test(kName)) return report_failure(begin, begin);
  ok_ = false;
  reported_ = begin;
  Expectations expected;
  if (continues) {
    for (const ItemId id : expected_) expected.add(id);
    if (report_prose(begin, true)) return;
    auto& report = sink_.report(code::cannot_follow, token.span, {text});
    return suggest_spelling(report, token, expected);
  }
  expected.add(grammar::child(block, 0));
  if (blocks_.size() == 1) {
    const bool first = pending_.empty();
    auto& report = sink_.report(first ? code::no_policy : code::text_after_policy, token.span);
    return suggest_spelling(report, token, expected);
  }
  if (token.kind != TokenKind::word) {
    if (const auto comment = written_instead({text, around(begin).after, ""}, Stuck::behind)) {
      sink_.report(code::said_otherwise, token.span, {text, *comment});
      return;
    }
    const Text wanted = blocks_.size() == 2 ? text::word_declaration : text::word_clause;
    sink_.report(code::expected, token.span, {wanted, quoted(text, text)});
    return;
  }
  if (report_phrase(in_other_letters(tree_, begin))) return;
  if (blocks_.size() == 2) {
    if (const auto instead = written_instead({"", text, ""}, Stuck::at_entry)) {
      sink_.report(code::said_otherwise, token.span, {text, *instead});
      return;
    }
    if (const auto home = home_of(token)) {
      sink_.report(code::stands_within, token.span, {text, *home});
      return;
    }
    auto& report = sink_.report(code::unknown_declaration, token.span, {text, expected.text()});
    return suggest_spelling(report, token, expected);
  }
  const std::string owner(tree_.source().text(tree_.tokens_[rule_start_].span));
  if (owner == "reward" || owner == "expense" || owner == "奖励" || owner == "支出")
    if (const auto instead = written_instead({"", text, ""}, Stuck::at_clause)) {
      sink_.report(code::said_otherwise, token.span, {text, *instead});
      return;
    }
  auto& report = sink_.report(code::unknown_clause, token.span, {text, owner, expected.text()});
  suggest_spelling(report, token, expected);
}

}  // namespace remit::syntax
