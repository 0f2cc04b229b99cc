#include "syntax/tree.h"

#include <algorithm>
#include <cassert>

namespace remit::syntax {
namespace {

const Token& absent_token() {
  static constexpr Token kAbsent;
  return kAbsent;
}

}  // namespace

std::string_view Tree::default_cite(std::uint32_t offset) const {
  const auto after = std::upper_bound(
      headings_.begin(), headings_.end(), offset,
      [](std::uint32_t at, const Heading& heading) { return at < heading.offset; });
  return after == headings_.begin() ? std::string_view() : std::prev(after)->text;
}

/// Whether a child is of the label and rule of one of others. Asked where nothing was repeated so
/// far, so of few.
bool Tree::is_repeated(absl::Span<const NodeId> children, const Node& child) const {
  return std::ranges::any_of(children, [&](NodeId id) {
    return nodes_[id].label == child.label && nodes_[id].rule == child.rule;
  });
}

base::Span NodeView::span() const {
  if (!*this) return {};
  const Tree::Node& node = tree_->nodes_[id_];
  const std::uint32_t begin = tree_->tokens_[node.first_token].span.begin;
  const bool empty = node.end_token <= node.first_token;
  return {begin, empty ? begin : tree_->tokens_[node.end_token - 1].span.end};
}

NodeView NodeView::operator[](Label label) const {
  if (!*this) return {};
  const Tree::Node& node = tree_->nodes_[id_];
  if (node.lacks_child(label)) return {};
  const NodeId* const first = tree_->child_ids_.data() + node.first_child;
  for (const NodeId* child = first; child != first + node.child_count; ++child)
    if (tree_->nodes_[*child].label == label) return {tree_, *child};
  return {};
}

NodeList NodeView::all(Label label) const {
  NodeList found;
  if (!*this) return found;
  const Tree::Node& node = tree_->nodes_[id_];
  if (node.lacks_child(label)) return found;
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    const NodeId child = tree_->child_ids_[node.first_child + i];
    if (tree_->nodes_[child].label == label) found.emplace_back(tree_, child);
  }
  return found;
}

NodeView NodeView::first(Label label, Rule rule) const {
  if (!*this) return {};
  const Tree::Node& node = tree_->nodes_[id_];
  if (node.lacks_child(rule)) return {};
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    const NodeId child = tree_->child_ids_[node.first_child + i];
    const Tree::Node& other = tree_->nodes_[child];
    if (other.label == label && other.rule == rule) return {tree_, child};
  }
  return {};
}

NodeList NodeView::children() const {
  NodeList found;
  if (!*this) return found;
  const Tree::Node& node = tree_->nodes_[id_];
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    found.emplace_back(tree_, tree_->child_ids_[node.first_child + i]);
  }
  return found;
}

NodeView NodeView::child(Rule rule) const {
  if (!*this) return {};
  const Tree::Node& node = tree_->nodes_[id_];
  if (node.lacks_child(rule)) return {};
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    const NodeView child(tree_, tree_->child_ids_[node.first_child + i]);
    if (child.is(rule)) return child;
  }
  return {};
}

std::string_view NodeView::text() const {
  if (!*this) return {};
  const Tree::Node& node = tree_->nodes_[id_];
  if (node.end_token == node.first_token + 1) return token().text;
  return tree_->source().text(span());
}

const Token& NodeView::token() const {
  if (!*this) return absent_token();
  const Tree::Node& node = tree_->nodes_[id_];
  if (node.end_token <= node.first_token) return absent_token();
  return tree_->tokens_[node.first_token];
}

absl::Span<const Token> NodeView::tokens() const {
  if (id_ == kNoNode) return {};
  const Tree::Node& node = tree_->nodes_[id_];
  return absl::MakeConstSpan(tree_->tokens_)
      .subspan(node.first_token, node.end_token - node.first_token);
}

const NumberLiteral& NodeView::number(const Token& token) const {
  return tree_->numbers_[static_cast<std::size_t>(token.value)];
}

const NumberLiteral* NodeView::number() const {
  if (!*this) return nullptr;
  const Tree::Node& node = tree_->nodes_[id_];
  for (std::uint32_t i = node.first_token; i < node.end_token; ++i) {
    const Token& token = tree_->tokens_[i];
    if (token.kind == TokenKind::number) {
      return &tree_->numbers_[static_cast<std::size_t>(token.value)];
    }
  }
  return nullptr;
}

std::int32_t NodeView::date() const {
  if (!*this) return 0;
  const Tree::Node& node = tree_->nodes_[id_];
  for (std::uint32_t i = node.first_token; i < node.end_token; ++i) {
    if (tree_->tokens_[i].kind == TokenKind::date) return tree_->tokens_[i].value;
  }
  return 0;
}

Keyword NodeView::keyword() const { return token().keyword; }

bool NodeView::has(Keyword keyword) const {
  if (!*this) return false;
  const Tree::Node& node = tree_->nodes_[id_];
  std::uint32_t child = 0;
  for (std::uint32_t i = node.first_token; i < node.end_token;) {
    while (child < node.child_count) {
      const Tree::Node& c = tree_->nodes_[tree_->child_ids_[node.first_child + child]];
      if (c.end_token > i) break;
      ++child;
    }
    const Tree::Node* next = child < node.child_count
                                 ? &tree_->nodes_[tree_->child_ids_[node.first_child + child]]
                                 : nullptr;
    const bool inside = next != nullptr && i >= next->first_token;
    if (inside && next->end_token > next->first_token + 1) {
      i = next->end_token;  // a node of several tokens answers for itself
      continue;
    }
    const bool own = !inside || next->rule == Rule::token;
    if (own && tree_->tokens_[i].keyword == keyword) return true;
    ++i;
  }
  return false;
}

type::OperatorId NodeView::operator_id() const {
  assert(is(Rule::binary) || is(Rule::prefix) || is(Rule::postfix));
  return tree_->nodes_[id_].operator_id;
}

base::Span NodeView::operator_span() const {
  return *this ? tree_->tokens_[tree_->nodes_[id_].operator_token].span : base::Span();
}

}  // namespace remit::syntax
