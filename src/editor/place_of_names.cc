#include "editor/place_of_names.h"

#include <algorithm>

#include "syntax/grammar.h"
#include "syntax/keywords.h"

namespace remit::editor {

using syntax::Token;
using syntax::TokenKind;

namespace {

/// How many tokens end at or before the offset.
std::size_t tokens_before(const syntax::Tree& tree, std::uint32_t offset) {
  std::size_t count = 0;
  for (const Token& token : tree.tokens()) {
    if (token.kind == TokenKind::end || token.span.end > offset) break;
    ++count;
  }
  return count;
}

/// Whether a declaration begins with the word.
bool begins_item(const Token& token) {
  if (!token.first_on_line || token.keyword == syntax::Keyword::none) return false;
  const syntax::Item& items = syntax::grammar::item(syntax::grammar::rule(syntax::Rule::item).body);
  for (std::uint32_t i = 0; i < items.child_count; ++i) {
    const syntax::Item& each = syntax::grammar::item(syntax::grammar::child(items, i));
    if (syntax::first_keyword(each.rule()) == token.keyword) return true;
  }
  return false;
}

bool is_entity(const Snapshot& snapshot, std::string_view name) {
  const check::NameIndex::Declared* found = snapshot.find({}, name);
  return found != nullptr && found->symbol.kind == check::SymbolKind::entity;
}

const check::NameIndex::Declared* find_in(const Snapshot& snapshot,
                                          const std::vector<std::string>& scopes,
                                          std::string_view name) {
  for (const std::string& scope : scopes)
    if (const check::NameIndex::Declared* found = snapshot.find(scope, name)) return found;
  return snapshot.find({}, name);
}

}  // namespace

std::optional<PathPlace> path_before(const Snapshot& snapshot, const syntax::Tree& tree,
                                     std::uint32_t offset) {
  const auto tokens = tree.tokens();
  std::size_t at = tokens_before(tree, offset);
  if (at < 2 || tokens[at - 1].symbol != syntax::kDot) return std::nullopt;
  std::vector<std::string_view> steps;
  while (at >= 2 && tokens[at - 1].symbol == syntax::kDot &&
         tokens[at - 2].kind == TokenKind::word) {
    steps.insert(steps.begin(), tokens[at - 2].text);
    at -= 2;
  }
  if (steps.empty()) return std::nullopt;
  const std::vector<std::string> scopes = scopes_at(snapshot, tree, tokens[at].span.begin);
  PathPlace place;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const check::NameIndex::Declared* found =
        i == 0 ? find_in(snapshot, scopes, steps[i]) : snapshot.find(place.rows, steps[i]);
    place = {};
    if (found == nullptr) return place;
    place.rows = found->rows;
    if (found->symbol.kind == check::SymbolKind::provision) place.form = found;
  }
  return place;
}

std::vector<std::string> scopes_at(const Snapshot& snapshot, const syntax::Tree& tree,
                                   std::uint32_t offset) {
  const auto tokens = tree.tokens();
  std::vector<std::string> scopes;
  const auto add = [&](std::string_view name) {
    if (is_entity(snapshot, name) && std::ranges::find(scopes, name) == scopes.end())
      scopes.emplace_back(name);
  };
  int depth = 0;
  for (std::size_t i = tokens_before(tree, offset); i-- > 0;) {
    const Token& token = tokens[i];
    if (token.symbol == syntax::kCloseParen || token.symbol == syntax::kCloseBrace) ++depth;
    if (token.symbol == syntax::kOpenParen || token.symbol == syntax::kOpenBrace) {
      if (depth > 0) --depth;
      // `sum(project`, `given project {`: rows are named beside the bracket.
      if (token.symbol == syntax::kOpenParen && i + 1 < tokens.size()) add(tokens[i + 1].text);
      if (token.symbol == syntax::kOpenBrace && i > 0) add(tokens[i - 1].text);
    }
    if (depth > 0) continue;
    if (token.keyword == syntax::Keyword::for_ && i + 1 < tokens.size()) add(tokens[i + 1].text);
    if (begins_item(token)) break;
  }
  return scopes;
}

}  // namespace remit::editor
