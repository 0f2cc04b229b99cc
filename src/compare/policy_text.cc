#include "compare/policy_text.h"

#include <algorithm>
#include <span>

#include "compare/common_parts.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"

namespace remit::compare {

using syntax::Label;
using syntax::NodeView;
using syntax::Rule;

namespace {

/// What names an item: its name, or what it amends, or the title of a test.
std::string_view name_of(const NodeView& item) {
  for (const Label label : {Label::name, Label::base, Label::title})
    if (item[label]) return item[label].text();
  return {};
}

std::string form_of(const NodeView& item) {
  const syntax::Keyword word = syntax::first_keyword(item.rule());
  return std::string(word == syntax::Keyword::none ? syntax::english(item.keyword())
                                                   : syntax::english(word));
}

bool is_listed(const NodeView& child) {
  constexpr Label kLists[] = {Label::clause, Label::member, Label::figure,
                              Label::band,   Label::when,   Label::milestone};
  if (child.is(Rule::token)) return false;
  // One value without a day is what its declaration says, and no part of a list.
  if (child.is(Rule::dated_value)) return static_cast<bool>(child[Label::since]);
  return child.is(Rule::when) || std::ranges::find(kLists, child.label()) != std::end(kLists);
}

/// The parts of a declaration that are compared one by one: its clauses, the fields of an entity,
/// the brackets of a scale. None of one that is no list.
std::vector<NodeView> parts_of(const NodeView& declaration) {
  std::vector<NodeView> parts;
  for (const NodeView& child : declaration.children()) {
    if (is_listed(child)) parts.push_back(child);
    if (child.is(Rule::bands) || child.is(Rule::year_bands))
      for (const NodeView& band : child.all(Label::band)) parts.push_back(band);
  }
  return parts;
}

/// The first token that begins in the span or after it; the last token is the end of the text.
const syntax::Token* first_token(const syntax::Tree& tree, base::Span span) {
  const auto tokens = tree.tokens();
  return std::partition_point(
      tokens.data(), tokens.data() + tokens.size() - 1,
      [&](const syntax::Token& each) { return each.span.begin < span.begin; });
}

}  // namespace

PolicyText::PolicyText(const Policy::Impl& policy) : policy_(policy) {
  const absl::Span<const syntax::Tree> trees = absl::MakeConstSpan(policy.trees);
  for (std::size_t i = 0; i < trees.size(); ++i) {
    canonical_.emplace_back(trees[i], trees.first(i));
    for (const NodeView& file_policy : trees[i].root().children()) {
      for (const Label label : {Label::name, Label::title}) {
        if (!file_policy[label]) continue;
        keep({"policy " + std::string(syntax::name(label)),
              std::string(syntax::english(file_policy.keyword())),
              std::string(file_policy[Label::name].text()), file_policy[label]});
      }
      for (const NodeView& item : file_policy.all(Label::item)) add(item, {}, {});
    }
  }
}

void PolicyText::add(const NodeView& item, const std::string& within, std::string_view verb) {
  if (item.is(Rule::amends)) {
    const std::string base(item[Label::base].text());
    for (const NodeView& amendment : item.all(Label::amendment)) {
      const NodeView inner = amendment[Label::item];
      add(inner ? inner : amendment, base, syntax::name(amendment.rule()));
    }
    if (!item[Label::rows]) return;
  }
  std::string form = form_of(item);
  if (!verb.empty() && !item.is(Rule::repeal)) form = std::string(verb) + " " + form;
  const std::string name(name_of(item));
  std::string id = within;
  for (const std::string_view part : {verb, syntax::name(item.rule()), std::string_view(name)})
    id.append("\n").append(part);
  keep({std::move(id), std::move(form), name, item.is(Rule::amends) ? item[Label::rows] : item});
}

void PolicyText::keep(Declaration declaration) {
  const std::size_t number = times_[declaration.id]++;
  if (number != 0) declaration.id += "\n" + std::to_string(number);
  by_id_.try_emplace(declaration.id, declarations_.size());
  declarations_.push_back(std::move(declaration));
}

const PolicyText::Declaration* PolicyText::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &declarations_[found->second];
}

const PolicyText::Declaration* PolicyText::named(std::string_view name) const {
  const auto last = std::find_if(
      declarations_.rbegin(), declarations_.rend(),
      [&](const Declaration& each) { return each.name == name && !each.node.is(Rule::test); });
  return last == declarations_.rend() ? nullptr : &*last;
}

const PolicyText::Declaration* PolicyText::at(std::uint32_t offset) const {
  for (const Declaration& declaration : declarations_)
    if (declaration.node.span().contains(offset)) return &declaration;
  return nullptr;
}

NodeView PolicyText::clause_at(const Declaration& declaration, base::Span span) const {
  const base::Span whole = declaration.node.span();
  if (span.begin <= whole.begin && span.end >= whole.end) return {};
  const auto holds = [&](const NodeView& part) {
    return part.span().begin <= span.begin && span.end <= part.span().end;
  };
  for (const NodeView& part : parts_of(declaration.node))
    if (holds(part)) return part;
  for (const NodeView& part : declaration.node.children()) {
    // The value of a definition is what the whole of it says.
    if (part.is(Rule::token) || part.label() == Label::value) continue;
    if (holds(part)) return part;
  }
  return {};
}

