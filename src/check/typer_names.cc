// What a name stands for where it is written: the first step of a path.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "check/forms/form.h"
#include "check/recurrences.h"
#include "check/row_check.h"
#include "check/typer.h"
#include "check/typer_place.h"
#include "check/types.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace {

/// Whether a name is that word, asked of every name: as a rule its first letter says that it is
/// not.
bool is_word(const type::Word& word, std::string_view name) {
  if (name.empty()) return false;
  const bool wide = (name.front() & 0x80) != 0;
  return (wide || name.front() == word.en.front()) && word.is(name);
}

}  // namespace

ExprId Typer::check_of(NodeView node, UncheckedRow& row) {
  unchecked_ = &row;
  const std::size_t probes = c_.model.probes.size();
  const ExprId value = condition(node, Scope{.entity = row.entity});
  c_.model.probes.resize(probes);
  unchecked_ = nullptr;
  return value;
}

/// What a field's name means: in a check of the row, the field as it is before.
ColumnId Typer::column_of(EntityId entity, std::string_view name, const Symbol& symbol) const {
  if (unchecked_ == nullptr || entity != unchecked_->entity) return symbol.index;
  const auto before = unchecked_->fields.find(std::string(name));
  return before == unchecked_->fields.end() ? symbol.index : before->second;
}

/// In a check of the row: what a definition of it says in the place of its name. Definitions of
/// other rows are columns as ever; what else is computed of the row is complained of. A circle of
/// definitions is told where these are typed.
void Typer::write_out(Place& place, EntityId entity, const Provision& form, base::Span span) {
  if (entity == kWhole || entity != unchecked_->entity || place.reference != kNone) return;
  const bool written = form.form->rule == Rule::define && c_.eras.of(form.node) == nullptr;
  if (!written) c_.names.report_foretold(form.called, span, diagnostic::text::reader_row_check);
  const NodeView node = form.node;
  place.provision = nullptr;
  place.value = wrong(span);
  if (!written) return;
  const auto [known, fresh] = unchecked_->written.try_emplace(node.span().begin, kNone);
  if (!fresh) {
    if (known->second != kNone) place.value = known->second;
    return;
  }
  const NodeView said = node[Label::type];
  const type::Type wanted = said ? read_type(c_, said).type : type::kUnknown;
  const NodeView value = node[Label::value];
  const auto outside = std::exchange(reached_, {});  // it says the same wherever it stands
  place.value = coerce(copied(value, Scope{.entity = entity}, wanted), wanted, value.span());
  reached_ = outside;
  // A step of its own: what stands in one formula is looked at as a whole, time and again.
  if (!unknown(place.value) && !build_.is_constant(place.value))
    place.value =
        step({"define", form.name, form.label, form.cite, type::Role::applied, value.span()},
             place.value, span);
  unchecked_->written[node.span().begin] = place.value;
}

/// Looks `name` up among the names of `entity`; true if it is one.
bool Typer::enter(Place& place, EntityId entity, std::string_view name, base::Span span) {
  if (entity != kWhole && is_word(type::kPrevious, name)) {
    const ExprId row = previous(entity, span);
    place.value = place.reference == kNone ? row : build_.lookup(place.reference, row, span);
    return true;
  }
  if (entity != kWhole && is_word(type::kBefore, name) &&
      c_.tables.sequence_of(entity) != nullptr) {
    const ExprId row = before(entity, span);
    place.value = place.reference == kNone ? row : build_.lookup(place.reference, row, span);
    return true;
  }
  const Symbol* symbol = c_.names.find(entity, name);
  if (symbol == nullptr) return false;
  c_.names.use(*symbol, span);
  switch (symbol->kind) {
    case SymbolKind::column: {
      const ExprId value = use_at(place, column_of(entity, name, *symbol), span);
      place.value = place.reference == kNone
                        ? value
                        : build_.lookup(place.reference, refuse_far_money(value, span), span);
      return true;
    }
    case SymbolKind::provision:
      place.provision = &c_.columns.provision(symbol->index);
      if (unchecked_ != nullptr) write_out(place, entity, *place.provision, span);
      return true;
    case SymbolKind::constant:
      c_.tables.use_constant(*symbol, span);
      place.value = symbol->index;
      return true;
    case SymbolKind::dated:
    case SymbolKind::chart:
    case SymbolKind::scale:
    case SymbolKind::party:
    case SymbolKind::calendar:
    case SymbolKind::open_scale:
    case SymbolKind::formula:
      place.symbol = symbol;
      return true;
    case SymbolKind::entity:
      place.symbol = symbol;
      place.provision = c_.columns.totals_of(symbol->index);
      return true;
  }
  return false;
}

