#include "compare/changed_clause.h"

#include <algorithm>
#include <queue>

#include "compare/reads.h"

namespace remit::compare {
namespace {

using plan::ColumnId;
using syntax::NodeView;
using syntax::Rule;
using type::Role;

bool is_condition(const PartChange& change) {
  return (change.before ? change.before : change.after).is(Rule::when);
}

bool says_of_whether(Role role) {
  return role == Role::eligible || role == Role::reason || role == Role::met ||
         role == Role::condition || role == Role::blocked;
}

/// A clause whose condition the reasons quote: `not met: ...`.
bool is_quoted(const PolicyText& text, const NodeView& clause, const std::string& reasons) {
  if (!clause) return false;
  const NodeView condition = clause[syntax::Label::condition];
  return condition && reasons.find(text.written(condition)) != std::string::npos;
}

}  // namespace

ClauseFinder::ClauseFinder(Side before, Side after, const ColumnPairs& columns)
    : before_(before), after_(after), columns_(columns) {
  for (const plan::Plan* plan : {&before.plan, &after.plan})
    for (const plan::Column& column : plan->columns)
      if (!column.origin.name().empty()) column_names_.insert(column.origin.name());
}

bool ClauseFinder::is_column(std::string_view name) const {
  return column_names_.find(name) != column_names_.end();
}

std::optional<PartChange> ClauseFinder::in_own_text(const type::Origin& ours,
                                                    const type::Origin& theirs,
                                                    const std::string& reasons) const {
  const PolicyText::Declaration* a = before_.text.at(ours.span.begin);
  const PolicyText::Declaration* b = after_.text.at(theirs.span.begin);
  if (a == nullptr || b == nullptr) return std::nullopt;
  std::vector<PartChange> changes = part_changes(before_.text, a->node, after_.text, b->node);
  if (changes.empty()) return std::nullopt;
  const NodeView clause_a = before_.text.clause_at(*a, ours.span);
  const NodeView clause_b = after_.text.clause_at(*b, theirs.span);
  if (clause_a && clause_b && clause_a.rule() == clause_b.rule() && !clause_a.is(Rule::when)) {
    if (before_.text.canonical(clause_a) == after_.text.canonical(clause_b)) return std::nullopt;
    return PartChange{clause_a, clause_b, false};
  }
  const bool whether = says_of_whether(ours.role);
  for (const PartChange& change : changes) {
    if (is_condition(change) && (is_quoted(before_.text, change.before, reasons) ||
                                 is_quoted(after_.text, change.after, reasons)))
      return change;
  }
  for (const PartChange& change : changes)
    if (!change.head && is_condition(change) == whether) return change;
  return whether ? std::nullopt : std::optional(changes.front());
}

std::optional<PartChange> ClauseFinder::in_further_steps(ColumnId before, ColumnId after) const {
  const auto further = [](const plan::Plan& plan, const PolicyText& text, ColumnId column,
                          const auto& has_partner, const PolicyText& other,
                          const type::Origin& there) -> NodeView {
    const PolicyText::Declaration* theirs = other.at(there.span.begin);
    for (const ColumnId read : reads_of(plan, column).own) {
      const type::Origin& origin = plan.columns[read].origin;
      if (has_partner(read) || origin.name() != plan.columns[column].origin.name()) continue;
      const PolicyText::Declaration* declaration = text.at(origin.span.begin);
      if (declaration == nullptr) continue;
      const NodeView clause = text.clause_at(*declaration, origin.span);
      if (!clause) continue;
      const std::string said = text.canonical(clause);
      const bool known = theirs != nullptr &&
                         std::ranges::any_of(theirs->node.children(), [&](const NodeView& each) {
                           return other.canonical(each) == said;
                         });
      if (!known) return clause;
    }
    return {};
  };
  const NodeView gone = further(
      before_.plan, before_.text, before,
      [this](ColumnId id) { return columns_.after(id) != plan::kNoColumn; }, after_.text,
      after_.plan.columns[after].origin);
  const NodeView added = further(
      after_.plan, after_.text, after,
      [this](ColumnId id) { return columns_.before(id) != plan::kNoColumn; }, before_.text,
      before_.plan.columns[before].origin);
  if (!gone && !added) return std::nullopt;
  return PartChange{gone, added, false};
}

std::optional<PartChange> ClauseFinder::in_named(const NodeView& node,
                                                 std::set<std::string>& seen) const {
  for (const std::string_view name : before_.text.names_in(node)) {
    if (is_column(name) || !seen.emplace(name).second) continue;
    const PolicyText::Declaration* a = before_.text.named(name);
    const PolicyText::Declaration* b = after_.text.named(name);
    if (a == nullptr || b == nullptr) continue;
    const auto changes = part_changes(before_.text, a->node, after_.text, b->node);
    if (!changes.empty()) return changes.front();
    if (const auto beneath = in_named(a->node, seen)) return beneath;
  }
  return std::nullopt;
}

std::optional<PartChange> ClauseFinder::in_settings() const {
  for (const PolicyText::Declaration& ours : before_.text.declarations()) {
    const bool setting = ours.node.is(Rule::rounding) || ours.node.is(Rule::reading) ||
                         ours.node.is(Rule::currency) || ours.node.is(Rule::calendar) ||
                         ours.node.is(Rule::rate);
    if (!setting) continue;
    const PolicyText::Declaration* theirs = after_.text.find(ours.id);
    if (theirs == nullptr) return PartChange{ours.node, {}, false};
    const auto changes = part_changes(before_.text, ours.node, after_.text, theirs->node);
    if (!changes.empty()) return changes.front();
  }
  return std::nullopt;
}

std::optional<PartChange> ClauseFinder::find(ColumnId before, ColumnId after,
                                             const std::string& reasons) {
  const type::Origin& ours = before_.plan.columns[before].origin;
  const type::Origin& theirs = after_.plan.columns[after].origin;
  if (const auto own = in_own_text(ours, theirs, reasons)) return own;
  if (const auto further = in_further_steps(before, after)) return further;
  if (const PolicyText::Declaration* declaration = before_.text.at(ours.span.begin)) {
    std::set<std::string> seen{declaration->name};
    const NodeView clause = before_.text.clause_at(*declaration, ours.span);
    if (const auto named = in_named(clause ? clause : declaration->node, seen)) return named;
  }
  if (!settings_) settings_ = in_settings();
  return *settings_;
}

std::optional<PartChange> ClauseFinder::find_of_field(ColumnId before, ColumnId after) const {
  const auto declaration = [](const Side& side, ColumnId id) {
    const plan::Entity& entity = side.plan.entities[side.plan.columns[id].entity];
    const auto* input = std::get_if<plan::Input>(&side.plan.columns[id].node);
    return side.text.at(entity.made || input == nullptr ? entity.span.begin
                                                        : entity.fields[input->field].span.begin);
  };
  const PolicyText::Declaration* a = declaration(before_, before);
  const PolicyText::Declaration* b = declaration(after_, after);
  if (a == nullptr || b == nullptr) return std::nullopt;
  if (before_.plan.entities[before_.plan.columns[before].entity].made) {
    const auto changes = part_changes(before_.text, a->node, after_.text, b->node);
    return changes.empty() ? std::nullopt : std::optional(changes.front());
  }
  const auto line = [](const Side& side, const PolicyText::Declaration& of, ColumnId id) {
    const auto& field = std::get<plan::Input>(side.plan.columns[id].node);
    const plan::Entity& entity = side.plan.entities[side.plan.columns[id].entity];
    return side.text.clause_at(of, entity.fields[field.field].span);
  };
  const NodeView ours = line(before_, *a, before), theirs = line(after_, *b, after);
  if (!ours || !theirs || before_.text.canonical(ours) == after_.text.canonical(theirs))
    return std::nullopt;
  return PartChange{ours, theirs, false};
}

std::optional<PartChange> ClauseFinder::find_beneath(ColumnId before, ColumnId after) {
  std::priority_queue<std::pair<ColumnId, ColumnId>, std::vector<std::pair<ColumnId, ColumnId>>,
                      std::greater<>>
      open;
  std::set<ColumnId> seen;
  std::optional<PartChange> found;
  ColumnId first = plan::kNoColumn;
  const auto add = [&](ColumnId id) {
    if (columns_.after(id) != plan::kNoColumn && seen.insert(id).second)
      open.emplace(id, columns_.after(id));
  };
  for (const ColumnId read : reads_of(before_.plan, before).others) add(read);
  while (!open.empty()) {
    const auto [a, b] = open.top();
    open.pop();
    const type::Origin& ours = before_.plan.columns[a].origin;
    const type::Origin& theirs = after_.plan.columns[b].origin;
    std::optional<PartChange> own = in_own_text(ours, theirs, {});
    if (!own) own = in_further_steps(a, b);
    if (own && a < first) {
      first = a;
      found = own;
    }
    const Reads reads = reads_of(before_.plan, a);
    for (const ColumnId read : reads.own) add(read);
    for (const ColumnId read : reads.others) add(read);
  }
  if (found) return found;
  if (after == plan::kNoColumn) return std::nullopt;
  if (!settings_) settings_ = in_settings();
  return *settings_;
}

PartChange ClauseFinder::of_one_side(ColumnId before, ColumnId after) const {
  const bool later = before == plan::kNoColumn;
  const Side& here = later ? after_ : before_;
  const Side& there = later ? before_ : after_;
  const type::Origin& origin = here.plan.columns[later ? after : before].origin;
  const PolicyText::Declaration* ours = here.text.at(origin.span.begin);
  const PolicyText::Declaration* theirs = there.text.named(origin.name());
  if (ours != nullptr && theirs == nullptr) theirs = there.text.named(ours->name);
  const NodeView mine = ours == nullptr ? NodeView() : ours->node;
  const NodeView other = theirs == nullptr ? NodeView() : theirs->node;
  if (mine && other && mine.rule() == other.rule()) {
    const auto changes = later ? part_changes(before_.text, other, after_.text, mine)
                               : part_changes(before_.text, mine, after_.text, other);
    if (!changes.empty()) return changes.front();
  }
  return later ? PartChange{other, mine, true} : PartChange{mine, other, true};
}

}  // namespace remit::compare