std::size_t PolicyText::tree_at(std::uint32_t offset) const {
  std::size_t found = 0;
  for (std::size_t i = 0; i < policy_.trees.size(); ++i)
    if (policy_.trees[i].source().base() <= offset) found = i;
  return found;
}

std::string PolicyText::canonical(const NodeView& node) const {
  return canonical_[tree_at(node.span().begin)].text(node);
}

std::string PolicyText::written(base::Span span) const {
  const syntax::Tree& tree = policy_.trees[tree_at(span.begin)];
  std::string text;
  std::uint32_t end = 0;
  for (auto token = first_token(tree, span); token->span.begin < span.end; ++token) {
    if (token->kind == syntax::TokenKind::end) break;
    if (end != 0 && end != token->span.begin) text += ' ';
    text += tree.source().text(token->span);
    end = token->span.end;
  }
  return text;
}

std::string PolicyText::written(const NodeView& node) const {
  if (!node) return {};
  std::string text = written(node.span());
  // What separates it from the next part of a list is none of its own.
  for (const std::string_view comma : {",", "，"})
    if (text.ends_with(comma)) text.resize(text.size() - comma.size());
  return text;
}

std::string PolicyText::written_head(const NodeView& declaration) const {
  const std::vector<NodeView> parts = parts_of(declaration);
  base::Span span = declaration.span();
  if (!parts.empty()) span.end = parts.front().span().begin;
  std::string text = written(span);
  while (!text.empty() && (text.back() == '{' || text.back() == ' ')) text.pop_back();
  return text;
}

std::string PolicyText::place(const NodeView& node) const {
  if (!node) return {};
  const base::Source& source = policy_.trees[tree_at(node.span().begin)].source();
  return source.name() + ":" + std::to_string(source.position(node.span().begin).line);
}

std::vector<std::string_view> PolicyText::names_in(const NodeView& node) const {
  std::vector<std::string_view> names;
  const base::Span span = node.span();
  const syntax::Tree& tree = policy_.trees[tree_at(span.begin)];
  for (auto token = first_token(tree, span); token->span.begin < span.end; ++token) {
    if (token->kind == syntax::TokenKind::end) break;
    if (token->kind != syntax::TokenKind::word || token->keyword != syntax::Keyword::none) continue;
    if (std::ranges::find(names, token->text) == names.end()) names.push_back(token->text);
  }
  return names;
}

namespace {

/// What a declaration says before and beside its parts.
std::string head_of(const PolicyText& text, const NodeView& declaration) {
  std::string said;
  for (const NodeView& child : declaration.children())
    if (!is_listed(child) && !child.is(Rule::bands) && !child.is(Rule::year_bands))
      said += text.canonical(child);
  return said;
}

}  // namespace

namespace {

/// Parts between two that stand: of one rule the first with the first.
void pair_up(std::span<const NodeView> ours, std::span<const NodeView> theirs,
             std::vector<PartChange>& changes) {
  base::HashMap<std::uint32_t, std::vector<std::size_t>> waiting;  // places in theirs, by rule
  for (std::size_t i = theirs.size(); i-- > 0;)
    waiting[static_cast<std::uint32_t>(theirs[i].rule())].push_back(i);
  std::vector<bool> paired(theirs.size());
  for (const NodeView& part : ours) {
    std::vector<std::size_t>& partners = waiting[static_cast<std::uint32_t>(part.rule())];
    changes.push_back({part, partners.empty() ? NodeView() : theirs[partners.back()]});
    if (partners.empty()) continue;
    paired[partners.back()] = true;
    partners.pop_back();
  }
  for (std::size_t i = 0; i < theirs.size(); ++i)
    if (!paired[i]) changes.push_back({NodeView(), theirs[i]});
}

}  // namespace

std::vector<PartChange> part_changes(const PolicyText& before, const NodeView& ours,
                                     const PolicyText& after, const NodeView& theirs) {
  std::vector<PartChange> changes;
  if (before.canonical(ours) == after.canonical(theirs)) return changes;
  const std::vector<NodeView> a = parts_of(ours), b = parts_of(theirs);
  const bool listed = !a.empty() && !b.empty();
  const bool heads = !listed || head_of(before, ours) != head_of(after, theirs);
  if (heads) changes.push_back({ours, theirs, listed});
  if (!listed) return changes;
  std::vector<std::string> texts_a, texts_b;
  for (const NodeView& part : a) texts_a.push_back(before.canonical(part));
  for (const NodeView& part : b) texts_b.push_back(after.canonical(part));
  std::vector<PlacePair> pairs = common_parts(texts_a, texts_b);
  pairs.emplace_back(a.size(), b.size());
  const auto between = [](const std::vector<NodeView>& parts, std::size_t from, std::size_t to) {
    return std::span(parts).subspan(from, to - from);
  };
  std::size_t i = 0, k = 0;
  for (const auto& [next_a, next_b] : pairs) {
    pair_up(between(a, i, next_a), between(b, k, next_b), changes);
    i = next_a + 1;
    k = next_b + 1;
  }
  return changes;
}

std::string written_before(const PolicyText& text, const PartChange& change) {
  return change.head ? text.written_head(change.before) : text.written(change.before);
}
std::string written_after(const PolicyText& text, const PartChange& change) {
  return change.head ? text.written_head(change.after) : text.written(change.after);
}

}  // namespace remit::compare
