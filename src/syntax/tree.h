#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/types/span.h"
#include "base/source.h"
#include "base/span.h"
#include "diagnostic/sink.h"
#include "remit/limits.h"
#include "syntax/grammar_names.h"
#include "syntax/token.h"
#include "type/operators.h"

namespace remit::syntax {

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;

class Tree;
class NodeView;

/// Nodes in order: few, so as a rule without memory of their own.
using NodeList = absl::InlinedVector<NodeView, 6>;

/// A node as its readers see it: cheap to copy, valid as long as its tree. An absent node answers
/// every question with nothing, so a chain of questions needs no checks between.
class NodeView {
 public:
  NodeView() = default;
  NodeView(const Tree* tree, NodeId id) : tree_(tree), id_(id) {}

  explicit operator bool() const { return id_ != kNoNode; }
  NodeId id() const { return id_; }
  /// The grammar rule: `reward`, `cap`, `path`; for expressions `binary`, `prefix`, `postfix`; for
  /// a token of its own (a labelled NAME or keyword) `token`; of an absent node `none`. A rule that
  /// only chooses between other rules (item, reward_clause, type, edges) makes no node: the chosen
  /// one stands in its place.
  Rule rule() const;
  bool is(Rule wanted) const { return rule() == wanted; }
  /// Its place in the parent, or `none`.
  Label label() const;
  base::Span span() const;

  /// The first child with that label, or an absent node.
  NodeView operator[](Label label) const;
  /// All children with that label, in order.
  NodeList all(Label label) const;
  /// The first of all(label) that is of that rule, or an absent node.
  NodeView first(Label label, Rule rule) const;
  /// All children, in order, whatever their label; labelled tokens are children too.
  NodeList children() const;
  /// The same without a list of them: calls `visit` with each.
  template <typename Visit>
  void visit_children(Visit visit) const;
  std::uint32_t child_count() const;
  /// First child of that rule, or an absent node.
  NodeView child(Rule rule) const;
  /// Whether here or further down two children of a node are of one label and rule, the steps of a
  /// path apart. If not, nothing is said twice in it.
  bool may_repeat() const;

  /// The text of a NAME (normalised), or the content of a STRING; of a node with several tokens,
  /// its source text.
  std::string_view text() const;
  /// The first token of the node: its number, date or keyword. An `end` token for an absent node.
  const Token& token() const;
  /// The number of its first token that is one, or nothing.
  const NumberLiteral* number() const;
  /// All tokens of the node, and what is written of one that is a number.
  absl::Span<const Token> tokens() const;
  const NumberLiteral& number(const Token& token) const;
  /// Days since 1970-01-01 of its first token that is a date; 0 without one.
  std::int32_t date() const;
  /// The keyword it begins with, or `none`.
  Keyword keyword() const;
  /// The node (or one of its direct tokens) is or has that keyword.
  bool has(Keyword keyword) const;
  /// Of a binary, prefix or postfix node: its operator. Must be one.
  ///
  /// Labels: binary `left`, `right`; prefix `operand`; postfix `operand` and, for a set, `member`
  /// (each), for a conversion `currency` (a NAME) and perhaps `on`.
  type::OperatorId operator_id() const;
  /// The operator's own place.
  base::Span operator_span() const;

 private:
  const Tree* tree_ = nullptr;
  NodeId id_ = kNoNode;
};

/// A comment, `#` included, without the line's end.
struct Comment {
  base::Span span;
  std::uint32_t before_token = 0;  ///< the token that follows
  bool own_line = false;           ///< nothing but space before it on its line
};

/// The syntax tree of one file: an arena of nodes over its tokens. Immutable once parsed, so it can
/// be shared between threads. The source must outlive it.
class Tree {
 public:
  struct Node {
    Rule rule = Rule::none;
    Label label = Label::none;
    type::OperatorId operator_id = type::OperatorId::disjunction;
    bool may_repeat = false;   ///< NodeView::may_repeat
    std::uint16_t height = 0;  ///< nodes on the longest way down
    std::uint32_t first_token = 0;
    std::uint32_t end_token = 0;
    std::uint32_t operator_token = 0;
    std::uint32_t first_child = 0;  ///< into `child_ids`
    std::uint32_t child_count = 0;
    /// Of its children, a bit for each, which several share: most questions are for what is not
    /// there, and need no look at the children.
    std::uint64_t child_labels = 0, child_rules = 0;

