#include "check/made_rows.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/chinese_script.h"
#include "base/civil_date.h"
#include "check/declare.h"
#include "check/found_references.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace {

using number::Rational;
using type::CalendarUnit;
using type::MadeField;
using type::MadeRows;
using type::Opcode;

struct UnitWord {
  Keyword word;
  CalendarUnit unit;
};
constexpr UnitWord kUnits[] = {
    {Keyword::day_span, CalendarUnit::day},      {Keyword::week_span, CalendarUnit::week},
    {Keyword::month_span, CalendarUnit::month},  {Keyword::quarter_span, CalendarUnit::quarter},
    {Keyword::year_span, CalendarUnit::year},    {Keyword::monday, CalendarUnit::monday},
    {Keyword::tuesday, CalendarUnit::tuesday},   {Keyword::wednesday, CalendarUnit::wednesday},
    {Keyword::thursday, CalendarUnit::thursday}, {Keyword::friday, CalendarUnit::friday},
    {Keyword::saturday, CalendarUnit::saturday}, {Keyword::sunday, CalendarUnit::sunday},
};

CalendarUnit unit_of(NodeView node) {
  if (!node) return CalendarUnit::stretch;
  for (const UnitWord& each : kUnits)
    if (node.has(each.word)) return each.unit;
  return CalendarUnit::none;
}

void add_field(Context& context, EntityId entity, MadeRows& made, MadeField what, Field field) {
  made.fields.push_back(what);
  if (field.span.empty()) field.span = context.model.entities[entity].span;
  context.columns.add_field(entity, std::move(field));
}

/// A field that has a name of the language: the one in the script of the table's own name is what
/// reports call it, the other is understood too.
void add_named(Context& context, EntityId entity, MadeRows& made, MadeField what) {
  const bool chinese = base::has_chinese(context.model.entities[entity].name);
  const type::Word word = type::made_field_word(what);
  const bool day = what == MadeField::first_day || what == MadeField::last_day;
  Field field;
  field.name = chinese ? word.zh : word.en;
  field.type = day ? type::kDate : type::kNumber;
  const ColumnId column = static_cast<ColumnId>(context.model.columns.size());
  const base::Span span = context.model.entities[entity].span;
  add_field(context, entity, made, what, std::move(field));
  context.names.declare(entity, chinese ? word.en : word.zh, {SymbolKind::column, column, span});
  context.names.give(entity, word.zh);
}

/// Where a span begins or ends.
struct SpanEnd {
  ExprId day = kNone;  ///< a date; of a type unknown where something is wrong
  bool year = false;   ///< written as a whole number: all of that year
};

SpanEnd wrong_end(Context& context, NodeView node, type::Type type) {
  context.sink.report(code::span_type, node.span(),
                      {context.model.written(node.span()), Typer(context).describe(type)});
  return {context.build.blank(type::kUnknown, node.span())};
}

/// A date, or the first or last day of a year.
SpanEnd end_of_span(Context& context, NodeView node, const Scope& scope, bool last) {
  ExprBuilder& build = context.build;
  const base::Span span = node.span();
  const ExprId value = Typer(context).copied(node, scope);
  const type::Type type = build.type_of(value);
  if (type == type::kDate || type.kind == type::TypeKind::unknown) return {value};
  const type::NumberForm form = build[value].form;
  if (type != type::kNumber || form.ratio || form.decimals != 0)
    return wrong_end(context, node, type);
  base::CivilDate first =
      last ? base::CivilDate{base::kMinYear, 12, 31} : base::CivilDate{base::kMinYear, 1, 1};
  if (const Rational* fixed = build.constant(value)) {
    if (*fixed < Rational(base::kMinYear) || *fixed > Rational(base::kMaxYear))
      return wrong_end(context, node, type);
    first.year = static_cast<std::int32_t>(fixed->numerator().to_int64());
    return {build.date(base::days_from_civil(first), span), true};
  }
  const ExprId later =
      build.subtract(value, build.number(Rational(base::kMinYear), type::kNumber, span), span);
  const ExprId origin = build.date(base::days_from_civil(first), span);
  return {build.operation(Opcode::add_years, {origin, later}, type::kDate, span), true};
}

