#include "syntax/phrase_edges.h"

#include <algorithm>
#include <optional>

#include "base/word_list.h"
#include "syntax/lexicon.h"
#include "type/functions.h"

namespace remit::syntax {
namespace {

constexpr std::size_t kSlotSize = 3;  // {x}

}  // namespace

bool begins_with_slot(std::string_view text) {
  return text.size() >= kSlotSize && text[0] == '{' && text[2] == '}';
}

bool ends_with_slot(std::string_view text) {
  return text.size() >= kSlotSize && begins_with_slot(text.substr(text.size() - kSlotSize));
}

namespace {

using type::OperatorInfo;
using type::OperatorShape;

constexpr int kLoosest = 0;  // of `if`, which takes all that follows
constexpr int kTightest = type::kDated + 1;

/// A slot, a number or a call: what stands before it does not belong to it.
bool begins_with_value(std::string_view text) {
  const std::size_t word = text.find_first_of(" (");
  return begins_with_slot(text) || (!text.empty() && text[0] >= '0' && text[0] <= '9') ||
         (word != std::string_view::npos && word > 0 && text[word] == '(');
}

std::size_t times_in(std::string_view text, std::string_view slot) {
  std::size_t times = 0;
  for (auto at = text.find(slot); at != std::string_view::npos; at = text.find(slot, at + 1))
    ++times;
  return times;
}

/// How tightly a word of what is written holds its operands; of no operator, `kTightest`.
int tightness(std::string_view word) {
  if (word == "if" || word == "between") return kLoosest;
  for (const OperatorInfo& info : type::operators())
    if (!word.empty() && (info.symbol == word || info.english == word)) return info.precedence;
  return kTightest;
}

/// The loosest operator that stands in it outside of brackets.
int loosest_in(std::string_view instead) {
  int loosest = kTightest;
  int depth = 0;
  std::string_view word;
  for (std::size_t at = 0; at <= instead.size(); ++at) {
    const std::string_view rest = instead.substr(at);
    const bool slot = begins_with_slot(rest);
    const char c = rest.empty() ? ' ' : rest[0];
    if (!slot && c != ' ' && c != '(' && c != ')' && c != '{' && c != '}') {
      word = word.empty() ? rest.substr(0, 1) : std::string_view(word.data(), word.size() + 1);
      continue;
    }
    if (depth == 0) loosest = std::min(loosest, tightness(word));
    word = {};
    if (slot) at += kSlotSize - 1;
    if (!slot && (c == '(' || c == '{')) ++depth;
    if (!slot && (c == ')' || c == '}')) --depth;
  }
  return loosest;
}

/// The tightness of an operator that stands there, the loosest that it may be.
std::optional<int> operator_at(const Tree& tree, std::uint32_t at) {
  const auto tokens = tree.tokens();
  if (at >= tokens.size()) return std::nullopt;
  std::optional<int> loosest;
  for (const type::OperatorId id : lexicon::operators_of(tokens[at].symbol)) {
    const OperatorInfo& info = type::operator_info(id);
    if (info.shape == OperatorShape::measure) continue;
    if (!loosest || info.precedence < *loosest) loosest = info.precedence;
  }
  return loosest;
}

/// Whether the sign at `at` gives a definition its value: the first on its line, which a keyword or
/// a name of what is defined begins.
bool defines(const Tree& tree, std::uint32_t at) {
  const auto tokens = tree.tokens();
  if (tokens[at].symbol != kEqual) return false;
  std::uint32_t begin = at;
  while (begin > 0 && !tokens[begin].first_on_line) {
    --begin;
    if (tokens[begin].symbol == kEqual) return false;
  }
  const SymbolId lead = tokens[begin].symbol;
  return lead == kName || lexicon::symbols_of(Keyword::define).test(lead) ||
         lexicon::symbols_of(Keyword::param).test(lead);
}

/// Whether a value at an edge of the phrase stands at that edge still and nowhere else: then it may
/// go on there.
bool stays_at_edge(std::string_view slot, std::string_view instead, bool first) {
  const bool at_edge = first ? instead.starts_with(slot) : instead.ends_with(slot);
  return at_edge && times_in(instead, slot) == 1 && loosest_in(instead) != kLoosest;
}

/// Conjunctions and disjunctions are not mixed without brackets.
bool is_mixed(int one, int other) {
  const auto joins = [](int tight) {
    return tight == type::kConjunction || tight == type::kDisjunction;
  };
  return joins(one) && joins(other) && one != other;
}

/// Whether the value at an edge is compared there: what joins conditions beside it is no part of
/// it.
bool is_compared(std::string_view instead, bool first) {
  std::string_view word;
  if (first && begins_with_slot(instead)) {
    const std::string_view rest = instead.substr(std::min(kSlotSize + 1, instead.size()));
    word = rest.substr(0, rest.find(' '));
  } else if (!first && ends_with_slot(instead) && instead.size() > kSlotSize) {
    const std::string_view rest = instead.substr(0, instead.size() - kSlotSize - 1);
    word = rest.substr(rest.rfind(' ') + 1);
  }
  return tightness(word) == type::kComparison;
}

/// What the sign before the phrase makes of what is written there.
Edges edge_before(const Tree& tree, std::string_view said, std::string_view instead,
                  std::uint32_t first) {
  if (first == 0 || defines(tree, first - 1)) return Edges::fit;
  const auto before = operator_at(tree, first - 1);
  if (!before) return Edges::fit;
  const int inside = loosest_in(instead);
  const bool slot_first = begins_with_slot(said);
  const bool stays = !slot_first || stays_at_edge(said.substr(0, kSlotSize), instead, true);
  if (!stays && *before >= type::kArithmetic) return Edges::open;
  if (is_mixed(*before, inside))
    return !slot_first || is_compared(instead, true) ? Edges::fit_in_brackets : Edges::open;
  const bool fits = (*before <= inside || (slot_first && stays)) &&
                    (*before != inside || *before < type::kComparison);
  if (fits) return Edges::fit;
  return slot_first ? Edges::open : Edges::fit_in_brackets;
}

/// The same of the sign behind it.
Edges edge_behind(const Tree& tree, std::string_view said, std::string_view instead,
                  std::uint32_t last) {
  const auto behind = operator_at(tree, last + 1);
  if (!behind) return Edges::fit;
  const int inside = loosest_in(instead);
  const bool slot_last = ends_with_slot(said);
  const std::string_view slot = said.substr(said.size() - std::min(said.size(), kSlotSize));
  const bool stays = !slot_last || stays_at_edge(slot, instead, false);
  if (!stays && *behind >= type::kArithmetic) return Edges::open;
  if (*behind == type::kComparison && (inside == *behind || is_compared(instead, false)))
    return Edges::open;
  if (is_mixed(*behind, inside))
    return !slot_last || is_compared(instead, false) ? Edges::fit_in_brackets : Edges::open;
  if (*behind <= inside || (slot_last && stays)) return Edges::fit;
  return slot_last ? Edges::open : Edges::fit_in_brackets;
}

/// `between 1 and fee of the shop`: the value goes on in words.
bool goes_on_in_words(const Tree& tree, std::uint32_t last) {
  const auto tokens = tree.tokens();
  return last + 1 < tokens.size() && !tokens[last + 1].first_on_line &&
         base::is_among("of|的", tree.source().text(tokens[last + 1].span));
}

}  // namespace

bool takes_sums(std::string_view instead) {
  // What stands behind `days between a and b` may as well belong to the days.
  return loosest_in(instead) < type::kArithmetic && instead.find(" between ") == instead.npos;
}

bool has_operators(std::string_view instead) { return loosest_in(instead) < kTightest; }

bool goes_on_behind(const Tree& tree, std::string_view said, std::uint32_t last) {
  const auto tokens = tree.tokens();
  if (!ends_with_slot(said) || last + 1 >= tokens.size() || tokens[last + 1].first_on_line)
    return false;
  const std::string_view next = tree.source().text(tokens[last + 1].span);
  return base::is_among("of|的|percent|pct|times", next) && tokens[last].kind == TokenKind::number;
}

Edges edges_of(const Tree& tree, std::string_view said, std::string_view instead,
               std::uint32_t first, std::uint32_t last) {
  if (said.find('{') == std::string_view::npos || said.find('}') == std::string_view::npos)
    return Edges::fit;  // an operator for an operator
  // A value beside a value says nothing: `2 twice fee`.
  const auto is_value = [&](std::uint32_t at) {
    const Token& token = tree.tokens()[at];
    return token.symbol == kName || token.kind == TokenKind::number ||
           type::find_function(tree.source().text(token.span)) != nullptr;
  };
  if (begins_with_value(instead) && first > 0 && !tree.tokens()[first].first_on_line &&
      (is_value(first - 1) || tree.tokens()[first - 1].symbol == kCloseParen))
    return Edges::beside_a_value;
  if ((ends_with_slot(instead) || instead.ends_with(')')) && last + 1 < tree.tokens().size() &&
      !tree.tokens()[last + 1].first_on_line && is_value(last + 1))
    return Edges::beside_a_value;
  if (ends_with_slot(said) && last + 1 < tree.tokens().size() &&
      tree.tokens()[last + 1].symbol == kOpenParen && !tree.tokens()[last + 1].first_on_line)
    return Edges::open;  // max(...), of which the slot has the first word
  if (goes_on_in_words(tree, last)) return Edges::open;
  return std::max(edge_before(tree, said, instead, first), edge_behind(tree, said, instead, last));
}

}  // namespace remit::syntax
