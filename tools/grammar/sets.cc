// What the items of the grammar may begin with and be followed by.

#include <algorithm>

#include "compile.h"

namespace remit::grammar_compiler {
namespace {

class Sets {
 public:
  Sets(Grammar& grammar, const Lexicon& lexicon)
      : g_(grammar),
        lexicon_(lexicon),
        primary_(grammar.rules[grammar.find_rule("primary")].body) {}

  void compute() {
    until_stable([this] { return grow_first(); });
    for (Item& item : g_.items) {
      item.first = item.first_exact;
      if (item.first.test(syntax::kName)) item.first |= lexicon_.nameable();
    }
    grow(primary_, lexicon_.operator_symbols(false));
    until_stable([this] { return grow_follow(); });
    mark_soft_keywords();
  }

 private:
  template <typename Step>
  static void until_stable(Step step) {
    while (step()) {
    }
  }

  bool grow_first() {
    bool changed = false;
    for (Item& item : g_.items) {
      const bool nullable = is_nullable(item);
      const SymbolSet first = item.first_exact | first_of(item);
      changed = changed || first != item.first_exact || nullable != item.nullable;
      item.first_exact = first;
      item.nullable = nullable;
    }
    return changed;
  }

  bool is_nullable(const Item& item) const {
    const auto nullable = [this](ItemId child) { return g_.items[child].nullable; };
    switch (item.kind) {
      case ItemKind::keyword:
      case ItemKind::symbol:
      case ItemKind::expression:
        return false;
      case ItemKind::rule:
        return g_.body(item.ref).nullable;
      case ItemKind::sequence:
        return std::ranges::all_of(item.children, nullable);
      case ItemKind::optional:
        return true;
      case ItemKind::repeat:
        return !item.at_least_one || nullable(item.children[0]);
      case ItemKind::choice:
      case ItemKind::list:
        return std::ranges::any_of(item.children, nullable);
    }
    return false;
  }

  SymbolSet first_of(const Item& item) const {
    SymbolSet first;
    switch (item.kind) {
      case ItemKind::keyword:
        return lexicon_.symbols_of(item.ref);
      case ItemKind::symbol:
        first.set(item.ref);
        return first;
      case ItemKind::rule:
        return g_.body(item.ref).first_exact;
      case ItemKind::expression:
        return g_.items[primary_].first_exact | lexicon_.operator_symbols(true);
      case ItemKind::list:
        return g_.items[item.children[0]].first_exact;
      case ItemKind::sequence:
      case ItemKind::choice:
      case ItemKind::optional:
      case ItemKind::repeat:
        break;
    }
    for (const ItemId child : item.children) {
      first |= g_.items[child].first_exact;
      if (item.kind == ItemKind::sequence && !g_.items[child].nullable) break;
    }
    return first;
  }

  void grow(ItemId id, const SymbolSet& more) {
    SymbolSet& set = g_.items[id].follow_exact;
    if ((set | more) == set) return;
    set |= more;
    grew_ = true;
  }

  bool grow_follow() {
    grew_ = false;
    for (ItemId id = 0; id < g_.items.size(); ++id) pass_follow(g_.items[id]);
    return grew_;
  }

  /// Hands down what may follow an item to its children.
  void pass_follow(const Item& item) {
    const SymbolSet follow = item.follow_exact;
    switch (item.kind) {
      case ItemKind::keyword:
      case ItemKind::symbol:
        return;
      case ItemKind::expression:
        return grow(primary_, follow);
      case ItemKind::rule:
        return grow(g_.rules[item.ref].body, follow);
      case ItemKind::sequence: {
        SymbolSet next = follow;
        for (std::size_t i = item.children.size(); i-- > 0;) {
          const Item& part = g_.child(item, i);
          grow(item.children[i], next);
          if (!part.nullable) next = {};
          next |= part.first_exact;
        }
        return;
      }
      case ItemKind::repeat:
        return grow(item.children[0], item.first_exact | follow);
      case ItemKind::list:
        return grow(item.children[0], follow | g_.child(item, 1).first_exact);
      case ItemKind::choice:
      case ItemKind::optional:
        for (const ItemId child : item.children) grow(child, follow);
        return;
    }
  }

  // A keyword is soft where the text could go on with a name instead: as another alternative, or
  // because the part it begins may be left out.
  void mark_soft_keywords() {
    std::vector<ItemId> work;
    for (ItemId id = 0; id < g_.items.size(); ++id) {
      const Item& item = g_.items[id];
      const bool skippable = item.kind == ItemKind::optional || item.kind == ItemKind::repeat;
      const bool decides = item.kind == ItemKind::choice || skippable;
      const bool name_fits = item.first_exact.test(syntax::kName) ||
                             (skippable && item.follow_exact.test(syntax::kName));
      if (decides && name_fits) work.push_back(id);
    }
    std::vector<bool> seen(g_.items.size(), false);
    while (!work.empty()) {
      const ItemId id = work.back();
      work.pop_back();
      if (seen[id]) continue;
      seen[id] = true;
      Item& item = g_.items[id];
      item.soft = item.kind == ItemKind::keyword;
      if (item.kind == ItemKind::rule) work.push_back(g_.rules[item.ref].body);
      for (const ItemId child : item.children) {
        work.push_back(child);
        if (item.kind == ItemKind::sequence && !g_.items[child].nullable) break;
      }
    }
  }

  Grammar& g_;
  const Lexicon& lexicon_;
  ItemId primary_;
  bool grew_ = false;
};

}  // namespace

void compute_sets(Grammar& grammar, const Lexicon& lexicon) { Sets(grammar, lexicon).compute(); }

}  // namespace remit::grammar_compiler
