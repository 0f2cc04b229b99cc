// Compiles grammar.ebnf. The text is part of the program, so a fault in it is a fault of the
// program: it is asserted, and the unit tests compile it.

#include "syntax/grammar.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <utility>

#include "syntax/keywords.h"
#include "type/operators.h"

namespace remit::syntax {

class GrammarCompiler {
 public:
  explicit GrammarCompiler(std::string_view text) : text_(text) {}

  Grammar compile() {
    g_.labels_.push_back("");
    for (const std::string_view label : {"left", "right", "operand"}) add_label(label);
    declare_rules();
    for (at_ = 0; next_rule();) compile_rule();
    g_.token_ = add_rule("token");
    g_.binary_ = add_rule("binary");
    g_.prefix_ = add_rule("prefix");
    g_.postfix_ = add_rule("postfix");
    g_.index_labels();
    mark_transparent();
    mark_recovering();
    g_.compute_first();
    g_.compute_follow();
    g_.mark_soft_keywords();
    return std::move(g_);
  }

 private:
  RuleId add_rule(std::string_view name) {
    g_.rules_.push_back({name});
    return static_cast<RuleId>(g_.rules_.size() - 1);
  }

  ItemId add(Item item, const std::vector<ItemId>& children = {}) {
    item.first_child = static_cast<std::uint32_t>(g_.children_.size());
    item.child_count = static_cast<std::uint32_t>(children.size());
    g_.children_.insert(g_.children_.end(), children.begin(), children.end());
    g_.items_.push_back(item);
    return static_cast<ItemId>(g_.items_.size() - 1);
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  // Skips space within a rule; a line that begins without space begins the next rule.
  void skip_space() {
    while (peek() == ' ' || (peek() == '\n' && at_ + 1 < text_.size() && text_[at_ + 1] == ' ')) {
      ++at_;
    }
  }

  bool take(char c) {
    skip_space();
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  std::string_view take_word() {
    skip_space();
    const std::size_t begin = at_;
    while (std::isalnum(static_cast<unsigned char>(peek())) != 0 || peek() == '_') ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void skip_line() {
    while (peek() != '\n' && peek() != '\0') ++at_;
    if (peek() == '\n') ++at_;
  }

  // Moves to the next line that begins a rule.
  bool next_rule() {
    while (peek() == '\n' || peek() == '#' || peek() == ' ') skip_line();
    return peek() != '\0';
  }

  void declare_rules() {
    for (at_ = 0; next_rule(); skip_line()) add_rule(take_word());
  }

  void compile_rule() {
    const RuleId rule = g_.find_rule(take_word());
    const bool equals = take('=');
    assert(equals);
    static_cast<void>(equals);
    g_.rules_[rule].body = choice();
  }

  ItemId choice() {
    std::vector<ItemId> alternatives{sequence()};
    while (take('|')) alternatives.push_back(sequence());
    if (alternatives.size() == 1) return alternatives[0];
    return add({.kind = ItemKind::choice}, alternatives);
  }

  ItemId sequence() {
    std::vector<ItemId> parts;
    Item item{.kind = ItemKind::sequence};
    for (;;) {
      skip_space();
      const char c = peek();
      if (c == '!') {
        ++at_;
        item.cut = static_cast<std::uint16_t>(parts.size());
      } else if (c == '\0' || c == '\n' || c == '|' || c == ')') {
        break;
      } else {
        parts.push_back(suffixed());
      }
    }
    if (parts.size() == 1 && item.cut == 0xFFFF) return parts[0];
    return add(item, parts);
  }

  ItemId suffixed() {
    ItemId id = primary(0);
    if (take('%')) {
      const bool comma = take('"') && take(',') && take('"');
      assert(comma);
      static_cast<void>(comma);
      const ItemId separator = add({.kind = ItemKind::symbol, .ref = kComma});
      id = add({.kind = ItemKind::list}, {id, separator});
    }
    if (take('?')) return add({.kind = ItemKind::optional}, {id});
    if (take('*')) return add({.kind = ItemKind::repeat}, {id});
    if (take('+')) return add({.kind = ItemKind::repeat, .at_least_one = true}, {id});
    return id;
  }

  ItemId primary(std::uint16_t label) {
    if (take('(')) {
      const ItemId id = choice();
      const bool closed = take(')');
      assert(closed);
      static_cast<void>(closed);
      set_label(id, label);
      return id;
    }
    if (take('"')) return quoted(label);
    const std::string_view word = take_word();
    assert(!word.empty());
    if (peek() == ':') {
      ++at_;
      return primary(add_label(word));
    }
    return named(word, label);
  }

  ItemId quoted(std::uint16_t label) {
    const std::size_t end = text_.find('"', at_);
    const std::string_view text = text_.substr(at_, end - at_);
    at_ = end + 1;
    const SymbolId sign = punctuation_symbol(text);
    if (sign != kBad) return add({.kind = ItemKind::symbol, .ref = sign, .label = label});
    const KeywordId keyword = find_keyword(text);
    assert(keyword != kNoKeyword && "a keyword of the grammar is not in the table");
    return add({.kind = ItemKind::keyword, .ref = keyword, .label = label});
  }

  ItemId named(std::string_view word, std::uint16_t label) {
    static constexpr std::pair<std::string_view, SymbolId> kClasses[] = {
        {"NAME", kName}, {"STRING", kText}, {"NUMBER", kNumber}, {"DATE", kDate}};
    for (const auto& [name, symbol] : kClasses) {
      if (name == word) return add({.kind = ItemKind::symbol, .ref = symbol, .label = label});
    }
    static constexpr std::pair<std::string_view, int> kExpressions[] = {
        {"expr", type::kDisjunction}, {"operand", type::kArithmetic}, {"atom", type::kDated + 1}};
    for (const auto& [name, weakest] : kExpressions) {
      if (name != word) continue;
      return add({.kind = ItemKind::expression,
                  .ref = static_cast<std::uint16_t>(weakest),
                  .label = label});
    }
    return add({.kind = ItemKind::rule, .ref = g_.find_rule(word), .label = label});
  }

  std::uint16_t add_label(std::string_view name) {
    const auto known = std::find(g_.labels_.begin(), g_.labels_.end(), name);
    const auto id = static_cast<std::uint16_t>(known - g_.labels_.begin());
    if (known == g_.labels_.end()) g_.labels_.push_back(name);
    return id;
  }

  // The label of a group is that of everything in it that has none.
  void set_label(ItemId id, std::uint16_t label) {
    Item& item = g_.items_[id];
    if (label == 0) return;
    if (item.child_count == 0) {
      if (item.label == 0) item.label = label;
      return;
    }
    for (std::uint32_t i = 0; i < item.child_count; ++i) set_label(g_.child(item, i), label);
  }

  void mark_transparent() {
    for (Rule& rule : g_.rules_) {
      const Item& body = g_.items_[rule.body];
      rule.transparent = body.kind == ItemKind::choice && !rule.name.empty();
      for (std::uint32_t i = 0; i < body.child_count && rule.transparent; ++i) {
        rule.transparent = g_.items_[g_.child(body, i)].kind == ItemKind::rule;
      }
    }
    for (const RuleId id : {g_.token_, g_.binary_, g_.prefix_, g_.postfix_}) {
      g_.rules_[id].transparent = false;
    }
  }

  bool ends_with_comma(const Item& item) const {
    if (item.kind == ItemKind::rule) return ends_with_comma(g_.items_[g_.rules_[item.ref].body]);
    if (item.kind != ItemKind::sequence) return false;
    const Item& last = g_.items_[g_.child(item, item.child_count - 1)];
    if (last.kind != ItemKind::optional) return false;
    const Item& inner = g_.items_[g_.child(last, 0)];
    return inner.kind == ItemKind::symbol && inner.ref == kComma;
  }

  // A repeat before a closing brace is the content of a block; `file` is one too.
  void mark_recovering() {
    for (Item& item : g_.items_) {
      if (item.kind != ItemKind::sequence) continue;
      for (std::uint32_t i = 0; i + 1 < item.child_count; ++i) {
        const Item& next = g_.items_[g_.child(item, i + 1)];
        if (next.kind == ItemKind::symbol && next.ref == kCloseBrace) recover(g_.child(item, i));
      }
    }
    recover(g_.rules_[g_.find_rule("file")].body);
  }

  void recover(ItemId id) {
    Item& item = g_.items_[id];
    if (item.kind != ItemKind::repeat) return;
    item.recovers = true;
    item.comma_ends = ends_with_comma(g_.items_[g_.child(item, 0)]);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Grammar g_;
};

const Grammar& Grammar::instance() {
  static const Grammar grammar = GrammarCompiler(grammar_text()).compile();
  return grammar;
}

RuleId Grammar::find_rule(std::string_view name) const {
  const auto found = std::find_if(rules_.begin(), rules_.end(),
                                  [&](const Rule& rule) { return rule.name == name; });
  assert(found != rules_.end() && "the grammar names a rule that it does not have");
  return static_cast<RuleId>(found - rules_.begin());
}

std::size_t Grammar::hash(std::string_view label) {
  std::uint32_t hash = 2166136261u;  // FNV-1a
  for (const char c : label) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return (hash ^ (hash >> 15)) % kLabelSlots;
}

void Grammar::index_labels() {
  for (std::size_t id = 1; id < labels_.size(); ++id) {
    std::size_t slot = hash(labels_[id]);
    while (label_slots_[slot] != 0) slot = (slot + 1) % kLabelSlots;
    label_slots_[slot] = static_cast<std::uint16_t>(id);
  }
}

std::uint16_t Grammar::find_label(std::string_view name) const {
  for (std::size_t slot = hash(name); label_slots_[slot] != 0; slot = (slot + 1) % kLabelSlots) {
    if (labels_[label_slots_[slot]] == name) return label_slots_[slot];
  }
  return 0;
}

}  // namespace remit::syntax
