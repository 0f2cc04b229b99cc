// A table whose rows are the groups that occur among the rows of another one.
#include <string>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "check/declare.h"
#include "check/forms/define.h"
#include "check/forms/form.h"
#include "check/forms/fund_years.h"
#include "check/groups.h"
#include "check/made_rows.h"
#include "check/words_said.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace {

using type::MadeField;
using type::MadeRows;

/// What tells the groups apart is called as the text says, or else as the value itself.
NodeView name_of_group(NodeView part) {
  if (part[Label::name]) return part[Label::name];
  const NodeView value = part[Label::value];
  if (!value.is(Rule::path)) return {};
  const auto steps = value.all(Label::step);
  return steps.back();
}

/// Types the value of a group over the rows that are summed up, and gives the field its type.
void define_group(Context& context, const MadeRows& made, std::size_t index, NodeView value) {
  ExprBuilder& build = context.build;
  const base::Span span = value.span();
  const EntityId rows = made.sources.front().rows;
  const ExprId of = Typer(context).copied(value, Scope{.entity = rows});
  Field& field = context.model.entities[made.entity].fields[index];
  if (build.is_constant(of) && build.type_of(of).kind != type::TypeKind::unknown)
    context.report_no_effect(value, diagnostic::text::why_same_for_all);
  field.type = build.type_of(of);
  field.decimals = build[of].form.decimals;
  if (build[of].form.ratio) context.sink.report(code::ratio_output, span, {value.text()});
  Column& column = context.model.columns[field.column];
  column.type = field.type;
  column.form = {false, field.decimals};
  // A row without a group belongs to none, and says so.
  const ExprId none = build.fail(type::CellFault::left_out, field.type, span);
  context.columns.define(made.groups[index], build.choose(build.is_given(of, span), of, none, span),
                         span);
}

/// Under two names a value tells no more groups apart than under one.
void refuse_same_groups(Context& context, const syntax::NodeList& parts) {
  base::HashMap<std::string, NodeView> seen;
  for (const NodeView part : parts) {
    const NodeView value = part[Label::value];
    const auto [first, fresh] = seen.try_emplace(words_said(context.model, value), part);
    // Of two without names the second is told as a name that stands twice.
    if (!fresh && (part[Label::name] || first->second[Label::name]))
      context.sink.report(code::same_on_both_sides, part.span(),
                          {context.model.written(value.span())});
  }
}

void add_group(Context& context, MadeRows& made, NodeView part) {
  const NodeView name = name_of_group(part);
  if (!name) {
    context.sink.report(code::group_name, part.span(), {context.model.written(part.span())});
    return;
  }
  Field field;
  field.name = name.text();
  field.span = name.span();
  made.fields.push_back(MadeField::group);
  made.groups.push_back(add_maker(context, made.sources.front().rows,
                                  context.model.entities[made.entity], part.span()));
  context.columns.add_field(made.entity, std::move(field));
}

/// How a row finds its group: by the name of the summary, as if its table said so.
void add_reference(Context& context, const MadeRows& made) {
  const Entity& of = context.model.entities[made.entity];
  const EntityId rows = made.sources.front().rows;
  Column column;
  column.entity = rows;
  column.type = type::reference(made.entity);
  column.output = true;  // a row without a group is listed with the errors
  column.origin = {"entity", of.name, of.label, "", type::Role::field, of.span};
  const ColumnId id = context.columns.add_raw(std::move(column));
  if (!context.names.declare(rows, of.name, {SymbolKind::column, id, of.span})) return;
  context.names.use(*context.names.find(rows, of.name));
  context.tables.add_found_reference({rows, made.entity, id, of.name, of.span});
  context.columns.add_definition(of.name, of.span, {id}, [&context, made, id] {
    const Entity entity = context.model.entities[made.entity];
    Match match{.entity = made.entity, .equal = {}, .as_of = std::nullopt, .by_key = true};
    for (std::size_t i = 0; i < made.groups.size(); ++i) {
      const ExprId ours = context.columns.use(made.groups[i], entity.span);
      match.equal.push_back({ours, context.columns.use(entity.fields[i].column, entity.span)});
    }
    context.columns.define(
        id, context.build.match(made.sources.front().rows, std::move(match), entity.span),
        entity.span);
  });
}

/// A summary by what names each row would have a group for each: the table once more.
void refuse_copy(Context& context, EntityId rows, const syntax::NodeList& parts) {
  if (parts.empty()) return;  // of a text that could not be read
  std::vector<ColumnId> groups;
  for (const NodeView part : parts) {
    const NodeView value = part[Label::value];
    if (!value.is(Rule::path) || value.all(Label::step).size() != 1) continue;
    for (const Field& field : context.model.entities[rows].fields)
      if (field.name == value.text()) groups.push_back(field.column);
  }
  refuse_fields_of_one(context, rows, groups,
                       base::cover(parts.front().span(), parts.back().span()));
}

void declare_summary(Context& context, NodeView item) {
  const EntityId entity = declared_entity(context.model, item);
  if (item[Label::fund]) {
    declare_fund_years(context, entity, item);
    for (const NodeView figure : item.all(Label::figure))
      declare_figure(context, entity, kWhole, figure, item);
    return;
  }
  const auto rows = entity_named(context, item[Label::rows]);
  if (!rows) return;
  MadeRows made{.entity = entity, .sources = {{*rows}}};
  const auto parts = item.all(Label::part);
  for (const NodeView part : parts) add_group(context, made, part);
  refuse_same_groups(context, parts);
  if (parts.empty() || made.groups.size() != parts.size()) return;  // told already
  Entity& of = context.model.entities[entity];
  for (std::uint32_t i = 0; i < made.groups.size(); ++i) of.key.push_back(i);
  for (std::size_t i = 0; i < made.groups.size(); ++i) {
    const std::vector<ColumnId> defined{of.fields[i].column, made.groups[i]};
    context.columns.add_definition(of.fields[i].name, of.fields[i].span, defined,
                                   [&context, made, i, value = parts[i][Label::value]] {
                                     define_group(context, made, i, value);
                                   });
  }
  add_reference(context, made);
  context.columns.wait(Wave::everything,
                       [&context, rows = *rows, parts] { refuse_copy(context, rows, parts); });
  for (const NodeView figure : item.all(Label::figure))
    declare_figure(context, entity, *rows, figure, item);
  context.model.made.push_back(std::move(made));
}

}  // namespace

constinit const Form kSummary{.rule = Rule::summary,
                              .phase = Phase::fields,
                              .declare = declare_summary,
                              .announce = announce_made_rows};

}  // namespace remit::check
