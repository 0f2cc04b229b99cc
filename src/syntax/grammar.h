#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "syntax/grammar_names.h"
#include "syntax/item_kind.h"
#include "syntax/symbols.h"

// The grammar as constant tables. The build makes them from grammar.ebnf (tools/grammar), together
// with the enumerations Rule, Label and Keyword; nothing is computed while the program runs.

namespace remit::syntax {

/// Index of an item in the grammar.
using ItemId = std::uint32_t;

/// One part of a rule's right-hand side.
struct Item {
  ItemKind kind;
  bool at_least_one;  ///< of a repeat
  bool nullable;
  /// Of a keyword: a name could stand here too, so what follows decides.
  bool soft;
  /// Of a repeat: the content of a block, where reading goes on after an error.
  bool recovers;
  /// Of a recovering repeat: its entries end with an optional comma.
  bool comma_ends;
  Label label;
  std::uint16_t ref;  ///< by kind; read through the functions below
  /// Of a sequence: index of the first child after the `!`; of a choice: see first_fitting.h.
  std::uint16_t cut;
  std::uint16_t first_child;
  std::uint16_t child_count;
  std::uint16_t first_set, first_exact_set, follow_exact_set;

  Keyword keyword() const { return static_cast<Keyword>(ref); }
  SymbolId symbol() const { return ref; }
  Rule rule() const { return static_cast<Rule>(ref); }
  /// Of an expression: the weakest precedence it may hold.
  int weakest() const { return ref; }

  /// Symbols it may begin with: keywords as written, and all words that may be names if a name may.
  const SymbolSet& first() const;
  /// The same without the words that only fit as names.
  const SymbolSet& first_exact() const;
  /// Symbols that may follow it, without the words that only fit as names.
  const SymbolSet& follow_exact() const;
};

/// What the grammar says of a rule.
struct RuleInfo {
  std::string_view name;
  ItemId body;
  /// The keyword it begins with, optional parts left out; `none` when it begins with none.
  Keyword first_keyword;
  /// Only chooses between other rules, so it makes no node.
  bool transparent;
  /// Its block is a list or is made of cells: entries that may be separated by commas.
  bool lists;
  std::uint8_t marks;  ///< one bit for each Mark
};

namespace grammar {

// The tables themselves, in the order of the enumerations and indices.
extern const SymbolSet kSets[];
extern const Item kItems[kItemCount];
extern const std::uint16_t kChildren[];
extern const RuleInfo kRules[kRuleCount];
extern const std::string_view kLabels[kLabelCount];

/// The text of grammar.ebnf.
extern const std::string_view kText;

inline const Item& item(ItemId id) { return kItems[id]; }
inline ItemId child(const Item& item, std::uint32_t index) {
  return kChildren[item.first_child + index];
}
inline const RuleInfo& rule(Rule id) { return kRules[static_cast<std::size_t>(id)]; }

}  // namespace grammar

/// As grammar.ebnf writes it; empty for `none`.
inline std::string_view name(Rule rule) { return grammar::rule(rule).name; }
inline std::string_view name(Label label) {
  return grammar::kLabels[static_cast<std::size_t>(label)];
}

/// Whether grammar.ebnf marks the rule so.
inline bool has_mark(Rule rule, Mark mark) {
  return (grammar::rule(rule).marks >> static_cast<unsigned>(mark) & 1) != 0;
}

/// The keyword that a rule begins with, optional parts left out: `cap` of a cap, `rank` of a
/// ranking; `none` when it begins with none.
inline Keyword first_keyword(Rule rule) { return grammar::rule(rule).first_keyword; }

inline const SymbolSet& Item::first() const { return grammar::kSets[first_set]; }
inline const SymbolSet& Item::first_exact() const { return grammar::kSets[first_exact_set]; }
inline const SymbolSet& Item::follow_exact() const { return grammar::kSets[follow_exact_set]; }

}  // namespace remit::syntax