void define_span(Context& context, const MadeRows& made, NodeView span) {
  const Scope scope{.entity = made.span_rows()};
  const NodeView low = span[Label::low];
  const NodeView high = span[Label::high] ? span[Label::high] : low;
  ExprBuilder& build = context.build;
  const SpanEnd begin = end_of_span(context, low, scope, false);
  const ExprId from = begin.day;
  const ExprId to = end_of_span(context, high, scope, true).day;
  const bool known = build.type_of(from) == type::kDate && build.type_of(to) == type::kDate;
  // A single year means all its days; a single date would be one.
  if (known && !span[Label::high] && !begin.year) wrong_end(context, low, type::kDate);
  if (!known) {
    context.columns.define(made.from, build.blank(type::kDate, low.span()), low.span());
    context.columns.define(made.to, build.blank(type::kDate, high.span()), high.span());
    return;
  }
  if (span[Label::high] && !begin.year) Typer(context).refuse_twice(span, from, to);
  const auto first = build.ordered_constant(from);
  const auto last = build.ordered_constant(to);
  if (first && last && *last < *first)
    context.sink.report(code::period_reversed, {low.span().begin, high.span().end},
                        {low.text(), high.text()});
  const base::Span all{low.span().begin, high.span().end};
  const ExprId reversed = build.compare(Opcode::less, to, from, all);
  const ExprId end =
      build.choose(reversed, build.fail(type::CellFault::check_failed, type::kDate, all), to, all);
  context.columns.define(made.from, from, low.span());
  context.columns.define(made.to, end, all);
}

/// A day on which something changes: a date of the row itself, or of all rows of another table.
void define_cut(Context& context, ColumnId column, EntityId rows, NodeView path, bool other) {
  Typer typer(context);
  const base::Span span = path.span();
  const ExprId day = other ? typer.path_from(path, rows, 1) : typer.copied(path, {.entity = rows});
  context.columns.define(column, typer.coerce(day, type::kDate, span), span);
}

void add_cut(Context& context, EntityId entity, MadeRows& made, NodeView path) {
  const auto steps = path.all(Label::step);
  const EntityId own = made.span_rows();
  const auto named = steps.size() > 1 && context.names.find(own, steps[0].text()) == nullptr
                         ? context.names.entity_meant(steps[0])
                         : std::nullopt;
  const EntityId rows = named.value_or(own);
  const ColumnId column = add_maker(context, rows, context.model.entities[entity], path.span());
  made.cuts.push_back(column);
  context.columns.add_definition(context.model.entities[entity].name, path.span(), {column},
                                 [&context, column, rows, path, other = named.has_value()] {
                                   define_cut(context, column, rows, path, other);
                                 });
}

/// Without a span, that for which the policy is in force.
void define_force(Context& context, const MadeRows& made, NodeView span) {
  const Model& model = context.model;
  const bool known = model.effective_from && model.effective_to;
  if (!known) context.sink.report(code::span_missing, span.span(), {span.text()});
  const auto day = [&](const std::optional<std::int32_t>& of) {
    return known ? context.build.date(*of, span.span())
                 : context.build.blank(type::kDate, span.span());
  };
  context.columns.define(made.from, day(model.effective_from), span.span());
  context.columns.define(made.to, day(model.effective_to), span.span());
}

/// The calendar of `made`, if it has one; complains of a second.
NodeView calendar_of(Context& context, NodeView made) {
  NodeView found;
  for (const NodeView each : made.all(Label::crossing)) {
    if (!each.is(Rule::calendar_span)) continue;
    if (found)
      context.sink.report(code::second_calendar, each.span(), {each.text()})
          .note(found.span(), diagnostic::text::note_other_place);
    else
      found = each;
  }
  return found;
}

void add_source(Context& context, EntityId entity, MadeRows& made, NodeView node) {
  const auto rows = entity_named(context, node[Label::rows]);
  if (!rows) return;
  Field field;
  field.name = context.model.entities[*rows].name;
  field.type = type::reference(*rows);
  field.span = node[Label::rows].span();
  MadeRows::Source source{*rows};
  if (const NodeView condition = node[Label::condition]) {
    source.where = add_maker(context, *rows, context.model.entities[entity], condition.span());
    context.columns.add_definition(
        context.model.entities[entity].name, condition.span(), {source.where},
        [&context, condition, rows = *rows, column = source.where] {
          Typer typer(context);
          const ExprId value = typer.condition(condition, Scope{.entity = rows});
          context.columns.define(column, value, condition.span());
        });
  }
  made.sources.push_back(source);
  add_field(context, entity, made, MadeField::source, std::move(field));
}

