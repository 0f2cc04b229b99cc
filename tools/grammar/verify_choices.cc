// Whether alternatives can be told apart, and operands are read once.
//
// The parser tries alternatives in order. One that fits is left again when a part before its cut
// does not fit; then the next is tried from the same token. So where two alternatives may begin
// alike, the earlier one needs a cut behind what tells it from the other. Words that may also be
// names do not count: there the parser goes by the sign behind them.
//
// Alternatives may also begin with an operand of the same kind, if the token behind it tells them
// apart: the parser keeps the operand that it has read last, and the next alternative takes it.
// Any other operand that an alternative reads before it may be left would be read again.

#include <algorithm>
#include <string>

#include "verify.h"

namespace remit::grammar_compiler {
namespace {

/// After how much an item may prove not to fit.
struct GivesUp {
  bool behind_first = false;  ///< after an operand that it began with
  bool later = false;         ///< after an operand that something stood before
};

/// Where the point lies, from which on an alternative is chosen.
enum class Cut { none, later, directly_behind };

/// A keyword, a symbol or an expression that an item may begin with.
struct Beginning {
  ItemId item;
  Cut cut;
};

class ChoiceVerifier {
 public:
  ChoiceVerifier(const Grammar& grammar, const Lexicon& lexicon, Complaints& complaints)
      : g_(grammar),
        lexicon_(lexicon),
        complaints_(complaints),
        gives_up_(grammar.items.size()),
        reads_operand_(grammar.items.size(), false) {}

  void verify() {
    while (grow_reads_operand()) {
    }
    while (grow_gives_up()) {
    }
    for (const Item& item : g_.items) {
      if (item.kind == ItemKind::choice) verify_choice(item);
      if (item.kind == ItemKind::optional || item.kind == ItemKind::list ||
          (item.kind == ItemKind::repeat && !item.recovers))
        verify_skippable(item);
    }
  }

 private:
  void verify_choice(const Item& choice) {
    for (std::size_t j = 1; j < choice.children.size(); ++j) {
      for (std::size_t i = 0; i < j; ++i) {
        if (!verify_pair(choice.children[i], choice.children[j])) break;
      }
    }
  }

  /// Complains once at most, and then is false.
  bool verify_pair(ItemId earlier, ItemId later) {
    const Item& a = g_.items[earlier];
    const Item& b = g_.items[later];
    const std::vector<Beginning> begins = beginnings(earlier);
    for (const Beginning& y : beginnings(later)) {
      for (const Beginning& x : begins) {
        if (!verify_beginnings(b, x, y)) return false;
      }
    }
    if (gives_up_[earlier].later && !(a.first & b.first).empty()) {
      complaints_.push_back({a.place,
                             "an operand of this alternative may be read more than once: "
                             "it wants a cut before the operand"});
      return false;
    }
    return true;
  }

  /// `x` and `y` are what an earlier alternative and `alternative` may begin with.
  bool verify_beginnings(const Item& alternative, const Beginning& x, const Beginning& y) {
    const Item& one = g_.items[x.item];
    const Item& two = g_.items[y.item];
    const SymbolSet meet = one.first_exact & two.first_exact;
    if (meet.empty()) return true;
    const bool operands = one.kind == ItemKind::expression && two.kind == ItemKind::expression;
    if (operands && one.ref == two.ref) {
      const SymbolSet behind = one.follow_exact & two.follow_exact;
      return behind.empty() || complain(alternative,
                                        "both begin with an operand, behind which "
                                        "both may go on with ",
                                        behind);
    }
    if (x.cut == Cut::none)
      return complain(alternative, "the earlier one has no cut, and both may begin with ", meet);
    // A word that an expression could begin with may be taken from it, but not a part's own word.
    if (x.cut == Cut::directly_behind && two.kind != ItemKind::expression)
      return complain(alternative, "the earlier one is always chosen at ", meet);
    return true;
  }

  bool complain(const Item& alternative, std::string_view why, const SymbolSet& meet) {
    complaints_.push_back({alternative.place,
                           "this alternative and an earlier one cannot be told "
                           "apart: " +
                               std::string(why) + example(meet)});
    return false;
  }

  std::string example(const SymbolSet& set) const {
    SymbolId symbol = 0;
    while (!set.test(symbol)) ++symbol;
    return lexicon_.spelling(symbol);
  }

