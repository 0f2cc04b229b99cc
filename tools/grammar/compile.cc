#include "compile.h"

#include <algorithm>
#include <string>
#include <utility>

namespace remit::grammar_compiler {

RuleId Grammar::find_rule(std::string_view name) const {
  const auto found = std::ranges::find(rules, name, &Rule::name);
  return found == rules.end() ? 0 : static_cast<RuleId>(found - rules.begin());
}

namespace {

/// Nodes of expressions, which the parser makes by the operator table.
constexpr std::string_view kBuiltIn[] = {"token", "binary", "prefix", "postfix"};
/// The labels of their children.
constexpr std::string_view kBuiltInLabels[] = {"left", "right", "operand"};
constexpr std::pair<std::string_view, SymbolId> kClasses[] = {{"NAME", syntax::kName},
                                                              {"STRING", syntax::kText},
                                                              {"NUMBER", syntax::kNumber},
                                                              {"DATE", syntax::kDate}};
constexpr std::pair<std::string_view, int> kExpressions[] = {
    {"expr", type::kDisjunction}, {"operand", type::kArithmetic}, {"atom", type::kDated + 1}};

std::string quote(std::string_view word) { return '`' + std::string(word) + '`'; }

bool is_class(std::string_view name) {
  return std::ranges::any_of(kClasses, [&](const auto& each) { return each.first == name; }) ||
         std::ranges::any_of(kExpressions, [&](const auto& each) { return each.first == name; });
}

class Compiler {
 public:
  Compiler(const GrammarText& text, const Lexicon& lexicon, Complaints& complaints)
      : text_(text), lexicon_(lexicon), complaints_(complaints) {}

  Grammar compile() {
    g_.labels.emplace_back();
    for (const std::string_view label : kBuiltInLabels) add_label(label);
    g_.items.emplace_back();  // the body of what has none
    declare_rules();
    for (const RuleText& rule : text_.rules) compile_rule(rule);
    require("file");
    const bool expressions = std::ranges::any_of(
        g_.items, [](const Item& item) { return item.kind == ItemKind::expression; });
    for (const std::string_view name : kExpressionRules) {
      if (expressions) require(name);
    }
    if (!complaints_.empty()) return std::move(g_);
    mark_transparent();
    mark_recovering();
    mark_lists();
    for (Rule& rule : g_.rules) rule.first_keyword = first_keyword(rule.body, 0);
    return std::move(g_);
  }

 private:
  // The parser asks for some rules by itself.
  void require(std::string_view name) {
    if (g_.find_rule(name) == 0)
      complaints_.push_back({{}, "the grammar lacks the rule " + quote(name)});
  }

  void declare_rules() {
    g_.rules.push_back({});
    for (const RuleText& rule : text_.rules) declare(rule);
    for (const std::string_view name : kBuiltIn)
      g_.rules.push_back({.name = name, .built_in = true});
  }

  void declare(const RuleText& rule) {
    if (g_.find_rule(rule.name) != 0)
      complaints_.push_back({rule.name, "there are two rules " + quote(rule.name)});
    if (is_class(rule.name) || std::ranges::find(kBuiltIn, rule.name) != std::end(kBuiltIn))
      complaints_.push_back({rule.name, quote(rule.name) + " means something else already"});
    std::uint8_t marks = 0;
    for (const std::string_view mark : rule.marks) {
      const auto known = std::ranges::find(kMarks, mark);
      if (known == std::end(kMarks))
        complaints_.push_back({mark, "no mark is called " + quote(mark)});
      else
        marks = static_cast<std::uint8_t>(marks | 1 << (known - std::begin(kMarks)));
    }
    g_.rules.push_back({.name = rule.name, .marks = marks});
  }

  void compile_rule(const RuleText& rule) {
    g_.rules[g_.find_rule(rule.name)].body = choice(rule.body, rule.name);
  }

  ItemId add(Item item) {
    g_.items.push_back(std::move(item));
    return g_.items.size() - 1;
  }

  ItemId choice(const Choice& choice, std::string_view place) {
    std::vector<ItemId> alternatives;
    for (const Alternative& each : choice.alternatives) alternatives.push_back(sequence(each));
    if (alternatives.size() == 1) return alternatives[0];
    return add({.kind = ItemKind::choice, .children = std::move(alternatives), .place = place});
  }

  ItemId sequence(const Alternative& alternative) {
    Item item{.kind = ItemKind::sequence, .place = alternative.parts[0].text};
    for (const Part& each : alternative.parts) {
      if (each.kind != Part::Kind::cut) {
        item.children.push_back(part(each));
        continue;
      }
      if (item.cut != kNoCut || &each == &alternative.parts.back())
        complaints_.push_back({each.text, item.cut != kNoCut ? "a second cut chooses nothing"
                                                             : "nothing follows this cut"});
      item.cut = item.children.size();
    }
    if (item.children.size() == 1 && item.cut == kNoCut) return item.children[0];
    return add(std::move(item));
  }

  ItemId part(const Part& part) {
    ItemId id = core(part);
    const std::string_view place = g_.items[id].place;
    const auto wrap = [&](ItemKind kind, std::vector<ItemId> children, bool at_least_one) {
      id = add({.kind = kind,
                .at_least_one = at_least_one,
                .children = std::move(children),
                .place = place});
    };
    if (part.comma_list) {
      const ItemId comma = add({.kind = ItemKind::symbol, .ref = syntax::kComma, .place = place});
      wrap(ItemKind::list, {id, comma}, false);
    }
    if (part.times == Times::optional) wrap(ItemKind::optional, {id}, false);
    if (part.times == Times::any) wrap(ItemKind::repeat, {id}, false);
    if (part.times == Times::at_least_once) wrap(ItemKind::repeat, {id}, true);
    return id;
  }