void add_calendar(Context& context, EntityId entity, MadeRows& made, NodeView span) {
  made.unit = unit_of(span[Label::unit]);
  const EntityId rows = made.span_rows();
  made.from = add_maker(context, rows, context.model.entities[entity], span.span());
  made.to = add_maker(context, rows, context.model.entities[entity], span.span());
  for (const NodeView cut : span.all(Label::cut)) add_cut(context, entity, made, cut);
  for (const MadeField part : type::calendar_unit(made.unit).told_by)
    if (part != MadeField::first_day) add_named(context, entity, made, part);
  for (const MadeField each :
       {MadeField::first_day, MadeField::last_day, MadeField::days, MadeField::full_days})
    add_named(context, entity, made, each);
  context.columns.add_definition(context.model.entities[entity].name, span.span(),
                                 {made.from, made.to}, [&context, made, span] {
                                   if (span[Label::low])
                                     define_span(context, made, span);
                                   else
                                     define_force(context, made, span);
                                 });
}

}  // namespace

ColumnId add_maker(Context& context, EntityId rows, const Entity& made, base::Span span) {
  Column column;
  column.entity = rows;
  column.origin = {"entity", made.name, made.label, made.cite, type::Role::value, span};
  return context.columns.add_raw(std::move(column));
}

void announce_made_rows(Context& context, NodeView item) {
  const auto id = static_cast<EntityId>(context.model.entities.size());
  Entity entity;
  entity.name = item[Label::name].text();
  entity.label = item[Label::label].text();
  entity.made = true;
  entity.span = item[Label::name].span();
  context.model.entities.push_back(std::move(entity));
  declare_name(context, item, SymbolKind::entity, id);
}

void declare_made_rows(Context& context, EntityId entity, NodeView node) {
  std::vector<NodeView> sources{node[Label::source]};
  for (const NodeView each : node.all(Label::crossing))
    if (each.is(Rule::more_rows)) sources.push_back(each);
  declare_rows_of(context, entity, sources, calendar_of(context, node));
}

bool declare_rows_of(Context& context, EntityId entity, absl::Span<const NodeView> sources,
                     NodeView calendar) {
  MadeRows made{.entity = entity};
  for (const NodeView each : sources) add_source(context, entity, made, each);
  if (made.sources.empty() && !sources.empty()) return false;
  if (calendar) add_calendar(context, entity, made, calendar);
  add_named(context, entity, made, MadeField::ordinal);
  Entity& of = context.model.entities[entity];
  const std::span<const MadeField> parts = type::calendar_unit(made.unit).told_by;
  for (std::uint32_t i = 0; i < made.fields.size(); ++i)
    if (made.fields[i] == MadeField::source || std::ranges::count(parts, made.fields[i]) > 0)
      of.key.push_back(i);
  // The rows of one source row follow each other as periods do.
  Period period;
  for (std::uint32_t i = 0; i < made.fields.size(); ++i) {
    if (made.fields[i] == MadeField::source) period.group.push_back(of.fields[i].column);
    if (made.fields[i] == MadeField::ordinal) period.column = of.fields[i].column;
  }
  if (calendar) context.tables.set_period(entity, std::move(period));
  const bool known = made.sources.size() == sources.size();
  context.model.made.push_back(std::move(made));
  return known;
}

MadeYears declare_rows_of_years(Context& context, EntityId entity, base::Span span) {
  MadeRows made{.entity = entity, .unit = CalendarUnit::year};
  made.from = add_maker(context, kWhole, context.model.entities[entity], span);
  made.to = add_maker(context, kWhole, context.model.entities[entity], span);
  add_named(context, entity, made, MadeField::year);
  add_named(context, entity, made, MadeField::ordinal);
  Entity& of = context.model.entities[entity];
  of.key.push_back(0);
  const MadeYears years{of.fields[0].column, made.from, made.to};
  Period period;
  period.column = of.fields[1].column;
  context.tables.set_period(entity, std::move(period));
  context.model.made.push_back(std::move(made));
  return years;
}

void refuse_data_of_made(Context& context, EntityId entity, NodeView item) {
  const std::string& name = context.model.entities[entity].name;
  for (const NodeView member : item.all(Label::member)) {
    const bool data = member.is(Rule::field) && !is_found_by_content(member);
    if (data || member.is(Rule::key_of) || member.is(Rule::period))
      context.sink.report(code::data_of_made, member.span(), {name});
  }
}

}  // namespace remit::check
