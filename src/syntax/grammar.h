#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "syntax/lexicon.h"

namespace remit::syntax {

/// The text of grammar.ebnf.
std::string_view grammar_text();

using ItemId = std::uint32_t;
using RuleId = std::uint16_t;

enum class ItemKind : std::uint8_t {
  keyword,     ///< `ref`: KeywordId
  symbol,      ///< `ref`: a sign or a token class
  rule,        ///< `ref`: RuleId
  expression,  ///< `ref`: the weakest precedence it may hold
  sequence,    ///< all children; past `cut` the alternative is chosen
  choice,      ///< the first child that fits
  optional,    ///< its child or nothing
  repeat,      ///< its child any number of times; `at_least_one`
  list,        ///< its first child, separated by its second
};

/// One part of a rule's right-hand side.
struct Item {
  ItemKind kind = ItemKind::sequence;
  bool at_least_one = false;
  bool nullable = false;
  /// Of a keyword: a name could stand here too, so what follows decides.
  bool soft = false;
  /// Of a repeat: the content of a block, where reading goes on after an error.
  bool recovers = false;
  /// Of a recovering repeat: its entries end with an optional comma.
  bool comma_ends = false;
  std::uint16_t ref = 0;
  std::uint16_t label = 0;
  std::uint16_t cut = 0xFFFF;  ///< of a sequence: index of the first child after the `!`
  std::uint32_t first_child = 0;
  std::uint32_t child_count = 0;
  /// Symbols it may begin with: keywords as written, and all words that may be names if a name may.
  SymbolSet first{};
  /// The same without the words that only fit as names.
  SymbolSet first_exact{};
  /// Symbols that may follow it, without the words that only fit as names.
  SymbolSet follow_exact{};
};

struct Rule {
  std::string_view name;
  ItemId body = 0;
  /// Only chooses between other rules, so it makes no node.
  bool transparent = false;
};

/// The grammar as tables. Immutable once built.
class Grammar {
 public:
  /// Compiled from `grammar_text()` on first use.
  static const Grammar& instance();

  const Item& item(ItemId id) const { return items_[id]; }
  ItemId child(const Item& item, std::uint32_t index) const {
    return children_[item.first_child + index];
  }
  std::size_t item_count() const { return items_.size(); }
  const Rule& rule(RuleId id) const { return rules_[id]; }
  std::size_t rule_count() const { return rules_.size(); }
  /// The rule of that name; it must exist.
  RuleId find_rule(std::string_view name) const;
  std::string_view label(std::uint16_t id) const { return labels_[id]; }
  /// The label of that name, or 0 when the grammar has none. O(1): readers of trees ask by name.
  std::uint16_t find_label(std::string_view name) const;

  /// Rules that no text of the grammar declares: the nodes of expressions.
  RuleId token_rule() const { return token_; }
  RuleId binary_rule() const { return binary_; }
  RuleId prefix_rule() const { return prefix_; }
  RuleId postfix_rule() const { return postfix_; }

 private:
  friend class GrammarCompiler;
  Grammar() = default;
  static std::size_t hash(std::string_view label);
  void index_labels();
  void compute_first();
  void compute_follow();
  void mark_soft_keywords();

  std::vector<Item> items_;
  std::vector<ItemId> children_;
  std::vector<Rule> rules_;
  static constexpr std::size_t kLabelSlots = 1024;

  std::vector<std::string_view> labels_;
  std::array<std::uint16_t, kLabelSlots> label_slots_{};  ///< open addressing; 0 is free
  RuleId token_ = 0, binary_ = 0, prefix_ = 0, postfix_ = 0;
};

}  // namespace remit::syntax
