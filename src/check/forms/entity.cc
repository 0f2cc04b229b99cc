// A table of data: its fields, what they must fulfil, and what orders its rows.
#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "base/hash_map.h"
#include "check/clauses.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/found_references.h"
#include "check/groups.h"
#include "check/guards.h"
#include "check/made_rows.h"
#include "check/row_check.h"
#include "check/types.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "type/words.h"

namespace remit::check {

namespace {

/// A row is told from others by its key: nothing lets a field of it be blank. A default would give
/// all rows of one field's key the same one; as a part of several it says what a blank means.
void refuse_blank_key(Context& context, NodeView node, bool alone) {
  const auto refuse = [&](base::Span span, std::string_view written) {
    context.sink.report(code::key_may_be_blank, span, {node[Label::name].text(), written});
  };
  if (const NodeView decision = node[Label::decision]) refuse(decision.span(), decision.text());
  for (const NodeView option : node.all(Label::option))
    if (option.has(Keyword::optional) || option.has(Keyword::or_not_applicable) ||
        (alone && option.is(Rule::default_)))
      refuse(option.span(), option.text());
}

/// Of two options of one kind the last would hold.
void refuse_option_twice(Context& context, NodeView field) {
  const auto options = field.all(Label::option);
  for (std::size_t i = 1; i < options.size(); ++i)
    for (std::size_t first = 0; first < i; ++first)
      if (options[first].is(options[i].rule()) && !options[i].text().empty()) {
        context.sink
            .report(code::option_twice, options[i].span(),
                    {field[Label::name].text(), options[i].text()})
            .note(options[first].span(), diagnostic::text::note_other_place);
        break;
      }
}

void read_field(Context& context, EntityId entity, NodeView node) {
  Field field;
  field.name = node[Label::name].text();
  field.span = node[Label::name].span();
  const FieldType type = read_type(context, node[Label::type], entity);
  field.type = type.type;
  field.decimals = type.decimals;
  field.decision = static_cast<bool>(node[Label::decision]);
  field.percent = type.percent;
  NodeView initial;
  NodeView left_out;
  for (const NodeView option : node.all(Label::option)) {
    if (option.is(Rule::default_))
      initial = option[Label::value];
    else if (option.is(Rule::bounds))
      field.bounded = true;
    else if (option.has(Keyword::optional))
      field.optional = true;
    else if (option.has(Keyword::or_not_applicable))
      field.may_not_apply = true;
    else if (option.has(Keyword::left_out_when_unknown))
      left_out = option;
    else if (option.is(Rule::header))
      field.header = option[Label::text].text();
    else if (option.token().kind == syntax::TokenKind::text)
      field.label = option.text();
  }
  if (initial)
    for (const NodeView option : node.all(Label::option))
      if (option.has(Keyword::optional))
        context.report_no_effect(option, diagnostic::text::why_default);
  if (const NodeView label = node[Label::label]) field.label = label.text();
  field.left_out = static_cast<bool>(left_out);
  if (left_out && field.type.kind != type::TypeKind::reference &&
      field.type.kind != type::TypeKind::unknown)
    context.sink.report(code::left_out_of_nothing, left_out.span(),
                        {field.name, Typer(context).describe(field.type)});
  if (initial) {
    Typer typer(context);
    const std::size_t errors = context.sink.error_count();
    field.default_value = typer.in_unit(initial, Scope{}, field.type);
    if (!context.build.is_constant(*field.default_value) && context.sink.error_count() == errors)
      context.sink.report(code::not_constant, initial.span());
    FieldType promised = type;
    promised.promised = true;
    keep_declared(context, promised, *field.default_value, field.name, initial.span());
    if (field.percent && !field.bounded && context.sink.error_count() == errors)
      refuse_default_outside(context, field, number::Rational(0), number::Rational(1));
  }
  const bool within_whole = field.percent && !field.bounded;
  context.columns.add_field(entity, std::move(field));
  if (within_whole)
    context.claims.bound(context.model.entities[entity].fields.back().column, {0, 1, true});
  if (!node[Label::key]) return;
  refuse_blank_key(context, node, true);
  Entity& of = context.model.entities[entity];
  if (!of.key.empty()) {
    context.sink.report(code::several_keys, node[Label::name].span(), {of.name});
    if (const Symbol* symbol = context.names.find(entity, node[Label::name].text()))
      context.names.use(*symbol);
  } else {
    of.key = {static_cast<std::uint32_t>(of.fields.size() - 1)};
  }
}

NodeView field_node(NodeView item, std::string_view name) {
  for (const NodeView member : item.all(Label::member))
    if (member.is(Rule::field) && member[Label::name].text() == name) return member[Label::name];
  return {};
}

/// `key unit, year`: fields that name a row together.
void read_key(Context& context, EntityId entity, NodeView item, NodeView node) {
  Entity& of = context.model.entities[entity];
  if (!of.key.empty()) {
    context.sink.report(code::several_keys, node.span(), {of.name});
    return;
  }
  const auto names = node.all(Label::field);
  report_twice(context, names, code::duplicate_key_part);
  for (const NodeView name : names) {
    const auto found = std::ranges::find(of.fields, name.text(), &Field::name);
    const auto index = static_cast<std::uint32_t>(found - of.fields.begin());
    if (found == of.fields.end()) {
      if (!context.names.report_foretold(name.text(), name.span(), diagnostic::text::reader_key))
        context.names.report_unknown(entity, name.text(), name.span());
    } else if (!of.is_key(index)) {
      of.key.push_back(index);
      for (const NodeView member : item.all(Label::member))
        if (member.is(Rule::field) && member[Label::name].text() == name.text())
          refuse_blank_key(context, member, false);
      if (const Symbol* symbol = context.names.find(entity, name.text()))
        context.names.use(*symbol, name.span());
    }
  }
}

/// What fields are after the checks read so far: each such column with the fields that it rests on.
using Checked = std::map<ColumnId, std::set<ColumnId>>;

/// Collects the columns that an expression reads, also those behind their checks. `seen`: the parts
/// looked at, since an expression may have one several times.
void collect_columns(const Model& model, ExprId expr, const Checked& checked,
                     std::set<ExprId>& seen, std::set<ColumnId>& columns) {
  if (!seen.insert(expr).second) return;
  const Expr& at = model.exprs[expr];
  if (at.kind == ExprKind::column && columns.insert(at.payload).second) {
    const Column& of = model.columns[at.payload];
    if (const auto known = checked.find(at.payload); known != checked.end())
      columns.insert(known->second.begin(), known->second.end());
    else if (of.origin.role == type::Role::guard && of.value != kNone)
      collect_columns(model, of.value, checked, seen, columns);
  }
  for (const ExprId arg : at.args) collect_columns(model, arg, checked, seen, columns);
}

void read_check(Context& context, EntityId entity, NodeView node, Checked& checked) {
  if (const NodeView label = node[Label::label])
    context.tables.add_remark(
        {.label = std::string(label.text()), .span = node[Label::condition].span()});
  const Mentioned said = mentioned_in(context, entity, node[Label::condition]);
  if (said.figures) {
    std::set<ColumnId> fields;
    for (const std::uint32_t field : said.fields)
      fields.insert(context.model.entities[entity].fields[field].column);
    for (const ColumnId guard :
         guard_by_figures(context, entity, node[Label::condition], said.fields))
      checked[guard] = fields;
    return;
  }
  Typer typer(context);
  const std::size_t errors = context.sink.error_count();
  const ExprId condition = typer.condition(node[Label::condition], Scope{.entity = entity});
  std::vector<std::uint32_t> mentioned;
  std::set<ExprId> seen;
  std::set<ColumnId> read;
  collect_columns(context.model, condition, checked, seen, read);
  const auto& fields = context.model.entities[entity].fields;
  for (std::uint32_t i = 0; i < fields.size(); ++i)
    if (read.contains(fields[i].column)) mentioned.push_back(i);
  if (mentioned.empty() && context.sink.error_count() == errors)
    refuse_without_fields(context, node[Label::condition], condition);
  std::set<ColumnId> inputs;
  for (const std::uint32_t field : mentioned) inputs.insert(fields[field].column);
  for (const std::uint32_t field : mentioned) {
    const ColumnId guard =
        guard_field(context, entity, field, condition, type::CellFault::check_failed,
                    node[Label::condition].span());
    checked[guard] = inputs;
  }
}

/// A field that a clause of the table names; kNone, with a complaint, if there is none.
ColumnId ordering_field(Context& context, EntityId entity, NodeView name) {
  const auto& fields = context.model.entities[entity].fields;
  const auto found = std::ranges::find(fields, name.text(), &Field::name);
  if (found == fields.end()) {
    if (!context.names.report_foretold(name.text(), name.span(), diagnostic::text::reader_period))
      context.names.report_unknown(entity, name.text(), name.span());
    return kNone;
  }
  if (const Symbol* symbol = context.names.find(entity, name.text()))
    context.names.use(*symbol, name.span());
  return found->column;
}

base::Span whole_of(const syntax::NodeList& nodes) {
  return base::cover(nodes.front().span(), nodes.back().span());
}

/// The fields by which a clause of the table groups its rows, each once.
std::vector<ColumnId> grouping_fields(Context& context, EntityId entity, NodeView node) {
  const auto groups = node.all(Label::group);
  std::vector<ColumnId> columns;
  for (const NodeView group : groups) {
    const ColumnId column = ordering_field(context, entity, group);
    if (column != kNone) columns.push_back(column);
  }
  if (!columns.empty()) refuse_fields_of_one(context, entity, columns, whole_of(groups));
  return columns;
}

void read_period(Context& context, EntityId entity, NodeView node) {
  Period period;
  period.column = ordering_field(context, entity, node[Label::of]);
  if (period.column != kNone) {
    const Column& of = context.model.columns[period.column];
    if (of.type != type::kNumber || of.form.decimals != 0)
      context.sink.report(code::period_type, node[Label::of].span(),
                          {Typer(context).describe(of.type)});
  }
  period.group = grouping_fields(context, entity, node);
  const auto groups = node.all(Label::group);
  if (std::ranges::count(period.group, period.column) > 0)
    context.sink.report(
        code::idle_groups, whole_of(groups),
        {context.model.written(whole_of(groups)),
         diagnostic::worded(diagnostic::text::group_is_period, {node[Label::of].text()})});
  if (period.column != kNone) context.tables.set_period(entity, std::move(period));
}

void read_sequence(Context& context, EntityId entity, NodeView node) {
  if (context.tables.sequence_of(entity) != nullptr) {
    context.sink.report(code::second_sequence, node.span(), {context.model.entities[entity].name});
    return;
  }
  Sequence sequence{.node = node, .group = grouping_fields(context, entity, node)};
  for (const Field& field : context.model.entities[entity].fields)
    if (type::kBefore.is(field.name) || type::kEarlier.is(field.name))
      context.sink.report(code::word_as_name, field.span,
                          {field.name, diagnostic::text::word_has_meaning});
  context.tables.set_sequence(entity, std::move(sequence));
  // Its keys may be figures, which are declared later.
  context.columns.wait(Wave::everything,
                       [&context, entity] { Typer(context).read_sequence(entity); });
}

void read_dated_by(Context& context, EntityId entity, NodeView node) {
  const ColumnId day = ordering_field(context, entity, node[Label::day]);
  if (day == kNone) return;
  const type::Type type = context.model.columns[day].type;
  if (type != type::kDate && type != type::kUnknown)
    context.sink.report(code::type_mismatch, node[Label::day].span(),
                        {diagnostic::text::type_date, Typer(context).describe(type), ""});
  if (type != type::kDate) return;
  context.tables.set_day_of_rows(entity, {.day = day, .node = node});
  context.tables.date_rows(entity, day);
}

/// Reports fields that would be read from one column: what the data may call them is the same.
void refuse_shared_headers(Context& context, const Entity& entity, NodeView item) {
  base::HashMap<std::string, const Field*> owners;
  for (const Field& field : entity.fields) {
    for (const std::string* word : {&field.name, &field.label, &field.header}) {
      if (word->empty()) continue;
      const auto [owner, fresh] = owners.try_emplace(*word, &field);
      if (fresh || owner->second->name == field.name)
        continue;  // twice of one name: told elsewhere
      const NodeView node = field_node(item, field.name);
      context.sink
          .report(code::shared_header, node ? node.span() : field.span,
                  {*word, owner->second->name, field.name})
          .note(owner->second->span, diagnostic::text::note_other_place);
      break;
    }
  }
}

/// Of two clauses that say the same thing of all rows the last would hold.
void refuse_members_twice(Context& context, NodeView item) {
  for (const Rule rule : {Rule::period, Rule::dated_by}) {
    NodeView first;
    for (const NodeView member : item.all(Label::member)) {
      if (!member.is(rule)) continue;
      if (first)
        context.sink
            .report(code::duplicate_clause, member.span(),
                    {first_word(rule), first_word(item.rule())})
            .note(first.span(), diagnostic::text::note_other_place);
      else
        first = member;
    }
  }
}

void announce_entity(Context& context, NodeView item) {
  const auto id = static_cast<EntityId>(context.model.entities.size());
  const NodeView name = item[Label::name];
  Entity entity;
  entity.name = name.text();
  entity.label = item[Label::label].text();
  entity.hole = item.is(Rule::open_entity);
  entity.made = static_cast<bool>(item[Label::made]);
  if (entity.hole) entity.cite = cited_clause(context, item);
  entity.span = name.span();
  context.model.entities.push_back(std::move(entity));
  declare_name(context, item, SymbolKind::entity, id);
}

void declare_members(Context& context, NodeView item) {
  const EntityId entity = declared_entity(context.model, item);
  const NodeView made = item[Label::made];
  if (made) {
    declare_made_rows(context, entity, made);
    refuse_data_of_made(context, entity, item);
  }
  for (const NodeView member : item.all(Label::member))
    if (member.is(Rule::field)) refuse_option_twice(context, member);
  for (const NodeView member : item.all(Label::member))
    if (!made && member.is(Rule::field) && !is_found_by_content(member))
      read_field(context, entity, member);
  if (!made) resolve_row_currencies(context, entity, item);
  for (const NodeView member : item.all(Label::member))
    if (!made && member.is(Rule::key_of)) read_key(context, entity, item, member);
  for (const NodeView member : item.all(Label::member)) {
    if (!member.is(Rule::field) || is_found_by_content(member)) continue;
    for (const NodeView option : member.all(Label::option)) {
      if (made || !option.is(Rule::bounds)) continue;
      const auto& fields = context.model.entities[entity].fields;
      const auto at = std::ranges::find(fields, member[Label::name].text(), &Field::name);
      guard_bounds(context, entity, static_cast<std::uint32_t>(at - fields.begin()), option);
    }
  }
  refuse_shared_headers(context, context.model.entities[entity], item);
  Checked checked;
  for (const NodeView member : item.all(Label::member)) {
    if (member.is(Rule::check)) read_check(context, entity, member, checked);
    if (member.is(Rule::sequence)) read_sequence(context, entity, member);
    if (member.is(Rule::period)) read_period(context, entity, member);
    if (member.is(Rule::dated_by)) read_dated_by(context, entity, member);
  }
  refuse_members_twice(context, item);
  const Entity& of = context.model.entities[entity];
  if (of.key.empty() && !of.hole && !of.made) context.sink.report(code::no_key, of.span, {of.name});
}

}  // namespace

constinit const Form kEntity{.rule = Rule::entity,
                             .phase = Phase::fields,
                             .declare = declare_members,
                             .announce = announce_entity};

constinit const Form kOpenEntity{.rule = Rule::open_entity,
                                 .phase = Phase::fields,
                                 .declare = declare_members,
                                 .announce = announce_entity};

}  // namespace remit::check
