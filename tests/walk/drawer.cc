#include "drawer.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "syntax/keywords.h"
#include "type/functions.h"
#include "type/operators.h"

namespace remit::walk {

namespace grammar = syntax::grammar;

using syntax::Item;
using syntax::ItemKind;
using type::Type;
using type::TypeKind;

namespace {

constexpr int kDeepest = 6;

constexpr std::array<std::string_view, 22> kNumbers = {
    "0",      "1",        "2",      "3",          "5",     "10",       "50%",
    "100%",   "0.5",      "1000",   "0 CNY",      "5 CNY", "1000 CNY", "7 USD",
    "3 days", "2 months", "1 year", "5 workdays", "1.5",   "0.001",    "12345678901234567890",
    "3‰"};
constexpr std::array<std::string_view, 6> kDates = {"2010-01-01", "2010-06-30", "2011-01-01",
                                                    "2008-02-29", "2012-12-31", "1900-01-01"};
constexpr std::array<std::string_view, 4> kTexts = {"\"x\"", "\"\"", "\"a b\"", "\"重要\""};
constexpr std::array<std::string_view, 14> kStrangeNames = {
    "nosuch", "today", "as_of", "whole", "previous", "on",     "ledger",
    "名称",   "sum",   "CNY",   "true",  "blank",    "policy", "reason"};
constexpr std::array<std::string_view, 12> kStrangeFormulas = {
    "blank", "(blank)", "-1",         "0",     "\"x\"",    "true",
    "today", "nosuch",  "2010-01-01", "1 / 0", "-(5 CNY)", "3 days"};

}  // namespace

void Drawer::write(std::string_view text) {
  if (!out_.empty() && out_.back() != '\n') out_ += ' ';
  out_ += text;
}

std::string Drawer::sentence() {
  constexpr std::size_t kFreshness[] = {5, 20, 60, 150, 400};
  fresh_ = dice_.one_of(kFreshness);
  strange_ = fresh_ < 100 ? 60 : 150;
  chinese_ = dice_.chance(60);
  out_.clear();
  declaration();
  out_ += '\n';
  return std::move(out_);
}

std::string Drawer::policy_of(const std::string& sentences) {
  const auto& all = lesson_.declarations();
  std::string needed;
  for (const Sample& sample : all) {
    if (!syntax::has_mark(sample.node.rule(), syntax::Mark::header)) continue;
    if (sample.node[Label::name] || dice_.chance(20)) continue;
    needed += std::string(lesson_.text(sample.node)) + "\n";
  }
  return lesson_.around(needed, sentences);
}

void Drawer::declaration() {
  const auto& all = lesson_.declarations();
  const Sample& sample = dice_.one_of(all);
  entity_ = sample.entity;
  in_call_ = false;
  depth_ = 0;
  if (dice_.chance(fresh_)) {
    entity_ = static_cast<EntityId>(dice_.below(lesson_.entity_count()));
    part(dice_.chance(700) ? sample.node.rule() : Rule::item);
  } else {
    vary(sample.node, {Rule::policy, Label::item});
  }
}

void Drawer::vary(NodeView node, Place place) {
  if (depth_ > 0 && dice_.chance(fresh_)) return anew(node, place);
  ++depth_;
  const std::string_view text = lesson_.text(node);
  const std::uint32_t begin = node.span().begin;
  std::size_t next = 0;
  if (!out_.empty() && out_.back() != '\n') out_ += ' ';
  for (const NodeView child : node.children()) {
    const std::size_t at = child.span().begin - begin;
    insert_entry(node, next, at);
    out_ += text.substr(next, at - next);
    // The names of declarations are their own.
    if (depth_ == 1 && child.label() == Label::name && !node.is(Rule::repeal) && dice_.chance(950))
      out_ += "w" + std::to_string(++names_);
    else
      vary(child, {node.rule(), child.label()});
    next = child.span().end - begin;
  }
  out_ += text.substr(next);
  --depth_;
}

/// In a block, now and then one more entry before the one at `at`.
void Drawer::insert_entry(NodeView node, std::size_t& next, std::size_t at) {
  const std::string_view text = lesson_.text(node);
  const std::size_t open = text.find('{');
  if (open == std::string_view::npos || at < open || !dice_.chance(fresh_)) return;
  const Item& body = grammar::item(grammar::rule(node.rule()).body);
  for (std::uint32_t i = 0; i < body.child_count; ++i) {
    const Item& repeat = grammar::item(grammar::child(body, i));
    if (repeat.kind != ItemKind::repeat || !repeat.recovers) continue;
    out_ += text.substr(next, at - next);
    next = at;
    entries(repeat, {node.rule(), Label::none});
    out_ += '\n';
    return;
  }
}

void Drawer::anew(NodeView node, Place place) {
  if (node.is(Rule::token)) {
    if (node.token().kind == syntax::TokenKind::word) {
      if (node.keyword() == syntax::Keyword::none) return name(place);
      return write(lesson_.text(node));
    }
    return constant(node.token().symbol, place);
  }
  const Formula* known = lesson_.formula(node);
  if (known == nullptr) return part(node.rule());
  const EntityId entity = entity_;
  const bool in_call = in_call_;
  if (known->entity != kWhole) entity_ = known->entity;
  in_call_ = known->in_call;
  formula(dice_.chance(900) ? known->type : some_type(place), place);
  entity_ = entity;
  in_call_ = in_call;
}

void Drawer::part(Rule rule) {
  const auto& samples = lesson_.samples(rule);
  if (!samples.empty() && (depth_ >= kDeepest || !dice_.chance(fresh_))) {
    const Sample* sample = &dice_.one_of(samples);
    for (int tries = 0; tries < 6 && sample->entity != entity_; ++tries)
      sample = &dice_.one_of(samples);
    return vary(sample->node, {rule, Label::none});
  }
  if (depth_ >= 2 * kDeepest) return write("1");
  ++depth_;
  item(grammar::rule(rule).body, {rule, Label::none});
  --depth_;
}

void Drawer::entries(const Item& repeat, Place place) {
  const syntax::ItemId child = static_cast<syntax::ItemId>(grammar::child(repeat, 0));
  if (!repeat.recovers) return item(child, place);
  out_ += '\n';
  item(child, place);
}

void Drawer::item(syntax::ItemId id, Place place) {
  const Item& it = grammar::item(id);
  if (it.label != Label::none) place.second = it.label;
  switch (it.kind) {
    case ItemKind::keyword:
      return keyword(it.keyword());
    case ItemKind::symbol:
      return symbol(it.symbol(), place);
    case ItemKind::rule:
      if (grammar::rule(it.rule()).transparent) return item(grammar::rule(it.rule()).body, place);
      return part(it.rule());
    case ItemKind::expression:
      return formula(dice_.chance(900) ? some_type(place) : Type(), place);
    case ItemKind::sequence:
      for (std::uint32_t i = 0; i < it.child_count; ++i) item(grammar::child(it, i), place);
      return;
    case ItemKind::choice:
      return item(grammar::child(it, static_cast<std::uint32_t>(dice_.below(it.child_count))),
                  place);
    case ItemKind::optional:
      if (dice_.chance(500)) item(grammar::child(it, 0), place);
      return;
    case ItemKind::repeat:
      for (std::size_t n = dice_.below(4) + (it.at_least_one ? 1 : 0); n > 0; --n)
        entries(it, place);
      return;
    case ItemKind::list:
      item(grammar::child(it, 0), place);
      for (std::size_t n = dice_.below(3); n > 0; --n) {
        item(grammar::child(it, 1), place);
        item(grammar::child(it, 0), place);
      }
      return;
  }
}

void Drawer::keyword(syntax::Keyword keyword) {
  const syntax::KeywordInfo& info = syntax::keyword_info(keyword);
  write(chinese_ ? info.chinese : info.english());
}

void Drawer::symbol(syntax::SymbolId symbol, Place place) {
  if (symbol == syntax::kName) return name(place);
  if (symbol < syntax::kOpenBrace) return constant(symbol, place);
  write(syntax::punctuation_text(symbol));
}

void Drawer::name(Place place) {
  if (place.second == Label::entity && entity_ != kWhole && dice_.chance(850))
    return write(lesson_.name_of(entity_));
  const auto& here = lesson_.words(place);
  if (!here.empty() && dice_.chance(750)) return write(dice_.one_of(here));
  // One of those drawn last, this one itself or the next.
  if (dice_.chance(300)) {
    const int number = names_ + 1 - static_cast<int>(dice_.below(5));
    return write("w" + std::to_string(std::max(1, number)));
  }
  if (dice_.chance(200)) return write(dice_.one_of(kStrangeNames));
  write(dice_.one_of(lesson_.names()));
}

void Drawer::constant(syntax::SymbolId symbol, Place place) {
  const auto& here = lesson_.words(place);
  if (!here.empty() && dice_.chance(600)) return write(dice_.one_of(here));
  if (symbol == syntax::kText) return write(dice_.one_of(kTexts));
  if (symbol == syntax::kDate) return write(dice_.one_of(kDates));
  write(dice_.one_of(kNumbers));
}

/// A type that stands in such a place in the world; unknown where none does.
Type Drawer::some_type(Place place) {
  const auto& here = lesson_.formulas(place);
  if (!here.empty()) return dice_.one_of(here).type;
  return dice_.one_of(lesson_.formulas()).type;
}

void Drawer::formula(Type wanted, Place place) {
  if (dice_.chance(strange_)) return nonsense(place);
  if (depth_ >= kDeepest || dice_.chance(600)) {
    if (known_formula(wanted, place)) return;
  }
  if (depth_ >= 2 * kDeepest) return write("1");
  ++depth_;
  if (dice_.chance(700))
    composed(wanted, place);
  else
    part(grammar::item(
             grammar::child(grammar::item(grammar::rule(Rule::primary).body),
                            static_cast<std::uint32_t>(dice_.below(
                                grammar::item(grammar::rule(Rule::primary).body).child_count))))
             .rule());
  --depth_;
}

/// A formula of the world of that type, over the same rows; varied, unless that went deep enough.
bool Drawer::known_formula(Type wanted, Place place) {
  const auto& here = lesson_.formulas(place);
  for (int tries = 0; tries < 40; ++tries) {
    const Formula& known = dice_.one_of(!here.empty() && tries < 10 ? here : lesson_.formulas());
    if (wanted.kind != TypeKind::unknown && known.type != wanted) continue;
    if (known.entity != kWhole && known.entity != entity_) continue;
    if (known.in_call && !in_call_ && known.entity != kWhole) continue;
    if (depth_ >= kDeepest)
      write(lesson_.text(known.node));
    else
      vary(known.node, place);
    return true;
  }
  return false;
}

/// An operator that was seen to give the type, over operands of the types it was seen with.
void Drawer::composed(Type wanted, Place place) {
  const Signature* sign = &dice_.one_of(lesson_.signatures());
  for (int tries = 0; tries < 30 && wanted.kind != TypeKind::unknown && sign->result != wanted;
       ++tries)
    sign = &dice_.one_of(lesson_.signatures());
  const type::OperatorInfo& info = type::operator_info(sign->op);
  std::string_view word = info.symbol.empty() ? info.english : info.symbol;
  if (chinese_ && !info.chinese.empty()) word = info.chinese;
  write("(");
  if (info.shape == type::OperatorShape::prefix) {
    write(word);
    formula(sign->left, {Rule::prefix, Label::operand});
  } else {
    const bool infix = info.shape == type::OperatorShape::infix;
    const Place left = {sign->node.rule(), infix ? Label::left : Label::operand};
    // What stands before `on` is no formula.
    if (sign->op == type::OperatorId::on)
      write(lesson_.text(sign->node[Label::left]));
    else
      formula(sign->left, left);
    write(word);
    if (infix) formula(sign->right, {Rule::binary, Label::right});
    if (info.shape == type::OperatorShape::conversion) part(Rule::conversion);
    if (info.shape == type::OperatorShape::set) {
      const std::string_view text = lesson_.text(sign->node);
      write(text.substr(text.rfind('{')));
    }
  }
  write(")");
  (void)place;
}

void Drawer::nonsense(Place place) {
  if (dice_.chance(500)) return write(dice_.one_of(kStrangeFormulas));
  if (dice_.chance(300)) return constant(syntax::kNumber, place);
  if (dice_.chance(200)) return name(place);
  const Formula& any = dice_.one_of(lesson_.formulas());
  write(lesson_.text(any.node));
}

}  // namespace remit::walk
