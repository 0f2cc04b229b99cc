#include "check/unused.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "check/forms/form.h"
#include "diagnostic/code/habits.h"
#include "type/list_names.h"

namespace remit::check {
namespace {

void look_at_fields(Context& context, Uses& uses) {
  for (EntityId entity = 1; entity < context.model.entities.size(); ++entity) {
    const Entity& of = context.model.entities[entity];
    if (of.made) continue;  // nobody hands its fields over
    for (std::uint32_t i = 0; i < of.fields.size(); ++i) {
      const Symbol* symbol = context.names.find(entity, of.fields[i].name);
      if (of.is_key(i) || symbol == nullptr) continue;
      uses.note(context.names.used(*symbol), code::unused_input, of.fields[i].span,
                {of.fields[i].name, of.name});
    }
  }
}

void look_at_references(Context& context, Uses& uses) {
  for (const FoundReference& found : context.tables.found_references()) {
    const Symbol* symbol = context.names.find(found.entity, found.name);
    if (symbol == nullptr) continue;
    uses.note(context.names.used(*symbol), code::unused_input, found.span,
              {found.name, context.model.entities[found.entity].name});
  }
}

/// Whose rows the name of a declaration belongs to: of none that names no entity, the policy's.
EntityId owner_of(const Context& context, NodeView item) {
  return context.names.find_entity(item[Label::entity].text()).value_or(kWhole);
}

void look_at_names(Context& context, absl::Span<const NodeView> items, Uses& uses) {
  for (const NodeView item : items) {
    const Form* form = form_of(item.rule());
    if (form == nullptr || !form->unused) continue;
    const NodeView name = item[Label::name];
    const Symbol* symbol = context.names.find(owner_of(context, item), name.text());
    if (symbol == nullptr) continue;
    const bool formula = symbol->kind == SymbolKind::formula;
    if (!formula && form->unused_if != Label::none && !item[form->unused_if]) continue;
    const bool other = symbol->kind == SymbolKind::provision && symbol->span != name.span();
    if (!other) uses.note(context.names.used(*symbol), *form->unused, name.span(), {name.text()});
  }
}

}  // namespace

void Uses::note(bool used, Code code, base::Span span, std::vector<diagnostic::Argument> words) {
  if (used)
    used_.insert(span.begin);
  else
    unused_.push_back({code, span, std::move(words)});
}

void Uses::report(diagnostic::DiagnosticSink& sink) const {
  for (const Unused& each : unused_)
    if (!used_.contains(each.span.begin)) sink.report(each.code, each.span, each.words);
}

void look_at_uses(Context& context, absl::Span<const NodeView> items, Uses& uses) {
  const Model& model = context.model;
  look_at_fields(context, uses);
  look_at_references(context, uses);
  look_at_names(context, items, uses);
  for (const ExchangeRate& rate : context.tables.rates())
    uses.note(rate.used, code::unused_rate, rate.span,
              {model.currencies[rate.base].code, model.currencies[rate.quote].code});
}

void report_open(Context& context) {
  base::Span last;  // one declaration may give figures of several tables
  for (const Provision& provision : context.columns.provisions()) {
    if (!provision.form->wants_cite || !provision.cite.empty()) continue;
    const base::Span name = provision.node[Label::name].span();
    if (name != last) context.sink.report(code::no_cite, name, {provision.name});
    last = name;
  }
  for (const Field& field : context.model.entities[kWhole].fields) {
    if (!field.hole || field.name == type::kDayOfRun) continue;
    const Symbol* named = context.names.find(kWhole, field.name);
    const bool has_its_name = named != nullptr && named->span.begin == field.span.begin;
    if (has_its_name) context.sink.report(code::open_hole, field.span, {field.name});
  }
}

}  // namespace remit::check
