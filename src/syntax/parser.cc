#include "syntax/parser.h"

#include <algorithm>
#include <array>

#include "base/budget.h"
#include "diagnostic/code/syntax.h"
#include "syntax/first_fitting.h"
#include "type/functions.h"

namespace remit::syntax {
namespace {

constexpr std::uint64_t kUnitsPerNode = 4;
constexpr std::uint64_t kUnitsPerRule = 2;
constexpr std::size_t kNodesAtOnce = 64;

}  // namespace

Parser::Parser(Tree& tree, const Limits& limits, diagnostic::DiagnosticSink& sink)
    : tree_(tree), limits_(limits), sink_(sink) {}

void Parser::run() {
  tree_.nodes_.reserve(tree_.tokens_.size());
  tree_.child_ids_.reserve(tree_.tokens_.size());
  parse_block(grammar::rule(Rule::file).body);
  if (pending_.empty() && ok_) {
    sink_.report(diagnostic::code::no_policy, {now().span.begin, now().span.begin});
    ok_ = false;
  }
  add_node(Rule::file, Label::none, 0, 0);
  tree_.root_ = pending_.back();
  tree_.complete_ = ok_;
}

// The nodes of the expression read last stay: another alternative may take it.
void Parser::reset(const Mark& mark) {
  at_ = mark.token;
  braces_ = mark.braces;
  if (pending_.size() == mark.pending && tree_.nodes_.size() == mark.nodes &&
      tree_.child_ids_.size() == mark.child_ids)
    return;
  const bool keep = read_.first_token != kNoToken && read_.first_token >= mark.token;
  pending_.resize(mark.pending);
  tree_.nodes_.resize(keep ? std::max(mark.nodes, read_.nodes) : mark.nodes);
  tree_.child_ids_.resize(keep ? std::max(mark.child_ids, read_.child_ids) : mark.child_ids);
}

// Says what the next nodes take, when those it was said of last are there.
void Parser::take_room_for_nodes() const {
  base::spend(kUnitsPerNode);
  if (tree_.nodes_.size() % kNodesAtOnce == 0) base::take_memory(sizeof(Tree::Node) * kNodesAtOnce);
}

// Makes a pending node of the token read last.
void Parser::add_token(Label label) {
  take_room_for_nodes();
  pending_.push_back(static_cast<NodeId>(tree_.nodes_.size()));
  tree_.nodes_.push_back({.rule = Rule::token,
                          .label = label,
                          .height = 1,
                          .first_token = at_ - 1,
                          .end_token = at_,
                          .first_child = static_cast<std::uint32_t>(tree_.child_ids_.size())});
}

// Makes a node of everything pending since `first_pending` and leaves it pending itself.
void Parser::add_node(Rule rule, Label label, std::uint32_t first_token,
                      std::uint32_t first_pending) {
  take_room_for_nodes();
  Tree::Node node{.rule = rule,
                  .label = label,
                  .first_token = first_token,
                  .end_token = at_,
                  .first_child = static_cast<std::uint32_t>(tree_.child_ids_.size()),
                  .child_count = static_cast<std::uint32_t>(pending_.size()) - first_pending};
  const auto first = pending_.begin() + first_pending;
  const auto id = static_cast<NodeId>(tree_.nodes_.size());
  for (auto child = first; child != pending_.end(); ++child) {
    tree_.child_ids_.push_back(*child);
    node.height = std::max(node.height, tree_.nodes_[*child].height);
  }
  ++node.height;
  if (node.child_count == 0) {
    pending_.push_back(id);
  } else {  // without a test whether there is room
    *first = id;
    pending_.erase(first + 1, pending_.end());
  }
  tree_.nodes_.push_back(node);
}

// Passes over the current token, read as that keyword or none; with a label it becomes a node.
void Parser::take_token(Keyword keyword, Label label) {
  Token& token = tree_.tokens_[at_];
  if (at_ < read_.end_token && at_ >= read_.first_token && token.keyword != keyword)
    read_.reread.emplace_back(at_, token.keyword);
  token.keyword = keyword;
  ++at_;
  if (label != Label::none) add_token(label);
}

Parser::Outcome Parser::parse(ItemId id, Label label) {
  const Item& item = grammar::item(id);
  if (item.label != Label::none) label = item.label;
  switch (item.kind) {
    case ItemKind::keyword:
      return parse_keyword(id, label);
    case ItemKind::symbol:
      return parse_symbol(id, label);
    case ItemKind::rule:
      return parse_rule(id, label);
    case ItemKind::expression:
      if (!item.first().test(symbol())) {
        expect(id);
        return Outcome::absent;
      }
      return parse_expression(item.weakest(), label);
    case ItemKind::sequence:
      return parse_sequence(id);
    case ItemKind::choice:
      return parse_choice(id, label);
    case ItemKind::optional:
      return parse_optional(id);
    case ItemKind::repeat:
      return item.recovers ? parse_block(id) : parse_repeat(id);
    case ItemKind::list:
      return parse_list(id);
  }
  return Outcome::absent;
}

// Whether a word that could be this keyword is a name, because of the sign after it.
bool Parser::stands_as_name(const Item& item) const {
  if (!item.soft || !lexicon::nameable(symbol())) return false;
  const SymbolId next = symbol_after();
  return next >= kOpenParen && next < kFirstWord && !item.follow_exact().test(next);
}

Parser::Outcome Parser::parse_keyword(ItemId id, Label label) {
  const Item& item = grammar::item(id);
  if (!item.first_exact().test(symbol()) || stands_as_name(item)) {
    expect(id);
    return Outcome::absent;
  }
  if (keyword_ == kNoToken || at_ > keyword_) keyword_ = at_;
  take_token(item.keyword(), label);
  return Outcome::done;
}

// Whether a name at the start of a line can only be the next of a list: within braces of the
// list's own no entry begins, and behind a comma none that goes on with more than a name.
bool Parser::goes_on_with_list() const {
  const SymbolId before = at_ > 0 ? tree_.tokens_[at_ - 1].symbol : SymbolId{kEnd};
  if (braces_ > blocks_.back().braces) return before == kComma || before == kOpenBrace;
  if (before != kComma || at_ + 1 >= tree_.tokens_.size()) return false;
  const Token& next = tree_.tokens_[at_ + 1];
  return next.first_on_line || next.kind == TokenKind::punctuation || next.symbol == kEnd;
}

// Whether a keyword at the start of a line begins the block's next entry, where a name is wanted:
// `from` without a payer does not take the `to` of the line below for one. A function that is
// called (舍入 is also the keyword of a rounding) begins none.
bool Parser::begins_next_entry() const {
  const Token& token = now();
  if (token.symbol == kName || !token.first_on_line || blocks_.empty()) return false;
  if (goes_on_with_list()) return false;
  if (symbol_after() == kOpenParen && type::find_function(now().text) != nullptr) return false;
  const Block& block = blocks_.back();
  return at_ > block.entry_begin && now().kind == TokenKind::word &&
         block.entries->first_exact().test(symbol());
}

Parser::Outcome Parser::parse_symbol(ItemId id, Label label) {
  const Item& item = grammar::item(id);
  const SymbolId here = symbol();
  const bool is_keyword = item.symbol() == kName && here != kName;
  if (!item.first().test(here) || (is_keyword && begins_next_entry())) {
    expect(id);
    return Outcome::absent;
  }
  if (here == kOpenBrace) ++braces_;
  if (here == kCloseBrace && braces_ > 0) --braces_;
  take_token(Keyword::none, label);
  return Outcome::done;
}

Parser::Outcome Parser::parse_rule(ItemId id, Label label) {
  base::go_deeper();
  const Item& item = grammar::item(id);
  if (!item.nullable && !item.first().test(symbol())) {
    expect(id);
    return Outcome::absent;
  }
  base::spend(kUnitsPerRule);
  const RuleInfo& rule = grammar::rule(item.rule());
  if (rule.transparent) return parse_choice(rule.body, label);
  const std::uint32_t outer_start = rule_start_;
  const std::uint32_t begin = at_;
  const auto first_pending = static_cast<std::uint32_t>(pending_.size());
  rule_start_ = begin;
  const Outcome outcome = grammar::item(rule.body).kind == ItemKind::sequence
                              ? parse_sequence(rule.body)
                              : parse(rule.body, Label::none);
  rule_start_ = outer_start;
  if (outcome == Outcome::done) add_node(item.rule(), label, begin, first_pending);
  return outcome;
}

// Whether the token where a sequence is stuck begins an optional part that was left out before:
// `begins` has the first token of each part up to there.
void Parser::note_misplaced(const Item& sequence, absl::Span<const std::uint32_t> begins) {
  for (std::size_t part = 0; part + 1 < begins.size(); ++part) {
    const Item& earlier = grammar::item(grammar::child(sequence, static_cast<std::uint32_t>(part)));
    const bool left_out = earlier.kind == ItemKind::optional && begins[part + 1] == begins[part];
    if (!left_out || !earlier.first_exact().test(symbol()) || begins[part] >= at_) continue;
    misplaced_ = {at_, begins[part]};
    return;
  }
}

// Whether a sequence begins with a name and a sign, as a call does, and the sign does not stand
// behind the name: told without making a node of the name, as most names begin no call.
bool Parser::lacks_second_sign(const Item& sequence) {
  if (sequence.child_count < 2 || sequence.cut < 2) return false;
  const Item& name = grammar::item(grammar::child(sequence, 0));
  const ItemId sign_id = grammar::child(sequence, 1);
  const Item& sign = grammar::item(sign_id);
  const bool looks = name.kind == ItemKind::symbol && name.symbol() == kName &&
                     sign.kind == ItemKind::symbol && sign.symbol() >= kOpenBrace;
  if (!looks || sign.symbol() == symbol_after() || !name.first().test(symbol()) ||
      begins_next_entry())
    return false;
  take_token(Keyword::none, Label::none);
  expect(sign_id);
  --at_;
  return true;
}

Parser::Outcome Parser::parse_sequence(ItemId id) {
  const Item& item = grammar::item(id);
  if (lacks_second_sign(item)) return Outcome::absent;
  const Mark start = mark();
  std::array<std::uint32_t, kMostParts> begins;  // NOLINT: set part by part
  for (std::uint32_t i = 0; i < item.child_count; ++i) {
    if (i < kMostParts) begins[i] = at_;
    const ItemId part_id = grammar::child(item, i);
    const Item& part = grammar::item(part_id);
    if (part.kind == ItemKind::optional && is_absent(grammar::child(part, 0))) continue;
    Mark before = start;
    Outcome outcome = Outcome::done;
    if (part.kind == ItemKind::symbol) {  // one that is not there has changed nothing
      outcome = parse_symbol(part_id, part.label);
      if (outcome == Outcome::done) continue;
      before = mark();
    } else {
      if (i > 0) before = mark();
      outcome = parse(part_id, Label::none);
      if (outcome == Outcome::done) continue;
    }
    if (part.kind == ItemKind::symbol && part.symbol() == kCloseBrace && i > 0 &&
        grammar::item(grammar::child(item, i - 1)).recovers) {
      continue;  // parse_block has reported the missing brace
    }
    if (outcome == Outcome::absent && i >= item.cut) outcome = Outcome::failed;
    if (outcome == Outcome::failed && at_ == before.token && i < kMostParts)
      note_misplaced(item, {begins.data(), i});
    if (outcome == Outcome::failed && skip_to_block(item, before, i)) continue;
    if (outcome == Outcome::absent) reset(start);
    return outcome;
  }
  return Outcome::done;
}

Parser::Outcome Parser::parse_choice(ItemId id, Label label) {
  const Item& item = grammar::item(id);
  if (!item.nullable && !item.first().test(symbol())) {
    expect(id);
    return Outcome::absent;
  }
  const std::uint32_t begin = at_;
  const std::size_t expected_before = furthest_ == begin ? expected_.size() : 0;
  for (std::uint32_t i = grammar::first_fitting(item, symbol()); i < item.child_count; ++i) {
    const ItemId alternative = grammar::child(item, i);
    const Item& part = grammar::item(alternative);
    if (!part.nullable && !part.first().test(symbol())) continue;
    const Outcome outcome = parse(alternative, label);
    if (outcome != Outcome::absent) return outcome;
  }
  if (furthest_ <= begin) {  // nothing fitted at all: the choice is expected, not each part of it
    if (furthest_ == begin) expected_.resize(std::min(expected_before, expected_.size()));
    expect(id);
  }
  return Outcome::absent;
}

// Whether an optional part is not there, which can be seen from what stands here.
bool Parser::is_absent(ItemId inner) {
  if (grammar::item(inner).first().test(symbol())) return false;
  expect(inner);
  return true;
}

// An optional part that begins with a name gives way to a keyword that may follow it, to the next
// line, and to what a name with a colon begins: `goal : money  done : money`.
bool Parser::left_out(const Item& inner, const Item& optional) const {
  if (inner.first_exact().test(symbol()) || !lexicon::nameable(symbol())) {
    return symbol() == kName && (now().first_on_line || symbol_after() == kColon);
  }
  return symbol_after() == kColon || now().first_on_line || optional.follow_exact().test(symbol());
}

Parser::Outcome Parser::parse_optional(ItemId id) {
  const Item& item = grammar::item(id);
  const Item& inner = grammar::item(grammar::child(item, 0));
  if (!inner.first().test(symbol()) || left_out(inner, item)) {
    expect(grammar::child(item, 0));
    return Outcome::done;
  }
  const Outcome outcome = parse(grammar::child(item, 0), Label::none);
  return outcome == Outcome::absent ? Outcome::done : outcome;
}

Parser::Outcome Parser::parse_repeat(ItemId id) {
  const Item& item = grammar::item(id);
  const ItemId child = grammar::child(item, 0);
  const Item& each = grammar::item(child);
  const bool seen_at_once =
      !each.nullable && (each.kind == ItemKind::rule || each.kind == ItemKind::choice);
  bool any = false;
  for (;;) {
    if (seen_at_once && is_absent(child)) break;
    const std::uint32_t before = at_;
    const Outcome outcome = parse(child, Label::none);
    if (outcome == Outcome::failed) return outcome;
    if (outcome == Outcome::absent || at_ == before) break;
    any = true;
  }
  return any || !item.at_least_one ? Outcome::done : Outcome::absent;
}

Parser::Outcome Parser::parse_list(ItemId id) {
  const Item& item = grammar::item(id);
  const ItemId child = grammar::child(item, 0);
  const ItemId separator = grammar::child(item, 1);
  Outcome outcome = parse(child, Label::none);
  while (outcome == Outcome::done) {
    if (!grammar::item(separator).first().test(symbol())) {
      expect(separator);
      break;
    }
    const SymbolId next = symbol_after();
    if (next == kCloseBrace || next == kCloseParen) {  // a trailing comma
      if (next == kCloseBrace) ++at_;
      break;
    }
    const Mark before = mark();
    ++at_;
    outcome = parse(child, Label::none);
    if (outcome == Outcome::absent) {  // the comma belongs to what follows the list
      reset(before);
      return Outcome::done;
    }
  }
  return outcome;
}

}  // namespace remit::syntax
