#include "check/found_references.h"

#include <utility>

#include "check/declare.h"
#include "check/typer.h"
#include "check/types.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace {

namespace text = diagnostic::text;

/// Calls `visit` with every member that is a field, and its entity.
template <typename Visit>
void for_each_field(Context& context, absl::Span<const NodeView> items, Visit visit) {
  for (const NodeView item : items) {
    if (!item.is(Rule::entity) && !item.is(Rule::open_entity)) continue;
    for (const NodeView member : item.all(Label::member))
      if (member.is(Rule::field)) visit(declared_entity(context.model, item), member);
  }
}

type::CellFault fault_of_none(NodeView member) {
  type::CellFault none = type::CellFault::bad_reference;
  for (const NodeView option : member.all(Label::option)) {
    if (option.has(Keyword::optional)) none = type::CellFault::blank;
    if (option.has(Keyword::left_out_when_unknown)) none = type::CellFault::left_out;
  }
  return none;
}

/// Refuses what is said of the column that it does not have.
void refuse_marks(Context& context, NodeView member) {
  context.report_no_effect(member[Label::key], text::why_found);
  context.report_no_effect(member[Label::decision], text::why_found);
  for (const NodeView option : member.all(Label::option)) {
    const bool of_column =
        option.is(Rule::default_) || option.is(Rule::bounds) || option.is(Rule::header);
    if (of_column) context.report_no_effect(option, text::why_found);
  }
}

void define(Context& context, EntityId entity, ColumnId column, NodeView member, EntityId target) {
  const Entity of = context.model.entities[target];
  const auto parts = member[Label::found].all(Label::part);
  if (of.key.size() != parts.size()) {
    // An entity has a key, or is told that it has none; an open one need have none of its own.
    if (of.hole && of.key.empty())
      context.sink.report(code::no_key, member[Label::found].span(), {of.name});
    else if (!of.key.empty())
      context.sink.report(code::found_parts, member[Label::found].span(),
                          {of.name, key_names(of), parts.size()});
    return;
  }
  Match match{.entity = target,
              .equal = {},
              .as_of = std::nullopt,
              .by_key = true,
              .none = fault_of_none(member)};
  Typer typer(context);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Field& field = of.fields[of.key[i]];
    const ExprId theirs = context.columns.use(field.column, parts[i].span());
    const ExprId ours =
        typer.of_type(parts[i], Scope{.entity = entity}, context.build.type_of(theirs));
    match.equal.push_back({ours, theirs});
  }
  context.columns.define(column, context.build.match(entity, std::move(match), member.span()),
                         member.span());
}

void declare(Context& context, EntityId entity, NodeView member) {
  refuse_marks(context, member);
  const NodeView name = member[Label::name];
  const type::Type type = read_type(context, member[Label::type]).type;
  if (type.kind != type::TypeKind::reference) {
    if (type.kind != type::TypeKind::unknown)
      context.sink.report(code::found_no_table, member[Label::type].span(),
                          {Typer(context).describe(type)});
    return;
  }
  std::string label(member[Label::label].text());
  for (const NodeView option : member.all(Label::option))
    if (option.token().kind == syntax::TokenKind::text) label = option.text();
  Column column;
  column.name = name.text();
  column.entity = entity;
  column.type = type;
  column.origin = {"entity", column.name, label, "", type::Role::field, name.span()};
  const ColumnId id = context.columns.add_raw(std::move(column));
  if (!context.names.declare(entity, name.text(), {SymbolKind::column, id, name.span()})) return;
  context.tables.add_found_reference({entity, type.ref, id, std::string(name.text()), name.span()});
  context.columns.add_definition(std::string(name.text()), name.span(), {id},
                                 [&context, entity, id, member, target = type.ref] {
                                   define(context, entity, id, member, target);
                                 });
}

}  // namespace

void foretell_found_references(Context& context, absl::Span<const NodeView> items) {
  for_each_field(context, items, [&](EntityId, NodeView member) {
    if (is_found_by_content(member)) context.names.foretell(member);
  });
}

void declare_found_references(Context& context, absl::Span<const NodeView> items) {
  for_each_field(context, items, [&](EntityId entity, NodeView member) {
    if (is_found_by_content(member)) declare(context, entity, member);
  });
}

void refuse_reference_by_one_cell(Context& context, absl::Span<const NodeView> items) {
  for_each_field(context, items, [&](EntityId, NodeView member) {
    const NodeView type = member[Label::type];
    if (is_found_by_content(member) || !type.is(Rule::entity_type)) return;
    const auto target = context.names.find_entity(type[Label::entity].text());
    if (!target) return;
    const Entity& of = context.model.entities[*target];
    if (of.made && of.key.size() == 1)
      context.sink.report(code::reference_to_made, type.span(), {of.name, key_names(of)});
    if (of.key.size() < 2) return;
    context.sink.report(code::reference_by_one_cell, type.span(), {of.name, key_names(of)});
  });
}

}  // namespace remit::check
