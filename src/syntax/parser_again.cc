// Reading a text again: what did not change is taken from the tree of the text as it was.

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/budget.h"
#include "base/utf8.h"
#include "syntax/lexer.h"
#include "syntax/parser.h"

namespace remit::syntax {

namespace {

/// Bytes at the beginning in which both are the same.
std::size_t common_prefix(std::string_view a, std::string_view b) {
  constexpr std::size_t kBlock = 256;
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t same = 0;
  while (same + kBlock <= most && a.substr(same, kBlock) == b.substr(same, kBlock)) same += kBlock;
  while (same < most && a[same] == b[same]) ++same;
  return same;
}

/// The same at the end.
std::size_t common_suffix(std::string_view a, std::string_view b) {
  constexpr std::size_t kBlock = 256;
  const auto last = [](std::string_view text, std::size_t count) {
    return text.substr(text.size() - count);
  };
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t same = 0;
  while (same + kBlock <= most &&
         last(a, same + kBlock).substr(0, kBlock) == last(b, same + kBlock).substr(0, kBlock))
    same += kBlock;
  while (same < most && a[a.size() - same - 1] == b[b.size() - same - 1]) ++same;
  return same;
}

/// The part of a rule that is a block with entries.
const Item& block_of(Rule rule) {
  const Item* item = &grammar::item(grammar::rule(rule).body);
  for (std::uint32_t i = 0; !item->recovers && i < item->child_count; ++i)
    if (const Item& part = grammar::item(grammar::child(*item, i)); part.recovers) item = &part;
  return *item;
}

}  // namespace

/// The declarations of one policy fall into three runs: before what changed, around it, behind it.
/// Those around it are read; on either side of the change they have one at least that did not
/// change, so that nothing of it can be seen from the others. What is not so plain is given up.
class Parser::Again {
 public:
  Again(const base::Source& source, const Tree& before, const Limits& limits)
      : old_(before), limits_(limits), sink_(limits.diagnostics), tree_(source) {}

  std::optional<Tree> read() {
    if (!find_runs() || !take_left() || !read_tokens()) return std::nullopt;
    Parser parser(tree_, limits_, sink_);
    const std::uint32_t open = old_.nodes_[items_[0]].first_token - 1;
    if (!parser.read_entries(first_token_, last_token_, open)) return std::nullopt;
    if (sink_.error_count() + sink_.warning_count() > 0) return std::nullopt;
    if (left_ + parser.pending_.size() + items_.size() - right_ > limits_.declarations)
      return std::nullopt;
    finish(parser.pending_);
    return std::move(tree_);
  }

 private:
  const Tree::Node& item(std::size_t index) const { return old_.nodes_[items_[index]]; }
  /// Where a token of the old tree stands in its text.
  std::uint32_t place(std::uint32_t token) const {
    return old_.tokens_[token].span.begin - old_.source().base();
  }

  /// The one policy, and which of its declarations stay.
  bool find_runs() {
    const std::string_view was = old_.source().text(), is = tree_.source().text();
    if (!old_.complete() || old_.regions_.size() != 1 || is.size() > limits_.source_bytes ||
        old_.source().base() != tree_.source().base())
      return false;
    const Tree::Node& file = old_.nodes_[old_.root_];
    if (file.child_count != 1) return false;
    policy_ = old_.child_ids_[file.first_child];
    const Tree::Node& policy = old_.nodes_[policy_];
    for (std::uint32_t i = 0; i < policy.child_count; ++i) {
      const NodeId child = old_.child_ids_[policy.first_child + i];
      if (old_.nodes_[child].label == Label::item)
        items_.push_back(child);
      else if (!items_.empty())
        return false;
    }
    if (items_.empty() || items_.size() > limits_.declarations) return false;
    const std::size_t prefix = common_prefix(was, is);
    const std::size_t suffix = common_suffix(was.substr(prefix), is.substr(prefix));
    const auto ends_before = [&](NodeId id) {
      const Token& last = old_.tokens_[old_.nodes_[id].end_token - 1];
      return last.span.end - old_.source().base() < prefix;
    };
    const auto begins_before = [&](NodeId id) {
      return place(old_.nodes_[id].first_token) <= was.size() - suffix;
    };
    const auto count = [&](auto holds) {
      return static_cast<std::size_t>(std::ranges::partition_point(items_, holds) - items_.begin());
    };
    left_ = count(ends_before);
    if (left_ < 2) return false;
    --left_;
    right_ = std::min(count(begins_before) + 1, items_.size());
    if (right_ <= left_) return false;
    first_token_ = item(left_).first_token;
    old_end_ = right_ < items_.size() ? item(right_).first_token : item(right_ - 1).end_token;
    text_shift_ = static_cast<std::uint32_t>(is.size() - was.size());
    return place(old_end_) >= was.size() - suffix;
  }

