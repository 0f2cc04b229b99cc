// What the items of the grammar may begin with and be followed by.

#include "syntax/grammar.h"

namespace remit::syntax {
namespace {

// Words and signs of the operators that stand before (or else after) an operand.
SymbolSet operator_symbols(bool prefix) {
  SymbolSet set;
  const Lexicon& lexicon = Lexicon::instance();
  for (std::size_t s = 0; s < lexicon.symbol_count(); ++s) {
    for (const type::OperatorId id : lexicon.operators_of(static_cast<SymbolId>(s))) {
      if ((type::operator_info(id).shape == type::OperatorShape::prefix) == prefix) set.set(s);
    }
  }
  return set;
}

}  // namespace

// Grows FIRST until nothing changes; the grammar is small and this runs once.
void Grammar::compute_first() {
  const Lexicon& lexicon = Lexicon::instance();
  const SymbolSet prefixes = operator_symbols(true);
  const ItemId primary = rules_[find_rule("primary")].body;
  for (bool changed = true; changed;) {
    changed = false;
    for (Item& item : items_) {
      SymbolSet first = item.first_exact;
      bool nullable = item.nullable;
      switch (item.kind) {
        case ItemKind::keyword:
          first = lexicon.symbols_of(item.ref);
          break;
        case ItemKind::symbol:
          first.set(item.ref);
          break;
        case ItemKind::rule:
          first = items_[rules_[item.ref].body].first_exact;
          nullable = items_[rules_[item.ref].body].nullable;
          break;
        case ItemKind::expression:
          first = items_[primary].first_exact | prefixes;
          break;
        case ItemKind::sequence:
          nullable = true;
          for (std::uint32_t i = 0; i < item.child_count && nullable; ++i) {
            first |= items_[child(item, i)].first_exact;
            nullable = items_[child(item, i)].nullable;
          }
          break;
        default:
          nullable = item.kind == ItemKind::optional ||
                     (item.kind == ItemKind::repeat && !item.at_least_one);
          for (std::uint32_t i = 0; i < item.child_count; ++i) {
            first |= items_[child(item, i)].first_exact;
            nullable = nullable || items_[child(item, i)].nullable;
          }
          break;
      }
      changed = changed || first != item.first_exact || nullable != item.nullable;
      item.first_exact = first;
      item.nullable = nullable;
    }
  }
  for (Item& item : items_) {
    item.first = item.first_exact;
    if (item.first.test(kName)) item.first |= lexicon.nameable();
  }
}

void Grammar::compute_follow() {
  bool changed = true;
  const auto grow = [&](ItemId id, const SymbolSet& more) {
    SymbolSet& set = items_[id].follow_exact;
    if ((set | more) == set) return;
    set |= more;
    changed = true;
  };
  const ItemId primary = rules_[find_rule("primary")].body;
  grow(primary, operator_symbols(false));
  while (changed) {
    changed = false;
    for (ItemId id = 0; id < items_.size(); ++id) {
      const Item item = items_[id];
      switch (item.kind) {
        case ItemKind::expression:
          grow(primary, item.follow_exact);
          break;
        case ItemKind::rule:
          grow(rules_[item.ref].body, item.follow_exact);
          break;
        case ItemKind::sequence: {
          SymbolSet next = item.follow_exact;
          for (std::uint32_t i = item.child_count; i-- > 0;) {
            const ItemId part = child(item, i);
            grow(part, next);
            if (!items_[part].nullable) next.reset();
            next |= items_[part].first_exact;
          }
          break;
        }
        case ItemKind::repeat:
          grow(child(item, 0), item.first_exact | item.follow_exact);
          break;
        case ItemKind::list: {
          grow(child(item, 0), item.follow_exact | items_[child(item, 1)].first_exact);
          break;
        }
        default:
          for (std::uint32_t i = 0; i < item.child_count; ++i) {
            grow(child(item, i), item.follow_exact);
          }
          break;
      }
    }
  }
}

// A keyword is soft where the text could go on with a name instead: as another alternative, or
// because the part it begins may be left out.
void Grammar::mark_soft_keywords() {
  std::vector<ItemId> work;
  for (ItemId id = 0; id < items_.size(); ++id) {
    const Item& item = items_[id];
    const bool skippable = item.kind == ItemKind::optional || item.kind == ItemKind::repeat;
    const bool decides = item.kind == ItemKind::choice || skippable;
    const bool name_fits =
        item.first_exact.test(kName) || (skippable && item.follow_exact.test(kName));
    if (decides && name_fits) work.push_back(id);
  }
  std::vector<bool> seen(items_.size(), false);
  while (!work.empty()) {
    const ItemId id = work.back();
    work.pop_back();
    if (seen[id]) continue;
    seen[id] = true;
    Item& item = items_[id];
    item.soft = item.kind == ItemKind::keyword;
    if (item.kind == ItemKind::rule) work.push_back(rules_[item.ref].body);
    for (std::uint32_t i = 0; i < item.child_count; ++i) {
      work.push_back(child(item, i));
      if (item.kind == ItemKind::sequence && !items_[child(item, i)].nullable) break;
    }
  }
}

}  // namespace remit::syntax
