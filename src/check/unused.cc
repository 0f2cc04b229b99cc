#include "check/unused.h"

#include <algorithm>
#include <string_view>

#include "check/forms/form.h"
#include "type/list_names.h"

namespace remit::check {
namespace {

void report_unused_fields(Context& context) {
  for (EntityId entity = 1; entity < context.model.entities.size(); ++entity) {
    const Entity& of = context.model.entities[entity];
    if (of.made) continue;  // nobody hands its fields over
    for (std::uint32_t i = 0; i < of.fields.size(); ++i) {
      const Symbol* symbol = context.names.find(entity, of.fields[i].name);
      if (!of.is_key(i) && symbol != nullptr && !context.names.used(*symbol))
        context.sink.report(Code::unused_input, of.fields[i].span, {of.fields[i].name, of.name});
    }
  }
}

void report_unused_references(Context& context) {
  for (const FoundReference& found : context.tables.found_references()) {
    const Symbol* symbol = context.names.find(found.entity, found.name);
    if (symbol != nullptr && !context.names.used(*symbol))
      context.sink.report(Code::unused_input, found.span,
                          {found.name, context.model.entities[found.entity].name});
  }
}

/// Whose rows the name of a declaration belongs to: of none that names no entity, the policy's.
EntityId owner_of(const Context& context, NodeView item) {
  return context.names.find_entity(item[Label::entity].text()).value_or(kWhole);
}

void report_unused_names(Context& context, absl::Span<const NodeView> items) {
  for (const NodeView item : items) {
    const Form* form = form_of(item.rule());
    if (form == nullptr || !form->unused) continue;
    const NodeView name = item[Label::name];
    const Symbol* symbol = context.names.find(owner_of(context, item), name.text());
    if (symbol == nullptr || context.names.used(*symbol)) continue;
    const bool formula = symbol->kind == SymbolKind::formula;
    if (!formula && form->unused_if != Label::none && !item[form->unused_if]) continue;
    const bool other = symbol->kind == SymbolKind::provision && symbol->span != name.span();
    if (!other) context.sink.report(*form->unused, name.span(), {name.text()});
  }
}

}  // namespace

void report_unused(Context& context, absl::Span<const NodeView> items) {
  const Model& model = context.model;
  report_unused_fields(context);
  report_unused_references(context);
  report_unused_names(context, items);
  for (const ExchangeRate& rate : context.tables.rates())
    if (!rate.used)
      context.sink.report(Code::unused_rate, rate.span,
                          {model.currencies[rate.base].code, model.currencies[rate.quote].code});
}

void report_open(Context& context) {
  base::Span last;  // one declaration may give figures of several tables
  for (const Provision& provision : context.columns.provisions()) {
    if (!provision.form->wants_cite || !provision.cite.empty()) continue;
    const base::Span name = provision.node[Label::name].span();
    if (name != last) context.sink.report(Code::no_cite, name, {provision.name});
    last = name;
  }
  for (const Field& field : context.model.entities[kWhole].fields) {
    if (!field.hole || field.name == type::kDayOfRun) continue;
    const Symbol* named = context.names.find(kWhole, field.name);
    const bool has_its_name = named != nullptr && named->span.begin == field.span.begin;
    if (has_its_name) context.sink.report(Code::open_hole, field.span, {field.name});
  }
}

}  // namespace remit::check