/// Whether `name` stands for anything where the scope can see it.
bool Typer::is_name(const Scope& scope, std::string_view name) const {
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    if (at->entity == kWhole) continue;
    if (c_.names.find(at->entity, name) != nullptr || c_.model.entities[at->entity].name == name)
      return true;
  }
  return c_.names.find(kWhole, name) != nullptr;
}

/// The row that `this` is, where it may be asked for.
bool Typer::enter_this(Place& place, const Scope& scope, base::Span span) {
  const Scope* const outer = scope.outer;
  const EntityId own = outer == nullptr ? scope.entity : outer->entity;
  if (outer != nullptr && outer->outer != nullptr) {
    c_.sink.report(code::this_in_inner_fold, span);
    return false;
  }
  if (own == kWhole) {
    c_.sink.report(code::no_this_row, span);
    return false;
  }
  if (scope.earlier || (outer != nullptr && scope.via == kNone)) {
    c_.sink.report(code::this_outside_condition, span);
    return false;
  }
  place.entity = own;
  place.reference = outer == nullptr ? kNone : scope.via;
  return true;
}

/// Says so if the policy has a figure of the name that was read from the row. What is not asked for
/// by its name alone, a target say, is no such figure.
void Typer::tell_hidden(EntityId entity, std::string_view name, base::Span span) {
  const Symbol* const hidden = c_.names.find(kWhole, name);
  if (hidden == nullptr) return;
  const bool defined = hidden->kind == SymbolKind::provision &&
                       c_.columns.provision(hidden->index).form->rule == Rule::define;
  if (hidden->kind == SymbolKind::provision && !defined) return;
  c_.names.tell_hidden(entity, name, span, c_.model.entities[entity].name);
}

bool Typer::first_step(Place& place, std::string_view name, const Scope& scope, base::Span span) {
  Formula::Argument* argument = within_ == nullptr ? nullptr : within_->find(name);
  if (argument != nullptr) {
    argument->read = true;
    c_.names.mean({SymbolKind::constant, argument->stands, argument->span}, span);
    place.value = argument->stands;
    return true;
  }
  if (is_word(type::kThis, name) && !is_name(scope, name)) return enter_this(place, scope, span);
  const Scope* const beside = scope.beside;
  if (beside != nullptr && is_name(Scope{.entity = beside->entity}, name) &&
      c_.names.find(kWhole, name) == nullptr) {
    c_.sink.report(code::rows_not_compared, span, {name});
    return false;
  }
  ExprId reference = kNone;
  for (const Scope* at = &scope; at != nullptr; at = at->outer) {
    place.reference = reference;
    place.entity = at->entity;
    if (at->entity != kWhole && enter(place, at->entity, name, span)) {
      tell_hidden(at->entity, name, span);
      return true;
    }
    if (at->entity != kWhole && c_.model.entities[at->entity].name == name) {
      if (const Symbol* rows = c_.names.find(kWhole, name)) c_.names.mean(*rows, span);
      return true;
    }
    if (at->via == kNone) {
      if (at->outer != nullptr && at->outer->entity == at->entity) continue;  // a cohort
      break;
    }
    reference = reference == kNone ? at->via : build_.lookup(reference, at->via, span);
  }
  if (report_no_sequence(scope.entity, name, span)) return false;
  place.reference = kNone;
  place.entity = kWhole;
  if (enter(place, kWhole, name, span)) return true;
  for (EntityId other = 1; other < c_.model.entities.size(); ++other) {
    const Symbol* symbol = c_.names.find(other, name);
    if (symbol != nullptr && symbol->kind == SymbolKind::column) {
      c_.sink.report(code::outside_entity, span, {name, c_.model.entities[other].name});
      return false;
    }
  }
  c_.names.report_unknown(scope.entity, name, span);
  return false;
}

std::optional<std::uint32_t> Typer::category_word(NodeView node, type::Type type) {
  if (!node.is(Rule::path) || node.all(Label::step).size() != 1) return std::nullopt;
  const auto& values = c_.model.category_sets[type.ref].values;
  const auto found =
      std::ranges::find(values, node[Label::step].text(), &type::CategorySet::Value::name);
  if (found == values.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - values.begin());
}

}  // namespace remit::check