  /// A text of the old tree: where it stands now, or a copy.
  std::string_view moved(std::string_view text, std::uint32_t shift) {
    const std::string_view was = old_.source().text();
    if (text.empty()) return text;
    if (std::less<>()(text.data(), was.data()) ||
        std::less<>()(was.data() + was.size(), text.data()))
      return tree_.strings_.emplace_back(text);
    const auto at = static_cast<std::uint32_t>(text.data() - was.data()) + shift;
    return tree_.source().text().substr(at, text.size());
  }

  void take_tokens(std::uint32_t begin, std::uint32_t end, std::uint32_t shift) {
    for (std::uint32_t i = begin; i < end; ++i) {
      Token& token = tree_.tokens_.emplace_back(old_.tokens_[i]);
      token.span = {token.span.begin + shift, token.span.end + shift};
      token.text = moved(token.text, shift);
      if (token.kind != TokenKind::number) continue;
      NumberLiteral number = old_.numbers_[static_cast<std::size_t>(token.value)];
      number.digits = moved(number.digits, shift);
      number.unit_text = moved(number.unit_text, shift);
      token.value = static_cast<std::int32_t>(tree_.numbers_.size());
      tree_.numbers_.push_back(number);
    }
  }

  bool take_left() {
    const std::size_t tokens = old_.tokens_.size(), nodes = old_.nodes_.size();
    base::spend(tokens);
    base::take_memory(
        static_cast<std::int64_t>(tokens * sizeof(Token) + nodes * sizeof(Tree::Node)));
    tree_.regions_.push_back(tree_.source().span());
    tree_.tokens_.reserve(tokens + tokens / 8);
    tree_.numbers_.reserve(old_.numbers_.size() + 8);
    tree_.nodes_.reserve(nodes + nodes / 8);
    tree_.child_ids_.reserve(nodes + nodes / 8);
    take_tokens(0, first_token_, 0);
    for (const Comment& comment : old_.comments_)
      if (comment.before_token <= first_token_) tree_.comments_.push_back(comment);
    const Tree::Node& last = item(left_ - 1);
    tree_.nodes_.assign(old_.nodes_.begin(), old_.nodes_.begin() + items_[left_ - 1] + 1);
    tree_.child_ids_.assign(old_.child_ids_.begin(),
                            old_.child_ids_.begin() + last.first_child + last.child_count);
    return true;
  }

  /// Those of the declarations that are read, and behind them the old ones.
  bool read_tokens() {
    const std::string_view text = tree_.source().text();
    const std::uint32_t begin = place(first_token_), end = place(old_end_) + text_shift_;
    if (base::first_invalid_utf8(text.substr(begin, end - begin))) return false;
    const Token& wanted = old_.tokens_[old_end_];
    Lexer lexer(tree_, text, limits_, sink_);
    const bool closes = wanted.symbol == kCloseBrace;
    if (!lexer.run_part(begin, end, old_.tokens_[first_token_].first_on_line, closes)) return false;
    const Token& found = tree_.tokens_.back();
    if (found.span.begin != wanted.span.begin + text_shift_ || found.symbol != wanted.symbol ||
        found.first_on_line != wanted.first_on_line || found.text != wanted.text ||
        found.kind == TokenKind::number)
      return false;
    tree_.tokens_.pop_back();
    last_token_ = static_cast<std::uint32_t>(tree_.tokens_.size());
    token_shift_ = last_token_ - old_end_;
    take_tokens(old_end_, static_cast<std::uint32_t>(old_.tokens_.size()), text_shift_);
    for (const Comment& comment : old_.comments_)
      if (comment.before_token > old_end_)
        tree_.comments_.push_back(
            {{comment.span.begin + text_shift_, comment.span.end + text_shift_},
             comment.before_token + token_shift_,
             comment.own_line});
    return tree_.tokens_.size() <= limits_.tokens;
  }

