#include <functional>
#include <string>
#include <utility>

#include "base/strings.h"
#include "check/forms/form.h"
#include "check/recurrences.h"
#include "check/typer.h"
#include "check/typer_place.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/text/common.h"
#include "type/functions.h"
#include "type/roles.h"
#include "type/words.h"

namespace remit::check {

using type::TypeKind;

namespace {

constexpr std::size_t kMostListed = 16;

/// What can follow a value after a dot.
diagnostic::Argument nothing() { return {"nothing after a full stop", "句点之后没有可用的内容"}; }

/// The words that can follow a form after a dot, in either language.
diagnostic::Argument members_of(const Provision& provision) {
  std::string en, zh;
  if (provision.members.begin() == provision.members.end()) return nothing();
  for (const auto& [name, column] : provision.members) {
    const type::Role* role = type::find_attribute(name);
    base::append(en, en.empty() ? "" : ", ", name);
    zh += zh.empty() ? "" : "、";
    zh += role == nullptr ? name : type::role_word(*role, base::Language::zh);
  }
  return {en, zh};
}

/// The names of a row: its fields, then what the policy defines for it.
std::string names_of(const Context& context, EntityId entity) {
  std::vector<std::string_view> names;
  for (const Field& field : context.model.entities[entity].fields) names.push_back(field.name);
  for (const Provision& provision : context.columns.provisions())
    if (provision.entity == entity) names.push_back(provision.name);
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < kMostListed; ++i)
    list += (i == 0 ? "" : ", ") + std::string(names[i]);
  return names.size() > kMostListed ? list + ", ..." : list;
}

/// The English name of an attribute in either language; any other word as it is.
std::string canonical(std::string_view word) {
  const type::Role* role = type::find_attribute(word);
  return std::string(role == nullptr ? word : type::role_word(*role, base::Language::en));
}

}  // namespace

ColumnId member_of(const Provision& provision, std::string_view name) {
  const ColumnId found = provision.members.find(name);
  return found != kNone ? found : provision.members.find(canonical(name));
}

ExprId Typer::path(NodeView node, const Scope& scope, type::Type expected) {
  const auto steps = node.all(Label::step);
  if (steps.size() == 1 && expected.kind == TypeKind::category) {
    if (const auto code = category_word(node, expected)) {
      refuse_name_of_word(node, scope, expected);
      return build_.category(expected.ref, *code, node.span());
    }
    if (!is_name(scope, steps[0].text())) {
      report_unknown_category(node, expected);
      return wrong(node.span());
    }
  }
  if (fallback_.scope == nullptr) fallback_.expected = expected;
  const std::size_t prefix = fold_prefix(steps, scope);
  for (std::size_t i = 0; i < prefix; ++i)
    if (const Symbol* rows = c_.names.find(kWhole, steps[i].text()))
      c_.names.mean(*rows, steps[i].span());
  return walk(absl::MakeConstSpan(steps).subspan(prefix), scope, node.span());
}

/// Complains of a word that is the name of such a value too: on the other side of a comparison it
/// would be read as that.
void Typer::refuse_name_of_word(NodeView word, const Scope& scope, type::Type type) {
  const std::string_view name = word[Label::step].text();
  const Symbol* symbol = scope.entity == kWhole ? nullptr : c_.names.find(scope.entity, name);
  if (symbol == nullptr) symbol = c_.names.find(kWhole, name);
  if (symbol == nullptr) return;
  type::Type other = type::kUnknown;
  if (symbol->kind == SymbolKind::column) other = c_.model.columns[symbol->index].type;
  if (symbol->kind == SymbolKind::constant) other = build_.type_of(symbol->index);
  if (symbol->kind == SymbolKind::provision)
    other = c_.model.columns[c_.columns.provision(symbol->index).main].type;
  if (other == type) c_.sink.report(code::word_or_name, word.span(), {name, describe(type)});
}

ExprId Typer::path_from(NodeView path_node, EntityId entity, std::size_t skip) {
  const auto steps = path_node.all(Label::step);
  return walk(absl::MakeConstSpan(steps).subspan(skip), Scope{.entity = entity}, path_node.span());
}

void Typer::note_read(const Provision& of, ColumnId column, base::Span span) {
  if (takes_blank_ > 0 || of.form->rule != Rule::target || !of.node.child(Rule::when)) return;
  if (c_.model.columns[column].origin.role == type::Role::metric) return;
  c_.claims.read_of_target(
      {column, span, std::string(c_.model.written(span)), of.name, of.node.span(), reached_});
}

ExprId Typer::member_of_form(NodeView path_node, const Scope& scope, std::string_view member) {
  ++takes_blank_;
  const ExprId value = walk(path_node.all(Label::step), scope, path_node.span(), member);
  --takes_blank_;
  return unknown(value) ? kNone : value;
}

ExprId Typer::use_at(const Place& place, ColumnId column, base::Span span) {
  const bool earlier =
      place.rows_before || (place.reference != kNone && is_earlier(c_.model, place.reference));
  const AskedRow row = earlier                ? AskedRow::earlier
                       : place.at_other_row() ? AskedRow::other
                                              : AskedRow::own;
  // What stands beside the path says what it is, not what stands beside a formula around it.
  const auto type_there = [this, &fallback = place.fallback] {
    if (fallback.expected.kind != TypeKind::unknown || fallback.scope == nullptr)
      return fallback.expected;
    return build_.type_of(expr(fallback.node, *fallback.scope));
  };
  return c_.columns.use(column, span, row, std::cref(type_there));
}