  /// What may be left out, or is followed by more of the same.
  void verify_skippable(const Item& item) {
    const ItemId id = item.children[0];
    const Item& child = g_.items[id];
    const SymbolSet after = item.follow_exact;
    const GivesUp gives_up = gives_up_[id];
    if (!gives_up.behind_first && !gives_up.later) return;
    if ((child.first & after).empty()) return;
    complaints_.push_back(
        {item.place,
         "an operand that begins here may be read more than once: as this part, and as "
         "what follows it"});
  }

  /// The keywords, symbols and expressions that an item may begin with.
  std::vector<Beginning> beginnings(ItemId id) const {
    std::vector<Beginning> found;
    add_beginnings(id, Cut::none, found);
    return found;
  }

  void add_beginnings(ItemId id, Cut cut, std::vector<Beginning>& found) const {
    const Item& item = g_.items[id];
    if (item.kind == ItemKind::rule) return add_beginnings(g_.rules[item.ref].body, cut, found);
    if (item.children.empty()) {
      found.push_back({id, cut});
      return;
    }
    for (std::size_t i = 0; i < item.children.size(); ++i) {
      add_beginnings(item.children[i], cut_behind(item, i, cut), found);
      if (item.kind == ItemKind::list) break;
      if (item.kind == ItemKind::sequence && !g_.child(item, i).nullable) break;
    }
  }

  /// For a child of an item, behind which lies `outer`.
  static Cut cut_behind(const Item& item, std::size_t child, Cut outer) {
    if (item.kind == ItemKind::sequence && item.cut != kNoCut)
      return item.cut == child + 1 ? Cut::directly_behind : Cut::later;
    if (item.kind == ItemKind::choice || outer == Cut::none) return outer;
    return Cut::later;
  }

  bool grow_gives_up() {
    bool changed = false;
    for (ItemId id = 0; id < g_.items.size(); ++id) {
      const GivesUp now = gives_up(g_.items[id]);
      changed = changed || now.behind_first != gives_up_[id].behind_first ||
                now.later != gives_up_[id].later;
      gives_up_[id] = now;
    }
    return changed;
  }

  GivesUp gives_up(const Item& item) const {
    switch (item.kind) {
      case ItemKind::keyword:
      case ItemKind::symbol:
      case ItemKind::expression:
        return {};
      case ItemKind::rule:
        return gives_up_[g_.rules[item.ref].body];
      case ItemKind::sequence:
        return sequence_gives_up(item);
      case ItemKind::optional:
        return {};
      case ItemKind::choice:
      case ItemKind::repeat:
      case ItemKind::list:
        break;
    }
    GivesUp any;
    if (item.kind == ItemKind::repeat && !item.at_least_one) return any;
    for (const ItemId child : item.children) {
      any.behind_first |= gives_up_[child].behind_first;
      any.later |= gives_up_[child].later;
    }
    return any;
  }

  GivesUp sequence_gives_up(const Item& item) const {
    GivesUp found;
    bool only_operand = false;  // nothing but one operand has been read
    bool operand = false;
    for (std::size_t i = 0; i < std::min(item.children.size(), item.cut); ++i) {
      const Item& part = g_.child(item, i);
      const GivesUp inner = gives_up_[item.children[i]];
      if (i == 0) found.behind_first |= inner.behind_first;
      found.later |= inner.later || (i > 0 && inner.behind_first);
      if (!part.nullable && only_operand) found.behind_first = true;
      if (!part.nullable && operand && !only_operand) found.later = true;
      only_operand = i == 0 && is_operand(part);
      operand = operand || reads_operand_[item.children[i]];
    }
    return found;
  }

  bool is_operand(const Item& item) const {
    if (item.kind == ItemKind::rule) return is_operand(g_.body(item.ref));
    return item.kind == ItemKind::expression;
  }

  bool grow_reads_operand() {
    bool changed = false;
    for (ItemId id = 0; id < g_.items.size(); ++id) {
      const Item& item = g_.items[id];
      const bool reads =
          item.kind == ItemKind::expression ||
          (item.kind == ItemKind::rule && reads_operand_[g_.rules[item.ref].body]) ||
          std::ranges::any_of(item.children, [&](ItemId child) { return reads_operand_[child]; });
      changed = changed || reads != reads_operand_[id];
      reads_operand_[id] = reads;
    }
    return changed;
  }

  const Grammar& g_;
  const Lexicon& lexicon_;
  Complaints& complaints_;
  std::vector<GivesUp> gives_up_;
  std::vector<bool> reads_operand_;
};

}  // namespace

void verify_choices(const Grammar& grammar, const Lexicon& lexicon, Complaints& complaints) {
  ChoiceVerifier(grammar, lexicon, complaints).verify();
}

}  // namespace remit::grammar_compiler