  /// The nodes behind the change, and those above all.
  void finish(const std::vector<NodeId>& read) {
    const Tree::Node& before = item(right_ - 1);
    const NodeId first = items_[right_ - 1] + 1;
    const std::uint32_t first_child = before.first_child + before.child_count;
    const auto node_shift = static_cast<std::uint32_t>(tree_.nodes_.size()) - first;
    const auto child_shift = static_cast<std::uint32_t>(tree_.child_ids_.size()) - first_child;
    const Tree::Node& last = item(items_.size() - 1);
    for (NodeId id = first; id <= items_.back(); ++id) {
      Tree::Node& node = tree_.nodes_.emplace_back(old_.nodes_[id]);
      node.first_token += token_shift_;
      node.end_token += token_shift_;
      node.operator_token += token_shift_;
      node.first_child += child_shift;
    }
    for (std::uint32_t i = first_child; i < last.first_child + last.child_count; ++i)
      tree_.child_ids_.push_back(old_.child_ids_[i] + node_shift);

    const Tree::Node& policy = old_.nodes_[policy_];
    const auto all = old_.child_ids_.begin() + policy.first_child;
    const std::size_t head = policy.child_count - items_.size();
    std::vector<NodeId> children(all, all + static_cast<std::ptrdiff_t>(head + left_));
    children.insert(children.end(), read.begin(), read.end());
    for (std::size_t i = right_; i < items_.size(); ++i) children.push_back(items_[i] + node_shift);
    add_above(policy, children);
    add_above(old_.nodes_[old_.root_], {tree_.root_});
    tree_.complete_ = true;
  }

  /// An old node around other children becomes the root.
  void add_above(Tree::Node node, const std::vector<NodeId>& children) {
    node.end_token += token_shift_;
    node.may_repeat = false;
    tree_.adopt(node, children);
    tree_.root_ = static_cast<NodeId>(tree_.nodes_.size());
    tree_.nodes_.push_back(node);
  }

  const Tree& old_;
  const Limits limits_;  // its own: whoever calls may have made them for the call
  diagnostic::DiagnosticSink sink_;
  Tree tree_;
  NodeId policy_ = kNoNode;
  std::vector<NodeId> items_;                       // of the old policy
  std::size_t left_ = 0, right_ = 0;                // the first that is read, the first behind them
  std::uint32_t first_token_ = 0;                   // that is read
  std::uint32_t last_token_ = 0;                    // the first behind
  std::uint32_t old_end_ = 0;                       // the same of the old tree
  std::uint32_t text_shift_ = 0, token_shift_ = 0;  // behind the change; they wrap around
};

std::optional<Tree> Parser::again(const base::Source& source, const Tree& before,
                                  const Limits& limits) {
  return Again(source, before, limits).read();
}

bool Parser::read_entries(std::uint32_t begin, std::uint32_t end, std::uint32_t open_token) {
  const Item& block = block_of(Rule::policy);
  at_ = begin;
  braces_ = 1;
  blocks_ = {{.entries = &block_of(Rule::file)},
             {.entries = &block, .open_token = open_token, .entry_begin = begin, .braces = 1}};
  while (at_ < end) {
    if (symbol() == kCloseBrace || brace_is_missing(block, at_)) return false;
    const std::uint32_t entry = at_;
    blocks_.back().entry_begin = entry;
    if (parse(grammar::child(block, 0), Label::none) != Outcome::done || at_ == entry) return false;
  }
  return at_ == end && ok_;
}

}  // namespace remit::syntax
