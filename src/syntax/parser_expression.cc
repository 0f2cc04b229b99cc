// Expressions, by precedence climbing over the operator table.

#include <algorithm>

#include "base/budget.h"
#include "diagnostic/code/limits.h"
#include "diagnostic/code/syntax.h"
#include "syntax/parser.h"
#include "syntax/units.h"

namespace remit::syntax {

namespace code = diagnostic::code;
using type::OperatorId;
using type::OperatorInfo;
using type::OperatorShape;

namespace {

// A chain of operators nests to the left; those who walk the tree go down it by recursion.
constexpr std::uint32_t kChainPerDepth = 10;

}  // namespace

const OperatorInfo* Parser::prefix_here() const {
  if (symbol() < kOpenBrace) return nullptr;  // a name or a value
  for (const OperatorId id : lexicon::operators_of(symbol())) {
    const OperatorInfo& info = type::operator_info(id);
    if (info.shape == OperatorShape::prefix) return &info;
  }
  return nullptr;
}

// The operator that follows an operand here. `in` before a brace asks for membership, before a
// name it converts; `on` is one only on the same line, because clauses may begin with its word.
const OperatorInfo* Parser::operator_here() const {
  if (symbol() < kOpenBrace) return measure_here();
  for (const OperatorId id : lexicon::operators_of(symbol())) {
    const OperatorInfo& info = type::operator_info(id);
    if (info.shape == OperatorShape::prefix) continue;
    if (info.shape == OperatorShape::conversion && symbol_after() == kOpenBrace) continue;
    if (id == OperatorId::in_set && symbol_after() != kOpenBrace &&
        lexicon::operators_of(symbol()).size() > 1) {
      continue;
    }
    if (id == OperatorId::on && now().first_on_line) continue;
    return &info;
  }
  return measure_here();
}

// The unit behind a computed number, `term months`: on the same line, since a field may be called
// by its word; a sign behind it that only a name has says that it is one.
const OperatorInfo* Parser::measure_here() const {
  if (now().kind != TokenKind::word || now().first_on_line) return nullptr;
  const SymbolId next = symbol_after();
  if (next == kColon || next == kDot || next == kOpenParen) return nullptr;
  const UnitWord* const unit = find_unit(now().text);
  if (unit == nullptr || unit->magnitude || unit->kind != UnitKind::duration) return nullptr;
  constexpr auto kFirst = static_cast<std::uint32_t>(OperatorId::of_days);
  return &type::operator_info(static_cast<OperatorId>(kFirst + unit->unit));
}

void Parser::take_read_expression(Label label) {
  for (; !read_.reread.empty(); read_.reread.pop_back()) {
    const auto& [token, keyword] = read_.reread.back();
    tree_.tokens_[token].keyword = keyword;
  }
  at_ = read_.end_token;
  tree_.nodes_[read_.node].label = label;
  pending_.push_back(read_.node);
}

Parser::Outcome Parser::parse_expression(int weakest, Label label) {
  if (at_ == read_.first_token && weakest == read_.weakest) {
    take_read_expression(label);
    return Outcome::done;
  }
  base::go_deeper();
  if (++depth_ > limits_.nesting_depth) {
    --depth_;
    if (reported_ != at_) {
      sink_.report(code::nested_too_deeply, now().span, {limits_.nesting_depth});
    }
    reported_ = furthest_ = at_;
    ok_ = false;
    return Outcome::failed;
  }
  const auto first_pending = static_cast<std::uint32_t>(pending_.size());
  const std::uint32_t first_token = at_;
  Outcome outcome = parse_operand(weakest, Label::none);
  bool compared = false;
  while (outcome == Outcome::done) {
    const OperatorInfo* info = operator_here();
    if (info == nullptr || info->precedence < weakest) break;
    if (info->precedence == type::kComparison) {
      if (compared) {
        sink_.report(code::chained_comparison, now().span);
        ok_ = false;
      }
      compared = true;
    }
    outcome = parse_operator(info->id, first_pending, first_token);
  }
  if (outcome == Outcome::done) {
    tree_.nodes_[pending_.back()].label = label;
    read_.first_token = first_token;
    read_.end_token = at_;
    read_.weakest = weakest;
    read_.node = pending_.back();
    read_.nodes = static_cast<std::uint32_t>(tree_.nodes_.size());
    read_.child_ids = static_cast<std::uint32_t>(tree_.child_ids_.size());
    read_.reread.clear();
  }
  --depth_;
  return outcome;
}

// A primary, or a prefix operator with its operand.
Parser::Outcome Parser::parse_operand(int weakest, Label label) {
  const OperatorInfo* prefix = prefix_here();
  if (prefix == nullptr || prefix->precedence < weakest) {
    return parse_choice(grammar::rule(Rule::primary).body, label);
  }
  const auto first_pending = static_cast<std::uint32_t>(pending_.size());
  const std::uint32_t first_token = at_++;
  const Outcome outcome = parse_expression(prefix->precedence, Label::operand);
  if (outcome != Outcome::done) return Outcome::failed;
  finish_operator(Rule::prefix, prefix->id, first_token, first_pending, first_token);
  return Outcome::done;
}

// Reads an operator and what stands to its right; the left operand is pending.
Parser::Outcome Parser::parse_operator(OperatorId id, std::uint32_t first_pending,
                                       std::uint32_t first_token) {
  const OperatorInfo& info = type::operator_info(id);
  const std::uint32_t operator_token = at_++;
  const bool infix = info.shape == OperatorShape::infix;
  tree_.nodes_[pending_.back()].label = infix ? Label::left : Label::operand;
  Outcome outcome = Outcome::done;
  if (infix) {
    // A sign binds weaker than `otherwise`, but can be nothing else here: `x otherwise -1`.
    const OperatorInfo* sign = prefix_here();
    const bool has_sign = sign != nullptr && sign->precedence == type::kSign;
    const int next = info.precedence + 1;
    outcome = parse_expression(has_sign ? std::min<int>(next, type::kSign) : next, Label::right);
  } else if (info.shape == OperatorShape::set) {
    outcome = parse(grammar::rule(Rule::set).body, Label::none);
  } else if (info.shape == OperatorShape::conversion) {
    outcome = parse(grammar::rule(Rule::conversion).body, Label::none);
  }
  if (outcome != Outcome::done) return Outcome::failed;
  finish_operator(infix ? Rule::binary : Rule::postfix, id, operator_token, first_pending,
                  first_token);
  if (tree_.nodes_[pending_.back()].height > limits_.nesting_depth * kChainPerDepth) {
    sink_.report(code::nested_too_deeply, tree_.tokens_[operator_token].span,
                 {limits_.nesting_depth * kChainPerDepth});
    reported_ = furthest_ = at_;
    ok_ = false;
    return Outcome::failed;
  }
  return Outcome::done;
}

void Parser::finish_operator(Rule rule, OperatorId id, std::uint32_t operator_token,
                             std::uint32_t first_pending, std::uint32_t first_token) {
  add_node(rule, Label::none, first_token, first_pending);
  Tree::Node& node = tree_.nodes_[pending_.back()];
  node.operator_id = id;
  node.operator_token = operator_token;
  if (id == OperatorId::disjunction) check_mixed_logic(node);
}

// `a and b or c` reads differently to different people, so it wants brackets.
void Parser::check_mixed_logic(const Tree::Node& node) {
  for (std::uint32_t i = 0; i < node.child_count; ++i) {
    const Tree::Node& side = tree_.nodes_[tree_.child_ids_[node.first_child + i]];
    if (side.rule != Rule::binary || side.operator_id != OperatorId::conjunction) continue;
    sink_.report(code::mixed_and_or, tree_.tokens_[node.operator_token].span);
    ok_ = false;
    return;
  }
}

}  // namespace remit::syntax
