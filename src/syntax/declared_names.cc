#include "syntax/declared_names.h"

#include <algorithm>

#include "base/budget.h"
#include "syntax/grammar.h"
#include "type/words.h"

namespace remit::syntax {

std::vector<const Tree*> amended_by(const Tree& tree, absl::Span<const Tree> others) {
  std::set<std::string_view> amended;
  const auto add_amended = [&amended](const Tree& by) {
    for (const NodeView& policy : by.root().children())
      if (const NodeView amends = policy.child(Rule::amends))
        amended.insert(amends[Label::base].text());
  };
  const auto is_amended = [&amended](const Tree& other) {
    return std::ranges::any_of(other.root().children(), [&amended](const NodeView& policy) {
      return amended.contains(policy[Label::name].text());
    });
  };
  std::vector<const Tree*> found;
  for (const Tree* from = &tree; from != nullptr;) {
    add_amended(*from);
    from = nullptr;
    for (const Tree& other : others) {
      if (std::ranges::find(found, &other) != found.end() || !is_amended(other)) continue;
      from = *found.insert(found.begin(), &other);
      break;
    }
  }
  return found;
}

DeclaredNames::DeclaredNames(const Tree& tree, absl::Span<const Tree* const> bases) {
  for (const Tree* base : bases) add_file(*base);
  add_file(tree);
  complete_ = std::ranges::includes(policies_, amended_);
}

void DeclaredNames::add_file(const Tree& tree) {
  for (const NodeView& policy : tree.root().children()) {
    policies_.insert(policy[Label::name].text());
    for (const NodeView& item : policy.children()) add_declaration(item);
  }
}

void DeclaredNames::add_declaration(const NodeView& node) {
  base::go_deeper();
  if (node.is(Rule::amends)) {
    amended_.insert(node[Label::base].text());
    for (const NodeView& amendment : node.all(Label::amendment))
      if (amendment[Label::item]) add_declaration(amendment[Label::item]);
    return;
  }
  const NodeView name = node[Label::name];
  if (!name) return;
  names_.insert(name.text());
  if (node.is(Rule::entity) || node.is(Rule::open_entity)) return add_fields(node);
  if (node.is(Rule::summary)) return add_summary(node);
  if (node.is(Rule::duty)) return add_duty(node);
  const Key key{node[Label::entity].text(), name.text()};
  if (!has_mark(node.rule(), Mark::form)) {
    fields_.try_emplace(key);
    return;
  }
  std::set<std::string_view>& parts = forms_[key];
  const auto add_part = [&parts](const NodeView& part) {
    if (has_mark(part.rule(), Mark::part)) parts.insert(part[Label::name].text());
  };
  for (const NodeView& child : node.children()) {
    add_part(child);
    for (const NodeView& within : child.children()) add_part(within);
  }
}

void DeclaredNames::add_fields(const NodeView& entity) {
  const std::string_view of = entity[Label::name].text();
  entities_.insert(of);
  if (const NodeView made = entity[Label::made]) {
    const auto add_source = [&](std::string_view rows) { fields_[{of, rows}] = rows; };
    add_source(made[Label::source][Label::rows].text());
    for (const NodeView& more : made.all(Label::crossing))
      if (more.is(Rule::more_rows)) add_source(more[Label::rows].text());
  }
  for (const NodeView& member : entity.all(Label::member)) {
    if (member.is(Rule::sequence)) sequences_.insert(of);
    if (!member.is(Rule::field)) continue;
    const NodeView type = member[Label::type];
    names_.insert(member[Label::name].text());
    fields_[{of, member[Label::name].text()}] =
        type.is(Rule::entity_type) ? type[Label::entity].text() : std::string_view();
  }
}

// The rows that are summed up refer to the summary by its name.
void DeclaredNames::add_summary(const NodeView& summary) {
  const std::string_view of = summary[Label::name].text();
  entities_.insert(of);
  fields_[{summary[Label::rows].text(), of}] = of;
  for (const NodeView& part : summary.all(Label::part)) {
    if (!part[Label::name]) continue;
    names_.insert(part[Label::name].text());
    fields_.try_emplace({of, part[Label::name].text()});
  }
  for (const NodeView& figure : summary.all(Label::figure)) {
    names_.insert(figure[Label::name].text());
    fields_.try_emplace({of, figure[Label::name].text()});
  }
}

// Its name is that of rows, of a form of the roster and of the whole, and of a reference of the
// records.
void DeclaredNames::add_duty(const NodeView& duty) {
  const std::string_view of = duty[Label::name].text();
  const std::string_view roster = duty.first(Label::clause, Rule::roster)[Label::rows].text();
  const std::string_view records = duty.first(Label::clause, Rule::duty_record)[Label::rows].text();
  entities_.insert(of);
  forms_[{std::string_view(), of}];
  fields_[{records, of}] = of;
  if (roster.empty()) return;
  forms_[{roster, of}];
  fields_[{of, roster}] = roster;
}

std::string_view DeclaredNames::entity_of_form(std::string_view name) const {
  const auto found =
      std::ranges::find_if(forms_, [name](const auto& form) { return form.first.second == name; });
  return found == forms_.end() ? std::string_view() : found->first.first;
}

const type::Word* DeclaredNames::row_word(std::string_view entity, std::string_view word) const {
  if (entity.empty()) return nullptr;
  if (type::kPrevious.is(word)) return &type::kPrevious;
  if (!sequences_.contains(entity)) return nullptr;
  if (type::kBefore.is(word)) return &type::kBefore;
  return type::kEarlier.is(word) ? &type::kEarlier : nullptr;
}

std::optional<DeclaredNames::Place> DeclaredNames::find(std::string_view entity,
                                                        std::string_view name) const {
  if (row_word(entity, name) != nullptr) return Place{.kind = Place::Kind::rows, .entity = entity};
  if (forms_.contains({entity, name}))
    return Place{.kind = Place::Kind::form, .entity = entity, .form = name};
  const auto field = fields_.find({entity, name});
  if (field == fields_.end()) return std::nullopt;
  if (field->second.empty()) return Place{.kind = Place::Kind::value};
  return Place{.kind = Place::Kind::rows, .entity = field->second};
}

DeclaredNames::Place DeclaredNames::first(std::string_view name, const Scopes& scopes) const {
  for (const std::string_view scope : scopes) {
    if (scope == kUnknownScope) return {};
    if (const auto place = find(scope, name)) return *place;
    if (!scope.empty() && scope == name) return {.kind = Place::Kind::rows, .entity = scope};
    // An entity of another file may have any name.
    if (!scope.empty() && !is_entity(scope)) return {};
  }
  if (const auto place = find({}, name)) return *place;
  if (is_entity(name)) return {.kind = Place::Kind::rows, .entity = name};
  return {};
}

DeclaredNames::Place DeclaredNames::next(const Place& place, std::string_view name) const {
  if (place.kind == Place::Kind::rows) {
    if (const auto found = find(place.entity, name)) return *found;
    if (is_entity(name)) return {.kind = Place::Kind::rows, .entity = name};  // rows of rows
  }
  if (place.kind == Place::Kind::form && forms_.at({place.entity, place.form}).contains(name))
    return {.kind = Place::Kind::part, .entity = place.entity, .form = place.form};
  return {};
}

}  // namespace remit::syntax
