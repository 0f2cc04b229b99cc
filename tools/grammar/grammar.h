#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lexicon.h"
#include "syntax/item_kind.h"

namespace remit::grammar_compiler {

using syntax::ItemKind;

using ItemId = std::size_t;
using RuleId = std::size_t;
using LabelId = std::size_t;  ///< 0: none

inline constexpr std::size_t kNoCut = 0xFFFF;
inline constexpr std::size_t kNoKeyword = 0xFFFF;

/// One part of a rule's right-hand side: what the library's `Item` will be.
struct Item {
  ItemKind kind = ItemKind::sequence;
  bool at_least_one = false;
  bool nullable = false;
  bool soft = false;
  bool recovers = false;
  bool comma_ends = false;
  /// Of a keyword, a symbol, a rule: its index; of an expression: the weakest precedence.
  std::size_t ref = 0;
  LabelId label = 0;
  std::size_t cut = kNoCut;  ///< of a sequence: index of the first child after the `!`
  std::vector<ItemId> children = {};
  SymbolSet first = {};        ///< symbols it may begin with
  SymbolSet first_exact = {};  ///< the same without the words that only fit as names
  SymbolSet follow_exact = {};
  std::string_view place = {};  ///< in the grammar's text
};

/// What other rooms know of a rule without naming it: written in brackets after its name.
inline constexpr std::string_view kMarks[] = {"form", "part", "once", "header", "governing"};

/// The rules that expressions are made of beside operators: what an operand begins with, and what
/// follows some operators.
inline constexpr std::string_view kExpressionRules[] = {"primary", "set", "conversion"};

struct Rule {
  std::string_view name = {};
  ItemId body = 0;
  std::size_t first_keyword = kNoKeyword;
  bool transparent = false;
  bool lists = false;
  bool built_in = false;  ///< a node of expressions, which no text of the grammar declares
  std::uint8_t marks = 0;
};

/// The grammar as tables. Rule 0 is none, label 0 is none.
struct Grammar {
  std::vector<Item> items;
  std::vector<Rule> rules;
  std::vector<std::string_view> labels;

  const Item& child(const Item& item, std::size_t index) const {
    return items[item.children[index]];
  }
  /// The rule of that name, or 0.
  RuleId find_rule(std::string_view name) const;
  const Item& body(RuleId rule) const { return items[rules[rule].body]; }
};

}  // namespace remit::grammar_compiler