  ItemId core(const Part& part) {
    const LabelId label = part.label.empty() ? 0 : add_label(part.label);
    if (part.kind == Part::Kind::group) {
      const ItemId id = choice(part.group, place_of(part.group));
      set_label(id, label);
      return id;
    }
    Item item = part.kind == Part::Kind::quoted ? quoted(part.text) : named(part.text);
    item.label = label;
    item.place = part.text;
    return add(std::move(item));
  }

  static std::string_view place_of(const Choice& choice) {
    const Part& first = choice.alternatives[0].parts[0];
    return first.kind == Part::Kind::group ? place_of(first.group) : first.text;
  }

  Item quoted(std::string_view text) {
    const SymbolId sign = syntax::punctuation_symbol(text);
    if (sign != syntax::kBad) return {.kind = ItemKind::symbol, .ref = sign};
    const std::size_t keyword = lexicon_.find_keyword(text);
    if (keyword == lexicon_.keywords().size())
      complaints_.push_back({text, quote(text) + " is no keyword of keywords.def, and no sign"});
    return {.kind = ItemKind::keyword, .ref = keyword};
  }

  Item named(std::string_view name) {
    for (const auto& [word, symbol] : kClasses) {
      if (word == name) return {.kind = ItemKind::symbol, .ref = symbol};
    }
    for (const auto& [word, weakest] : kExpressions) {
      if (word == name)
        return {.kind = ItemKind::expression, .ref = static_cast<std::size_t>(weakest)};
    }
    const RuleId rule = g_.find_rule(name);
    if (rule == 0 || g_.rules[rule].built_in)
      complaints_.push_back({name, "no rule is called " + quote(name)});
    return {.kind = ItemKind::rule, .ref = rule};
  }

  LabelId add_label(std::string_view name) {
    const auto known = std::ranges::find(g_.labels, name);
    const auto id = static_cast<LabelId>(known - g_.labels.begin());
    if (known == g_.labels.end()) g_.labels.push_back(name);
    return id;
  }

  // The label of a group is that of everything in it that has none.
  void set_label(ItemId id, LabelId label) {
    Item& item = g_.items[id];
    if (label == 0) return;
    if (item.children.empty()) {
      if (item.label == 0) item.label = label;
      return;
    }
    for (const ItemId child : item.children) set_label(child, label);
  }

  void mark_transparent() {
    for (Rule& rule : g_.rules) {
      const Item& body = g_.items[rule.body];
      rule.transparent =
          body.kind == ItemKind::choice && std::ranges::all_of(body.children, [&](ItemId child) {
            return g_.items[child].kind == ItemKind::rule;
          });
    }
  }

  bool is_symbol(ItemId id, SymbolId symbol) const {
    const Item& item = g_.items[id];
    return item.kind == ItemKind::symbol && item.ref == symbol;
  }

  bool ends_with_comma(const Item& item) const {
    if (item.kind == ItemKind::rule) return ends_with_comma(g_.body(item.ref));
    if (item.kind != ItemKind::sequence) return false;
    const Item& last = g_.items[item.children.back()];
    return last.kind == ItemKind::optional && is_symbol(last.children[0], syntax::kComma);
  }

  // A repeat before a closing brace is the content of a block; `file` is one too.
  void mark_recovering() {
    for (const Item& item : g_.items) {
      if (item.kind != ItemKind::sequence) continue;
      for (std::size_t i = 0; i + 1 < item.children.size(); ++i) {
        if (is_symbol(item.children[i + 1], syntax::kCloseBrace)) recover(item.children[i]);
      }
    }
    recover(g_.rules[g_.find_rule("file")].body);
  }

  void recover(ItemId id) {
    Item& item = g_.items[id];
    if (item.kind != ItemKind::repeat) return;
    item.recovers = true;
    item.comma_ends = ends_with_comma(g_.items[item.children[0]]);
  }

  // A set stands in a node of its operator.
  void mark_lists() {
    for (Rule& rule : g_.rules) rule.lists = has_list(rule.body);
    g_.rules[g_.find_rule("postfix")].lists = g_.rules[g_.find_rule("set")].lists;
  }

  bool has_list(ItemId id) const {
    const Item& item = g_.items[id];
    for (std::size_t i = 0; i < item.children.size(); ++i) {
      if (has_list(item.children[i])) return true;
      const bool before_brace = item.kind == ItemKind::sequence && i + 1 < item.children.size() &&
                                is_symbol(item.children[i + 1], syntax::kCloseBrace);
      const Item& child = g_.items[item.children[i]];
      if (before_brace && (child.kind == ItemKind::list || child.comma_ends)) return true;
    }
    return false;
  }

  // `depth` stops at a rule that begins with itself, which is refused later.
  std::size_t first_keyword(ItemId id, std::size_t depth) const {
    const Item& item = g_.items[id];
    if (depth > g_.rules.size()) return kNoKeyword;
    if (item.kind == ItemKind::keyword) return item.ref;
    if (item.kind == ItemKind::rule) return first_keyword(g_.rules[item.ref].body, depth + 1);
    if (item.kind != ItemKind::sequence) return kNoKeyword;
    for (const ItemId child : item.children) {
      const ItemKind kind = g_.items[child].kind;
      if (kind != ItemKind::optional) return first_keyword(child, depth);
    }
    return kNoKeyword;
  }

  const GrammarText& text_;
  const Lexicon& lexicon_;
  Complaints& complaints_;
  Grammar g_;
};

}  // namespace

Grammar compile(const GrammarText& text, const Lexicon& lexicon, Complaints& complaints) {
  return Compiler(text, lexicon, complaints).compile();
}

}  // namespace remit::grammar_compiler