    bool lacks_child(Label wanted) const { return (child_labels & bit_of(wanted)) == 0; }
    bool lacks_child(Rule wanted) const { return (child_rules & bit_of(wanted)) == 0; }
    template <typename Kind>
    static constexpr std::uint64_t bit_of(Kind kind) {
      return std::uint64_t{1} << static_cast<unsigned>(kind) % 64;
    }
  };

  explicit Tree(const base::Source& source) : source_(&source) {}
  Tree(Tree&&) = default;
  Tree& operator=(Tree&&) = default;

  /// The `file` node: its children are `policy` nodes. What could not be read is left out, so a
  /// tree is always there, and whole only if no syntax error was reported.
  NodeView root() const { return {this, root_}; }
  const base::Source& source() const { return *source_; }
  absl::Span<const Token> tokens() const { return tokens_; }
  absl::Span<const NumberLiteral> numbers() const { return numbers_; }
  absl::Span<const Comment> comments() const { return comments_; }
  /// Where the policy stands: the whole source, or each policy block of a Markdown file.
  absl::Span<const base::Span> regions() const { return regions_; }
  /// Whether every token found its place.
  bool complete() const { return complete_; }
  /// In a Markdown policy the heading above `offset` (as spans count), else empty.
  std::string_view default_cite(std::uint32_t offset) const;

 private:
  friend class NodeView;
  friend class Lexer;
  friend class Parser;
  friend class Literate;
  friend Tree parse(const base::Source& source, const Limits& limits,
                    diagnostic::DiagnosticSink& sink);

  struct Heading {
    std::uint32_t offset = 0;
    std::string text;
  };

  /// Makes nodes the children of one that has none yet, and tells it what they are.
  void adopt(Node& parent, absl::Span<const NodeId> children);
  bool is_repeated(absl::Span<const NodeId> children, const Node& child) const;

  const base::Source* source_;
  std::vector<Token> tokens_;
  std::vector<NumberLiteral> numbers_;
  std::vector<Comment> comments_;
  std::deque<std::string> strings_;  // texts that are not a slice of the source
  std::vector<base::Span> regions_;
  std::vector<Heading> headings_;
  std::vector<Node> nodes_;
  std::vector<NodeId> child_ids_;
  NodeId root_ = kNoNode;
  bool complete_ = false;
};

// Asked several times for every node of a text.
inline Rule NodeView::rule() const { return *this ? tree_->nodes_[id_].rule : Rule::none; }
inline Label NodeView::label() const { return *this ? tree_->nodes_[id_].label : Label::none; }
inline std::uint32_t NodeView::child_count() const {
  return *this ? tree_->nodes_[id_].child_count : 0;
}

inline bool NodeView::may_repeat() const { return *this && tree_->nodes_[id_].may_repeat; }

inline void Tree::adopt(Node& parent, absl::Span<const NodeId> children) {
  parent.first_child = static_cast<std::uint32_t>(child_ids_.size());
  parent.child_count = static_cast<std::uint32_t>(children.size());
  std::uint16_t height = 0;
  std::uint64_t labels = 0, rules = 0;
  for (const NodeId& id : children) {
    child_ids_.push_back(id);
    const Node& child = nodes_[id];
    const std::uint64_t label = Node::bit_of(child.label), rule = Node::bit_of(child.rule);
    const bool seen = (labels & label) != 0 && (rules & rule) != 0;
    if (child.may_repeat || (seen && !parent.may_repeat && parent.rule != Rule::path &&
                             is_repeated(absl::MakeConstSpan(children.data(), &id), child)))
      parent.may_repeat = true;
    labels |= label;
    rules |= rule;
    height = std::max(height, child.height);
  }
  parent.height = static_cast<std::uint16_t>(height + 1);
  parent.child_labels = labels;
  parent.child_rules = rules;
}

template <typename Visit>
void NodeView::visit_children(Visit visit) const {
  if (!*this) return;
  const Tree::Node& node = tree_->nodes_[id_];
  for (std::uint32_t i = 0; i < node.child_count; ++i)
    visit(NodeView(tree_, tree_->child_ids_[node.first_child + i]));
}

/// The tree as indented text, one node a line, for people and for golden tests.
std::string dump_tree(const Tree& tree);

}  // namespace remit::syntax
