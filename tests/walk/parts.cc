#include "parts.h"

#include <algorithm>
#include <optional>

#include "syntax/keywords.h"
#include "type/operators.h"

namespace remit::walk {

namespace grammar = syntax::grammar;

using syntax::Item;
using syntax::ItemId;
using syntax::ItemKind;

namespace {

/// Lays the right-hand side of a rule over the tokens and children of one node.
class Overlay {
 public:
  Overlay(const syntax::Tree& tree, NodeView node)
      : tokens_(tree.tokens()),
        rule_(node.rule()),
        children_(node.children()),
        end_(first_token(node.span().end)) {
    at_.token = first_token(node.span().begin);
  }

  /// Of an operator that reads more than operands: what stands behind it.
  Overlay(const syntax::Tree& tree, NodeView node, Rule behind) : Overlay(tree, node) {
    rule_ = behind;
    at_ = {first_token(children_[0].span().end) + 1, 1};
  }

  bool run() { return match(grammar::rule(rule_).body) && at_.token == end_; }
  std::vector<LoosePart>& found() { return found_; }

 private:
  struct Place {
    std::size_t token = 0;
    std::size_t child = 0;
  };

  std::size_t first_token(std::uint32_t offset) const {
    const auto at = std::ranges::lower_bound(
        tokens_, offset, {}, [](const syntax::Token& token) { return token.span.begin; });
    return static_cast<std::size_t>(at - tokens_.begin());
  }

  NodeView child_here() const {
    if (at_.child >= children_.size() || at_.token >= end_) return {};
    const NodeView child = children_[at_.child];
    return child.span().begin == tokens_[at_.token].span.begin ? child : NodeView();
  }

  bool take_child() {
    at_.token = first_token(child_here().span().end);
    ++at_.child;
    return true;
  }

  bool take_token() {
    if (child_here().is(Rule::token)) ++at_.child;
    ++at_.token;
    return true;
  }

  bool symbol(const Item& item) {
    const syntax::Token& token = tokens_[at_.token];
    if (item.symbol() != syntax::kName) return token.symbol == item.symbol() && take_token();
    return token.kind == syntax::TokenKind::word && token.keyword == syntax::Keyword::none &&
           take_token();
  }

  base::Span since(std::size_t token) const {
    return {tokens_[token].span.begin, tokens_[at_.token - 1].span.end};
  }

  bool match(ItemId id) {
    const Item& item = grammar::item(id);
    const Place begin = at_;
    const std::size_t known = found_.size();
    if (matches(id, item)) return true;
    at_ = begin;
    found_.resize(known);
    return false;
  }

  bool matches(ItemId id, const Item& item) {
    if (at_.token > end_) return false;
    const bool over = at_.token == end_;
    switch (item.kind) {
      case ItemKind::keyword:
        return !over && tokens_[at_.token].keyword == item.keyword() && take_token();
      case ItemKind::symbol:
        return !over && symbol(item);
      case ItemKind::rule:
        if (grammar::rule(item.rule()).transparent) return match(grammar::rule(item.rule()).body);
        return child_here().is(item.rule()) && take_child();
      case ItemKind::expression:
        return child_here() && is_formula(child_here().rule()) && take_child();
      case ItemKind::sequence:
        for (std::uint32_t i = 0; i < item.child_count; ++i)
          if (!match(grammar::child(item, i))) return false;
        return true;
      case ItemKind::choice:
        for (std::uint32_t i = 0; i < item.child_count; ++i)
          if (match(grammar::child(item, i))) return true;
        return false;
      case ItemKind::optional:
        return optional(id, item);
      case ItemKind::repeat:
        return repeat(id, item);
      case ItemKind::list:
        return list(id, item);
    }
    return false;
  }

  bool optional(ItemId id, const Item& item) {
    const std::size_t begin = at_.token;
    if (match(grammar::child(item, 0)) && at_.token > begin)
      found_.push_back({LoosePart::Kind::optional, rule_, id, since(begin)});
    return true;
  }