/// The member of the form that the path has come to; `next` is the step behind `name`. True in
/// `joined` if the two name a member together.
bool Typer::enter_form(Place& place, std::string name, std::string_view next, base::Span span,
                       bool* joined) {
  const Provision& form = *place.provision;
  const std::string longer = name + "." + canonical(next);
  *joined = !next.empty() && member_of(form, longer) != kNone;
  if (*joined) name = longer;
  const ColumnId member = member_of(form, name);
  if (member == kNone) {
    c_.sink.report(code::unknown_member, span, {name, form.name, members_of(form)});
    return false;
  }
  note_read(form, member, place.path);
  place.provision = nullptr;
  place.value = of_either(form, member, name, span, place);
  if (place.reference != kNone && build_[place.value].entity != kWhole)
    place.value = build_.lookup(place.reference, place.value, span);
  return true;
}

/// Whether a step after a definition goes on in the row that is its value.
bool Typer::leads_on(const Place& place, std::string_view name) {
  const Provision& form = *place.provision;
  if (form.main == kNone || member_of(form, name) != kNone) return false;
  return build_.type_of(use_at(place, form.main, place.path)).kind == TypeKind::reference;
}

/// Comes to the value of the definition.
void Typer::enter_main(Place& place, base::Span span) {
  place.value = use_at(place, place.provision->main, span);
  if (place.reference != kNone && build_[place.value].entity != kWhole)
    place.value = build_.lookup(place.reference, place.value, span);
  place.provision = nullptr;
}

/// Goes on in the row that the reference names which the path has come to.
bool Typer::enter_reference(Place& place, std::string_view name, base::Span span) {
  const type::Type type = build_.type_of(place.value);
  if (type.kind == TypeKind::unknown) return false;
  if (type.kind != TypeKind::reference) {
    if (const type::Function* function = type::find_function(name);
        function != nullptr && function->most == 1) {
      const base::Span whole = {place.path.begin, span.end};
      const std::string_view value = c_.model.written({whole.begin, span.begin});
      const std::string call =
          base::concat(name, "(", value.substr(0, value.find_last_not_of(" .\t\n\r") + 1), ")");
      c_.sink
          .report(code::said_otherwise, whole,
                  {c_.model.written(whole), diagnostic::worded(diagnostic::text::quoted, {call})})
          .suggest(whole, call);
      return false;
    }
    c_.sink.report(code::unknown_member, span, {name, describe(type), nothing()});
    return false;
  }
  place.reference = place.value;
  place.value = kNone;
  place.entity = type.ref;
  return true;
}

/// Nothing follows a name that stands for no row: says what was meant.
void Typer::report_no_row(const Place& place, std::string_view name, std::string_view before,
                          base::Span span, base::Span path) {
  const Symbol& symbol = *place.symbol;
  const bool unread =
      symbol.kind == SymbolKind::entity && c_.model.entities[symbol.index].fields.empty();
  if (unread ||
      (symbol.kind == SymbolKind::entity && c_.names.find(symbol.index, name) != nullptr)) {
    c_.sink.report(code::outside_entity, path, {name, c_.model.entities[symbol.index].name});
  } else {
    c_.sink.report(code::unknown_member, span, {name, before, nothing()});
  }
}

bool Typer::enter_name(Place& place, std::string_view name, base::Span span) {
  if (enter(place, place.entity, name, span)) return true;
  auto& complaint =
      c_.sink.report(code::unknown_member, span,
                     {name, c_.model.entities[place.entity].name, names_of(c_, place.entity)});
  if (const auto better = c_.names.near(place.entity, name)) complaint.suggest(span, *better);
  return false;
}

/// Follows steps from the scope's row to a value; `attribute` is one more step that the text does
/// not have.
ExprId Typer::walk(absl::Span<const NodeView> steps, const Scope& scope, base::Span path,
                   std::string_view attribute) {
  Place place{.entity = scope.entity,
              .begun = scope.entity,
              .path = path,
              .fallback = std::exchange(fallback_, {}),
              .rows_before = scope.earlier};
  const std::size_t count = steps.size() + (attribute.empty() ? 0 : 1);
  for (std::size_t i = 0; i < count; ++i) {
    const bool written = i < steps.size();
    const std::string_view name = written ? steps[i].text() : attribute;
    const base::Span span = written ? steps[i].span() : path;
    if (i == 0) {
      if (!first_step(place, name, scope, span)) return wrong(path);
      continue;
    }
    if (place.provision != nullptr && leads_on(place, name)) {
      enter_main(place, span);
    } else if (place.provision != nullptr) {
      const std::string_view next = i + 1 < steps.size() ? steps[i + 1].text() : std::string_view();
      bool joined = false;
      if (!enter_form(place, std::string(name), next, span, &joined)) return wrong(path);
      if (joined) ++i;
      continue;
    }
    if (place.value != kNone && !enter_reference(place, name, span)) return wrong(path);
    if (place.symbol != nullptr) {
      report_no_row(place, name, steps[i - 1].text(), span, path);
      return wrong(path);
    }
    if (!enter_name(place, name, span)) return wrong(path);
  }
  return finish(place, path);
}

/// How many first steps only name the rows of the fold: `project` in sum(project.investment).
std::size_t Typer::fold_prefix(absl::Span<const NodeView> steps, const Scope& scope) const {
  if (scope.earlier) return steps.size() > 1 && type::kEarlier.is(steps[0].text()) ? 1 : 0;
  const std::size_t count = scope.named.size();
  if (count == 0 || steps.size() <= count) return 0;
  for (std::size_t i = 0; i < count; ++i)
    if (steps[i].text() != c_.model.entities[scope.named[i]].name) return 0;
  return count;
}

}  // namespace remit::check
