#include "verify.h"

#include <algorithm>
#include <string>

#include "enumerators.h"

namespace remit::grammar_compiler {
namespace {

std::string quote(std::string_view word) { return '`' + std::string(word) + '`'; }

class Verifier {
 public:
  Verifier(const Grammar& grammar, const Lexicon& lexicon, Complaints& complaints)
      : g_(grammar), lexicon_(lexicon), complaints_(complaints) {}

  void find_unreachable() {
    std::vector<bool> reached(g_.rules.size(), false);
    reach(g_.find_rule("file"), reached);
    for (RuleId rule = 1; rule < g_.rules.size(); ++rule) {
      if (!reached[rule] && !g_.rules[rule].built_in)
        complaints_.push_back(
            {g_.rules[rule].name,
             "nothing that `file` is made of uses the rule " + quote(g_.rules[rule].name)});
    }
  }

  void find_unused_keywords() {
    std::vector<bool> used(lexicon_.keywords().size(), false);
    for (const Item& item : g_.items) {
      if (item.kind == ItemKind::keyword) used[item.ref] = true;
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
      if (!used[i])
        complaints_.push_back(
            {{},
             "no rule uses the keyword " + quote(lexicon_.keywords()[i].id) + " of keywords.def"});
    }
  }

  void find_left_recursion() {
    std::vector<State> states(g_.rules.size(), State::fresh);
    for (RuleId rule = 1; rule < g_.rules.size(); ++rule) descend(rule, states);
  }

  void find_empty_repetitions() {
    for (const Item& item : g_.items) {
      const bool repeats = item.kind == ItemKind::repeat || item.kind == ItemKind::list;
      if (!repeats && item.kind != ItemKind::optional) continue;
      if (!g_.child(item, 0).nullable) continue;
      complaints_.push_back({item.place, repeats ? "what is repeated here may be empty"
                                                 : "what may be left out here may be empty"});
    }
  }

 private:
  enum class State { fresh, open, done };

  void reach(RuleId rule, std::vector<bool>& reached) const {
    if (reached[rule]) return;
    reached[rule] = true;
    reach_from(g_.rules[rule].body, reached);
  }

  void reach_from(ItemId id, std::vector<bool>& reached) const {
    const Item& item = g_.items[id];
    if (item.kind == ItemKind::rule) reach(item.ref, reached);
    if (item.kind == ItemKind::expression) {
      for (const std::string_view name : kExpressionRules) reach(g_.find_rule(name), reached);
    }
    for (const ItemId child : item.children) reach_from(child, reached);
  }

  void descend(RuleId rule, std::vector<State>& states) {
    states[rule] = State::open;
    descend_into(g_.rules[rule].body, states);
    states[rule] = State::done;
  }

  // Follows what a rule may begin with.
  void descend_into(ItemId id, std::vector<State>& states) {
    const Item& item = g_.items[id];
    if (item.kind == ItemKind::rule || item.kind == ItemKind::expression) {
      const RuleId next =
          item.kind == ItemKind::rule ? item.ref : g_.find_rule(kExpressionRules[0]);
      if (states[next] == State::open)
        complaints_.push_back(
            {item.place, "the rule " + quote(g_.rules[next].name) + " begins with itself here"});
      if (states[next] == State::fresh) descend(next, states);
    }
    for (const ItemId child : item.children) {
      descend_into(child, states);
      const bool stop = item.kind == ItemKind::sequence && !g_.items[child].nullable;
      if (stop || item.kind == ItemKind::list) break;
    }
  }

  const Grammar& g_;
  const Lexicon& lexicon_;
  Complaints& complaints_;
};

}  // namespace

void verify(const Grammar& grammar, const Lexicon& lexicon, Complaints& complaints) {
  check_enumerators(grammar, lexicon, complaints);
  Verifier verifier(grammar, lexicon, complaints);
  verifier.find_unreachable();
  verifier.find_unused_keywords();
  verifier.find_empty_repetitions();
  verifier.find_left_recursion();
  if (complaints.empty()) verify_choices(grammar, lexicon, complaints);
}

}  // namespace remit::grammar_compiler