  bool repeat(ItemId id, const Item& item) {
    std::vector<base::Span> entries;
    for (;;) {
      const std::size_t begin = at_.token;
      if (!match(grammar::child(item, 0)) || at_.token == begin) break;
      entries.push_back(since(begin));
    }
    if (entries.size() > (item.at_least_one ? 1U : 0U))
      for (const base::Span entry : entries)
        found_.push_back({LoosePart::Kind::entry, rule_, id, entry});
    return !item.at_least_one || !entries.empty();
  }

  bool list(ItemId id, const Item& item) {
    std::vector<base::Span> elements;
    do {
      const std::size_t begin = at_.token;
      if (!match(grammar::child(item, 0))) return !elements.empty();
      elements.push_back(since(begin));
    } while (match(grammar::child(item, 1)));
    for (std::size_t i = 0; elements.size() > 1 && i < elements.size(); ++i) {
      const base::Span gone = i == 0 ? base::Span{elements[0].begin, elements[1].begin}
                                     : base::Span{elements[i - 1].end, elements[i].end};
      found_.push_back({LoosePart::Kind::element, rule_, id, gone});
    }
    return true;
  }

  absl::Span<const syntax::Token> tokens_;
  Rule rule_;
  syntax::NodeList children_;
  std::size_t end_;
  Place at_;
  std::vector<LoosePart> found_;
};

void collect(const syntax::Tree& tree, NodeView node, std::vector<LoosePart>& found,
             std::vector<NodeView>& unread) {
  const auto lay = [&](Overlay overlay) {
    if (overlay.run())
      found.insert(found.end(), overlay.found().begin(), overlay.found().end());
    else
      unread.push_back(node);
  };
  if (node.is(Rule::postfix)) {
    const auto shape = type::operator_info(node.operator_id()).shape;
    if (shape == type::OperatorShape::set) lay({tree, node, Rule::set});
    if (shape == type::OperatorShape::conversion) lay({tree, node, Rule::conversion});
  } else if (!node.is(Rule::binary) && !node.is(Rule::prefix) && !node.is(Rule::token)) {
    lay({tree, node});
  }
  for (const NodeView child : node.children()) collect(tree, child, found, unread);
}

std::string words_of(ItemId id) {
  const Item& item = grammar::item(id);
  std::string label = item.label == Label::none ? "" : std::string(syntax::name(item.label)) + ":";
  switch (item.kind) {
    case ItemKind::keyword:
      return label + "\"" + std::string(syntax::keyword_info(item.keyword()).id) + "\"";
    case ItemKind::symbol: {
      const std::string_view sign = syntax::punctuation_text(item.symbol());
      return label + (sign.empty() ? "TOKEN" : "\"" + std::string(sign) + "\"");
    }
    case ItemKind::rule:
      return label + std::string(syntax::name(item.rule()));
    case ItemKind::expression:
      return label + "expr";
    case ItemKind::sequence:
    case ItemKind::choice:
    case ItemKind::optional:
    case ItemKind::repeat:
    case ItemKind::list:
      break;
  }
  std::string words;
  for (std::uint32_t i = 0; i < item.child_count; ++i) {
    const char* between = item.kind == ItemKind::choice ? " | "
                          : item.kind == ItemKind::list ? " % "
                                                        : " ";
    words += (i == 0 ? "" : between) + words_of(grammar::child(item, i));
  }
  if (item.child_count > 1) words = "(" + words + ")";
  if (item.kind == ItemKind::optional) words += "?";
  if (item.kind == ItemKind::repeat) words += item.at_least_one ? "+" : "*";
  return label + words;
}

}  // namespace

std::vector<LoosePart> loose_parts(const syntax::Tree& tree, NodeView node,
                                   std::vector<NodeView>& unread) {
  std::vector<LoosePart> found;
  collect(tree, node, found, unread);
  return found;
}

std::string describe(Rule rule, ItemId item) {
  return std::string(syntax::name(rule)) + ": " + words_of(item);
}

}  // namespace remit::walk
