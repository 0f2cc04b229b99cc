#include "syntax/whole_values.h"

#include "base/word_list.h"
#include "syntax/lexicon.h"

namespace remit::syntax {
namespace {

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

bool is_word(const Tree& tree, std::uint32_t at, std::string_view words) {
  return base::is_among(words, tree.source().text(tree.tokens()[at].span));
}

/// `10% of fee`, which is a product.
bool is_part_of(const Tree& tree, std::uint32_t at) {
  return at > 0 && tree.tokens()[at - 1].kind == TokenKind::number && is_word(tree, at, "of|的");
}

constexpr std::string_view kOfSums = "+|-|*|/|×|÷";

}  // namespace

bool is_nameable(const Token& token) {
  return token.kind == TokenKind::word && lexicon::nameable(token.symbol);
}

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

std::uint32_t sum_begin(const Tree& tree, std::uint32_t first) {
  const auto tokens = tree.tokens();
  std::uint32_t begin = first;
  while (begin > 1 && !tokens[begin].first_on_line && !tokens[begin - 1].first_on_line &&
         is_word(tree, begin - 1, kOfSums)) {
    const Token& operand = tokens[begin - 2];
    const bool value = operand.kind == TokenKind::number || operand.kind == TokenKind::date ||
                       operand.symbol == kCloseParen || is_nameable(operand);
    if (!value) break;
    begin = value_begin(tree, begin - 2);
  }
  return begin;
}

std::uint32_t sum_end(const Tree& tree, std::uint32_t first) {
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
           (is_word(tree, end, kOfSums) || is_part_of(tree, end));
    if (more) ++end;
  }
  return end;
}

std::string sum_text(const Tree& tree, std::uint32_t begin, std::uint32_t end) {
  std::string text;
  std::uint32_t from = begin;
  const auto add = [&](std::uint32_t last) {
    const base::Span span = base::cover(tree.tokens()[from].span, tree.tokens()[last].span);
    text += tree.source().text(span);
  };
  for (std::uint32_t at = begin; at < end; ++at) {
    if (at == begin || !is_part_of(tree, at)) continue;
    add(at - 1);
    text += " * ";
    from = at + 1;
  }
  if (from < end) add(end - 1);
  return text;
}

}  // namespace remit::syntax
