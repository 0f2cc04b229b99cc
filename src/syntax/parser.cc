#include "syntax/parser.h"

#include <algorithm>
#include <array>

#include "base/budget.h"
#include "diagnostic/code/syntax.h"
#include "syntax/first_fitting.h"
#include "type/functions.h"

namespace remit::syntax {
namespace {

constexpr std::uint64_t kUnitsPerRule = 2;
/// Of a policy that is a list of declarations, by token; more are made room for as they come.
constexpr std::size_t kNodesPerTwoTokens = 3;

/// Of a sequence that begins with a name and, before its cut, a sign, as a call does: the sign; 0
/// for others.
SymbolId second_sign(const Item& sequence) { return sequence.ref; }

}  // namespace

Parser::Parser(Tree& tree, const Limits& limits, diagnostic::DiagnosticSink& sink)
    : tree_(tree), limits_(limits), sink_(sink) {}

void Parser::run() {
  tree_.nodes_.reserve(tree_.tokens_.size() * kNodesPerTwoTokens / 2);
  tree_.child_ids_.reserve(tree_.tokens_.size() * kNodesPerTwoTokens / 2);
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

// Makes a pending node of the token read last.
void Parser::add_token(Label label) {
  take_room_for_nodes();
  pending_.push_back(static_cast<NodeId>(tree_.nodes_.size()));
  Tree::Node& node = tree_.nodes_.emplace_back();
  node.rule = Rule::token;
  node.label = label;
  node.height = 1;
  node.first_token = at_ - 1;
  node.end_token = at_;
  node.first_child = static_cast<std::uint32_t>(tree_.child_ids_.size());
}

// Makes a node of everything pending since `first_pending` and leaves it pending itself.
void Parser::add_node(Rule rule, Label label, std::uint32_t first_token,
                      std::uint32_t first_pending) {
  take_room_for_nodes();
  const auto id = static_cast<NodeId>(tree_.nodes_.size());
  Tree::Node& node = tree_.nodes_.emplace_back();
  node.rule = rule;
  node.label = label;
  node.first_token = first_token;
  node.end_token = at_;
  tree_.adopt(node, absl::MakeConstSpan(pending_).subspan(first_pending));
  pending_.resize(first_pending);
  pending_.push_back(id);
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
    case ItemKind::expression:
    case ItemKind::choice:
      if (!item.nullable && !item.first().test(symbol())) {
        expect(id);
        return Outcome::absent;
      }
      return parse_fitting(id, label);
    case ItemKind::sequence:
      return parse_sequence(id);
    case ItemKind::optional:
      return parse_optional(id);
    case ItemKind::repeat:
      return item.recovers ? parse_block(id) : parse_repeat(id);
    case ItemKind::list:
      return parse_list(id);
  }
  return Outcome::absent;
}

// The same where it has been seen that the part may begin with what stands here.
Parser::Outcome Parser::parse_fitting(ItemId id, Label label) {
  const Item& item = grammar::item(id);
  if (item.label != Label::none) label = item.label;
  switch (item.kind) {
    case ItemKind::rule:
      return parse_rule(item.rule(), label);
    case ItemKind::expression:
      return parse_expression(item.weakest(), label);
    case ItemKind::choice:
      return parse_choice(id, label);
    case ItemKind::keyword:
    case ItemKind::symbol:
    case ItemKind::sequence:
    case ItemKind::optional:
    case ItemKind::repeat:
    case ItemKind::list:
      break;
  }
  return parse(id, label);
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

Parser::Outcome Parser::parse_rule(Rule id, Label label) {
  base::go_deeper();
  base::spend(kUnitsPerRule);
  const RuleInfo& rule = grammar::rule(id);
  if (rule.transparent) return parse_choice(rule.body, label);
  const std::uint32_t outer_start = rule_start_;
  const std::uint32_t begin = at_;
  const auto first_pending = static_cast<std::uint32_t>(pending_.size());
  rule_start_ = begin;
  const Outcome outcome = grammar::item(rule.body).kind == ItemKind::sequence
                              ? parse_sequence(rule.body)
                              : parse(rule.body, Label::none);
  rule_start_ = outer_start;
  if (outcome == Outcome::done) add_node(id, label, begin, first_pending);
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

// Of a sequence with a second sign: whether there is the name and not the sign behind it. Told
// without making a node of the name, as most names begin no call.
bool Parser::lacks_second_sign(const Item& sequence) {
  const Item& name = grammar::item(grammar::child(sequence, 0));
  if (second_sign(sequence) == symbol_after() || !name.first().test(symbol()) ||
      begins_next_entry())
    return false;
  take_token(Keyword::none, Label::none);
  expect(grammar::child(sequence, 1));
  --at_;
  return true;
}

Parser::Outcome Parser::parse_sequence(ItemId id) {
  const Item& item = grammar::item(id);
  if (second_sign(item) != 0 && lacks_second_sign(item)) return Outcome::absent;
  const Mark start = mark();
  std::array<std::uint32_t, kMostParts> begins;  // NOLINT: set part by part
  for (std::uint32_t i = 0; i < item.child_count; ++i) {
    if (i < kMostParts) begins[i] = at_;
    const ItemId part_id = grammar::child(item, i);
    const Item& part = grammar::item(part_id);
    if (part.kind == ItemKind::symbol || part.kind == ItemKind::keyword) {
      const Outcome outcome = part.kind == ItemKind::symbol ? parse_symbol(part_id, part.label)
                                                            : parse_keyword(part_id, part.label);
      if (outcome == Outcome::done || is_reported_brace(item, i)) continue;
      // What is not there has changed nothing.
      if (const auto end = stuck_at(item, outcome, mark(), start, begins, i)) return *end;
      continue;
    }
    const bool may_be_absent =
        part.kind == ItemKind::optional || (!part.at_least_one && is_seen_at_once(part));
    if (may_be_absent && is_absent(grammar::child(part, 0))) continue;
    const Mark before = mark();
    const Outcome outcome = parse(part_id, Label::none);
    if (outcome == Outcome::done) continue;
    if (const auto end = stuck_at(item, outcome, before, start, begins, i)) return *end;
  }
  return Outcome::done;
}

// Whether a part is the brace that closes a block: parse_block has reported one that is missing.
bool Parser::is_reported_brace(const Item& sequence, std::uint32_t part) {
  const Item& brace = grammar::item(grammar::child(sequence, part));
  return part > 0 && brace.kind == ItemKind::symbol && brace.symbol() == kCloseBrace &&
         grammar::item(grammar::child(sequence, part - 1)).recovers;
}

// What a sequence that began at `start` comes to, of which the part that began at `before` was not
// read; nothing where it goes on behind a later part, which `part` becomes.
std::optional<Parser::Outcome> Parser::stuck_at(const Item& sequence, Outcome outcome,
                                                const Mark& before, const Mark& start,
                                                absl::Span<const std::uint32_t> begins,
                                                std::uint32_t& part) {
  if (outcome == Outcome::absent && part >= sequence.cut) outcome = Outcome::failed;
  if (outcome == Outcome::failed && at_ == before.token && part < begins.size())
    note_misplaced(sequence, begins.first(part));
  if (outcome == Outcome::failed && skip_to_block(sequence, before, part)) return std::nullopt;
  if (outcome == Outcome::absent) reset(start);
  return outcome;
}

Parser::Outcome Parser::parse_choice(ItemId id, Label label) {
  const Item& item = grammar::item(id);
  const SymbolId here = symbol();
  const std::uint32_t begin = at_;
  const std::size_t expected_before = furthest_ == begin ? expected_.size() : 0;
  for (std::uint32_t i = grammar::first_fitting(item, here); i < item.child_count; ++i) {
    const ItemId alternative = grammar::child(item, i);
    const Item& part = grammar::item(alternative);
    if (!part.nullable && !part.first().test(here)) continue;
    if (part.kind != ItemKind::rule) {
      const Outcome outcome = parse_fitting(alternative, label);
      if (outcome != Outcome::absent) return outcome;
      continue;
    }
    // Most are rules.
    const Item& body = grammar::item(grammar::rule(part.rule()).body);
    if (body.kind == ItemKind::sequence && second_sign(body) != 0 && lacks_second_sign(body))
      continue;
    const Label own = part.label != Label::none ? part.label : label;
    const Outcome outcome = parse_rule(part.rule(), own);
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

// Whether of a repeat it can be seen from what stands here that there is none, or no further one.
bool Parser::is_seen_at_once(const Item& item) {
  if (item.kind != ItemKind::repeat || item.recovers) return false;
  const Item& each = grammar::item(grammar::child(item, 0));
  return !each.nullable && (each.kind == ItemKind::rule || each.kind == ItemKind::choice ||
                            each.kind == ItemKind::sequence);
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
  const Outcome outcome = parse_fitting(grammar::child(item, 0), Label::none);
  return outcome == Outcome::absent ? Outcome::done : outcome;
}

Parser::Outcome Parser::parse_repeat(ItemId id) {
  const Item& item = grammar::item(id);
  const ItemId child = grammar::child(item, 0);
  const bool seen_at_once = is_seen_at_once(item);
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
