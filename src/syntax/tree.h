#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "base/span.h"
#include "syntax/token.h"

namespace remit::syntax {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;

class Tree;

/// A node as its readers see it: cheap to copy, valid as long as its tree. An absent node answers
/// every question with nothing, so a chain of questions needs no checks between.
class NodeView {
 public:
  NodeView() = default;
  NodeView(const Tree* tree, NodeId id) : tree_(tree), id_(id) {}

  explicit operator bool() const { return id_ != kNoNode; }
  NodeId id() const { return id_; }
  /// Name of the grammar rule: "reward", "cap", "path"; for expressions "binary", "prefix",
  /// "postfix"; for a token of its own (a labelled NAME or keyword) "token".
  std::string_view rule() const;
  bool is(std::string_view rule_name) const { return rule() == rule_name; }
  base::Span span() const;

  /// The first child with that label, or an absent node.
  NodeView operator[](std::string_view label) const;
  /// All children with that label, in order.
  std::vector<NodeView> all(std::string_view label) const;
  /// All child nodes that are rules, in order, whatever their label.
  std::vector<NodeView> children() const;
  /// First child of that rule, or an absent node.
  NodeView child(std::string_view rule_name) const;

  /// The text of a NAME (normalised), or the content of a STRING; of another node, its source text.
  std::string_view text() const;
  /// The first token of the node: its number, date or keyword.
  const Token& token() const;
  /// The node (or one of its direct tokens) is or has that keyword, by its English spelling.
  bool has(std::string_view keyword) const;

 private:
  const Tree* tree_ = nullptr;
  NodeId id_ = kNoNode;
};

}  // namespace remit::syntax
