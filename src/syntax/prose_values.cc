// The values about the place where the parser got stuck, whole: `max(a, b)` and not its last
// bracket.

#include <algorithm>

#include "base/word_list.h"
#include "syntax/parser.h"
#include "syntax/prose.h"

namespace remit::syntax {
namespace {

bool is_nameable(const Token& token) {
  return token.kind == TokenKind::word && lexicon::nameable(token.symbol);
}

/// The token of the bracket that belongs to the one at `at`, looked for by `step`; `at` if there is
/// none near.
std::uint32_t other_bracket(const Tree& tree, std::uint32_t at, int step) {
  constexpr int kMost = 60;
  const auto tokens = tree.tokens();
  const SymbolId same = tokens[at].symbol;
  const SymbolId other = same == kOpenParen ? kCloseParen : kOpenParen;
  int open = 0;
  std::int64_t i = at;
  for (int steps = 0; steps < kMost; ++steps, i += step) {
    if (i < 0 || i >= static_cast<std::int64_t>(tokens.size())) return at;
    const SymbolId symbol = tokens[static_cast<std::size_t>(i)].symbol;
    if (symbol == same) ++open;
    if (symbol == other && --open == 0) return static_cast<std::uint32_t>(i);
  }
  return at;
}

/// The first token of the value that ends with `last`.
std::uint32_t value_begin(const Tree& tree, std::uint32_t last) {
  const auto tokens = tree.tokens();
  std::uint32_t begin = last;
  if (tokens[last].symbol == kCloseParen) {
    begin = other_bracket(tree, last, -1);
    if (begin > 0 && !tokens[begin].first_on_line && is_nameable(tokens[begin - 1])) --begin;
  }
  while (begin > 1 && tokens[begin - 1].symbol == kDot) begin -= 2;
  return begin;
}

/// Behind the last token of the value that begins with `first`; `first` where none does.
std::uint32_t value_end(const Tree& tree, std::uint32_t first) {
  const auto tokens = tree.tokens();
  std::uint32_t end = first;
  for (bool more = true; more;) {
    if (end >= tokens.size()) return first;
    const Token& token = tokens[end];
    const bool constant = token.kind == TokenKind::number || token.kind == TokenKind::date ||
                          token.kind == TokenKind::text;
    if (token.symbol == kOpenParen)
      end = other_bracket(tree, end, 1) + 1;
    else if (constant || is_nameable(token))
      ++end;
    else
      return first;
    while (end + 1 < tokens.size() && tokens[end].symbol == kDot) end += 2;
    if (end < tokens.size() && tokens[end].symbol == kOpenParen && is_nameable(tokens[end - 1]))
      end = other_bracket(tree, end, 1) + 1;
    more = end < tokens.size() && !tokens[end].first_on_line &&
           base::is_among("+|-|*|/|×|÷", tree.source().text(tokens[end].span));
    if (more) ++end;
  }
  return end;
}

}  // namespace

Around Parser::values_around(std::uint32_t at) const {
  Around words = around(at);
  if (at == 0) return words;
  const auto text = [&](std::uint32_t begin, std::uint32_t end) {
    const base::Span span = base::cover(tree_.tokens_[begin].span, tree_.tokens_[end - 1].span);
    return tree_.source().text(span);
  };
  words.before = text(value_begin(tree_, at - 1), at);
  const std::uint32_t end = value_end(tree_, at + 1);
  words.after = end > at + 1 ? text(at + 1, end) : "a";
  if (end >= tree_.tokens_.size() || end == at + 1) return words;
  const bool joins = base::is_among("and|to|与|和|至|到|,|，|..", around(end).token);
  const std::uint32_t last = joins ? value_end(tree_, end + 1) : end;
  if (last > end + 1) words.second = text(end + 1, last);
  return words;
}

}  // namespace remit::syntax
