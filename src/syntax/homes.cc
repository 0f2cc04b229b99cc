#include "syntax/homes.h"

#include <algorithm>

namespace remit::syntax {
namespace {

/// Whether a block within that part of the grammar, rules that it refers to left out, has entries
/// that begin so.
bool has_entry(ItemId id, SymbolId symbol) {
  const Item& item = grammar::item(id);
  if (item.kind == ItemKind::rule) return false;
  if (item.recovers) return item.first_exact().test(symbol);
  for (std::uint32_t i = 0; i < item.child_count; ++i)
    if (has_entry(grammar::child(item, i), symbol)) return true;
  return false;
}

}  // namespace

std::vector<Keyword> homes_of(SymbolId symbol) {
  std::vector<Keyword> homes;
  for (std::size_t i = 0; i < kRuleCount; ++i) {
    const Keyword first = grammar::kRules[i].first_keyword;
    if (first == Keyword::none || grammar::kRules[i].transparent) continue;
    if (!has_entry(grammar::kRules[i].body, symbol)) continue;
    if (std::ranges::find(homes, first) == homes.end()) homes.push_back(first);
  }
  return homes;
}

}  // namespace remit::syntax
