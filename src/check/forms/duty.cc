// What has to be there: each row of a roster owes records in each part of a calendar. The parts are
// the rows of a made table; which record belongs to which part is a reference of the records.
#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/chinese_script.h"
#include "base/strings.h"
#include "check/declare.h"
#include "check/forms/deadline.h"
#include "check/forms/form.h"
#include "check/made_rows.h"
#include "diagnostic/text/check.h"
#include "type/roles.h"

namespace remit::check {

namespace {

using type::CalendarUnit;
using type::FoldOp;
using type::MadeField;
using type::MadeRows;
using type::Opcode;
using type::Role;

struct Duty {
  NodeView item;
  NodeView record{};
  EntityId parts = kWhole;   ///< the made table
  EntityId roster = kWhole;  ///< none: the whole owes it
  EntityId records = kWhole;
  ColumnId roster_of_part = kNone;                    ///< reference of the parts
  ColumnId part_of_record = kNone;                    ///< reference of the records
  ColumnId times = kNone, due = kNone, owed = kNone;  // of the parts
  ColumnId done = kNone, done_on = kNone, late = kNone, missing = kNone;
  ExprId day = kNone;     ///< of a record
  ExprId counts = kNone;  ///< whether a record is one of this duty, and there
  ExprId wanted = kNone;  ///< how many records a part needs

  base::Span span() const { return item[Label::name].span(); }
};

const MadeRows& made_rows_of(const Context& context, EntityId entity) {
  return *std::ranges::find(context.model.made, entity, &MadeRows::entity);
}

/// A figure of the parts. As their fields it has a name of the language in both; the one in the
/// script of the duty's own name is what results call it.
ColumnId add_figure(Context& context, const Duty& duty, ProvisionId id, Role role) {
  const std::string_view en = type::role_word(role, base::Language::en);
  const std::string_view zh = type::role_word(role, base::Language::zh);
  const bool chinese = base::has_chinese(context.model.entities[duty.parts].name);
  Column column;
  column.name = chinese ? zh : en;
  column.entity = duty.parts;
  column.output = true;
  column.origin = context.columns.provision(id).origin(role, duty.span());
  const ColumnId added = context.columns.add_raw(std::move(column));
  for (const std::string_view word : {en, zh})
    context.names.declare(duty.parts, word, {SymbolKind::column, added, duty.span()});
  context.names.give(duty.parts, zh);
  return added;
}

/// The day that the part with this day in it begins, within its span.
ExprId first_day_of_part(Context& context, const MadeRows& made, ExprId slot, ExprId roster,
                         base::Span span) {
  if (made.unit != CalendarUnit::week) return slot;
  ExprBuilder& build = context.build;
  const ExprId weekday = build.operation(Opcode::weekday_of, {slot}, type::kNumber, span);
  const ExprId back = build.subtract(build.number(1, type::kNumber, span), weekday, span);
  const ExprId monday = build.operation(Opcode::add_days, {slot, back}, type::kDate, span);
  ExprId from = context.columns.use(made.from, span);
  if (roster != kNone) from = build.lookup(roster, from, span);
  return build.maximum(monday, from, span);
}

/// What the key of the part is, of which `slot` is a day.
Match part_with(Context& context, const Duty& duty, ExprId slot, ExprId roster) {
  ExprBuilder& build = context.build;
  const MadeRows& made = made_rows_of(context, duty.parts);
  const Entity of = context.model.entities[duty.parts];
  const base::Span span = duty.record.span();
  const auto number = [&](Opcode op) { return build.operation(op, {slot}, type::kNumber, span); };
  Match match{.entity = duty.parts, .equal = {}, .as_of = std::nullopt, .by_key = true};
  for (const std::uint32_t field : of.key) {
    ExprId ours = roster;
    if (made.fields[field] == MadeField::year) ours = number(Opcode::year_of);
    if (made.fields[field] == MadeField::quarter) ours = number(Opcode::quarter_of);
    if (made.fields[field] == MadeField::month) ours = number(Opcode::month_of);
    if (made.fields[field] == MadeField::first_day)
      ours = first_day_of_part(context, made, slot, roster, span);
    match.equal.push_back({ours, build.column(of.fields[field].column, span)});
  }
  return match;
}

ColumnId field_of(const Context& context, EntityId parts, MadeField wanted) {
  const MadeRows& made = made_rows_of(context, parts);
  const auto at = std::ranges::find(made.fields, wanted) - made.fields.begin();
  return context.model.entities[parts].fields[static_cast<std::size_t>(at)].column;
}

/// The part that a record is of, blank where it is of none.
void define_part_of_record(Context& context, Duty& duty) {
  Typer typer(context);
  ExprBuilder& build = context.build;
  const NodeView record = duty.record;
  const base::Span span = record.span();
  const Scope scope{.entity = duty.records};
  const ExprId none = build.blank(type::reference(duty.parts), span);
  context.columns.define(duty.part_of_record, none, span);
  duty.day = typer.of_type(record[Label::day], scope, type::kDate);
  const ExprId slot =
      record[Label::slot] ? typer.of_type(record[Label::slot], scope, type::kDate) : duty.day;
  std::vector<ExprId> conditions;
  if (record[Label::condition])
    conditions.push_back(typer.condition(record[Label::condition], scope));
  ExprId roster = kNone;
  if (duty.roster != kWhole)
    roster = typer.reference_between(duty.records, duty.roster, record[Label::via], span);
  else
    context.report_no_effect(record[Label::via], diagnostic::text::why_all_rows);
  for (const ExprId each : {duty.day, slot, roster})
    if (each != kNone && build.type_of(each).kind == type::TypeKind::unknown) return;
  conditions.push_back(build.is_given(duty.day, span));
  const ExprId ours = build.conjunction(conditions, span);
  const ExprId today = context.columns.today(span);
  duty.counts =
      build.conjunction({ours, build.compare(Opcode::less_equal, duty.day, today, span)}, span);
  const ExprId found = build.match(duty.records, part_with(context, duty, slot, roster), span);
  const auto day_of_part = [&](MadeField field) {
    return build.lookup(found, build.column(field_of(context, duty.parts, field), span), span);
  };
  // A part at either end of the span may be cut.
  const ExprId within = build.conjunction(
      {build.compare(Opcode::less_equal, day_of_part(MadeField::first_day), slot, span),
       build.compare(Opcode::less_equal, slot, day_of_part(MadeField::last_day), span)},
      span);
  const ExprId known = build.choose(build.is_given(found, span),
                                    build.choose(within, found, none, span), none, span);
  context.columns.define(duty.part_of_record, build.choose(ours, known, none, span), span);
}

/// How many records have come, and the day on which there were enough.
void define_records(Context& context, Duty& duty) {
  ExprBuilder& build = context.build;
  const base::Span span = duty.record.span();
  const ExprId part = context.columns.use(duty.part_of_record, span);
  if (duty.counts == kNone) return;  // complained of
  Fold fold{.op = FoldOp::count, .rows = duty.records, .via = part, .where = duty.counts};
  context.columns.define(duty.times, build.fold(duty.parts, fold, span), span);
  const NodeView least = clause_of(duty.item, Rule::duty_least);
  Typer typer(context);
  ExprId& wanted = duty.wanted;
  wanted = build.number(1, type::kNumber, span);
  if (least) {
    wanted = typer.of_type(least[Label::least], Scope{.entity = duty.parts}, type::kNumber);
    wanted = typer.whole_number(wanted, least[Label::least].span());
    if (build.type_of(wanted).kind == type::TypeKind::unknown) return;
    const number::Rational* number = build.constant(wanted);
    if (number != nullptr && *number < number::Rational(1))
      context.report_no_effect(least, diagnostic::text::why_least_none);
  }
  const ExprId times = build.column(duty.times, span);
  const ExprId enough =
      build.compare(Opcode::greater_equal, times, wanted, least ? least.span() : span);
  typer.probe(Probe::Kind::condition, enough, span);
  context.columns.define(duty.done, enough, span);
  fold.value = duty.day;
  fold.op = FoldOp::minimum;
  if (!least) {
    context.columns.define(duty.done_on, build.fold(duty.parts, fold, span), span);
    return;
  }
  Rank rank{.keys = {{duty.day, false}},
            .partition = {part},
            .where = duty.counts,
            .output = type::RankOutput::position};
  const ExprId place = build.rank(duty.records, std::move(rank), span);
  const ExprId among = build.compare(
      Opcode::less_equal, place,
      build[wanted].entity == kWhole ? wanted : build.lookup(part, wanted, span), span);
  fold.op = FoldOp::maximum;
  fold.where = build.conjunction({duty.counts, among}, span);
  context.columns.define(duty.done_on,
                         build.choose(enough, build.fold(duty.parts, fold, span),
                                      build.blank(type::kDate, span), span),
                         span);
}

/// What is due, and whether anything is: of parts whose day is over.
void define_owed(Context& context, const Duty& duty) {
  Typer typer(context);
  ExprBuilder& build = context.build;
  const Scope scope{.entity = duty.parts};
  const ExprId end = build.column(field_of(context, duty.parts, MadeField::last_day), duty.span());
  const ExprId due = last_day(context, typer, duty.item, scope, end);
  if (due == kNone || build.type_of(due).kind == type::TypeKind::unknown) return;
  context.columns.define(duty.due, due, duty.span());
  std::vector<ExprId> conditions{build.compare(Opcode::less, build.column(duty.due, duty.span()),
                                               context.columns.today(duty.span()), duty.span())};
  for (const NodeView when : clauses_of(duty.item, Rule::when))
    conditions.push_back(tested_condition(typer, when, scope));
  context.columns.define(duty.owed, build.conjunction(std::move(conditions), duty.span()),
                         duty.span());
}

void define_verdict(Context& context, const Duty& duty) {
  ExprBuilder& build = context.build;
  const base::Span span = duty.item.span();
  const auto use = [&](ColumnId column) { return context.columns.use(column, span); };
  const ExprId owed = use(duty.owed);
  const ExprId done_on = use(duty.done_on);
  for (const ExprId each : {owed, done_on, use(duty.done), use(duty.due)})
    if (build.type_of(each).kind == type::TypeKind::unknown) return;
  if (duty.wanted == kNone) return;
  const ExprId after = build.compare(Opcode::greater, done_on, use(duty.due), span);
  context.columns.define(
      duty.late, build.conjunction({owed, build.is_given(done_on, span), after}, span), span);
  const ExprId few = build.compare(Opcode::less, use(duty.times), duty.wanted, span);
  context.columns.define(duty.missing, build.conjunction({owed, few}, span), span);
}

struct Counted {
  Role role;
  ColumnId Duty::*which;
};
constexpr Counted kCounted[] = {{Role::owed, &Duty::owed},
                                {Role::done, &Duty::done},
                                {Role::late, &Duty::late},
                                {Role::missing, &Duty::missing}};

/// How many parts of each kind a row of the roster has, or the whole: those that owe something.
void declare_counts(Context& context, const std::shared_ptr<Duty>& duty, ProvisionId id) {
  std::vector<ColumnId> columns;
  for (const Counted& each : kCounted)
    columns.push_back(context.columns.add_attribute(id, each.role));
  const EntityId entity = context.columns.provision(id).entity;
  const std::string& name = context.columns.provision(id).name;
  const bool whole = entity == kWhole;
  if (whole) columns.push_back(context.columns.add_attribute(id, Role::unmatched));
  context.columns.add_definition(name, duty->span(), columns, [&context, duty, columns, entity] {
    ExprBuilder& build = context.build;
    const base::Span span = duty->item.span();
    Fold fold{.op = FoldOp::count, .rows = duty->parts};
    if (entity != kWhole) fold.via = context.columns.use(duty->roster_of_part, span);
    const ExprId owed = context.columns.use(duty->owed, span);
    for (std::size_t i = 0; i < std::size(kCounted); ++i) {
      const ExprId wanted = context.columns.use((*duty).*kCounted[i].which, span);
      fold.where = wanted == owed ? owed : build.conjunction({owed, wanted}, span);
      if (build.type_of(fold.where).kind == type::TypeKind::unknown) continue;
      context.columns.define(columns[i], build.fold(entity, fold, span), span);
    }
    if (entity != kWhole) return;
    const ExprId part = context.columns.use(duty->part_of_record, span);
    if (duty->counts == kNone) return;
    const ExprId none = build.negation(build.is_given(part, span), span);
    Fold strays{.op = FoldOp::count,
                .rows = duty->records,
                .where = build.conjunction({duty->counts, none}, span)};
    context.columns.define(columns.back(), build.fold(kWhole, strays, span), span);
  });
}

ProvisionId add_provision(Context& context, NodeView item, EntityId entity) {
  Provision provision;
  provision.form = form_of(item.rule());
  provision.called = provision.name = item[Label::name].text();
  provision.label = item[Label::label].text();
  provision.cite = cited_clause(context, item);
  provision.entity = entity;
  provision.node = item;
  return context.columns.add(std::move(provision));
}

/// How a record finds its part: by the name of the duty, as if its table said so.
bool declare_part_of_record(Context& context, Duty& duty, ProvisionId id) {
  const std::string name(duty.item[Label::name].text());
  duty.part_of_record =
      context.columns.add_hidden(id, duty.records, Role::field, duty.record.span());
  context.model.columns[duty.part_of_record].type = type::reference(duty.parts);
  const Symbol symbol{SymbolKind::column, duty.part_of_record, duty.span()};
  if (!context.names.declare(duty.records, name, symbol)) return false;
  context.names.use(*context.names.find(duty.records, name));
  context.tables.add_found_reference(
      {duty.records, duty.parts, duty.part_of_record, name, duty.span()});
  return true;
}

/// The parts that were not kept, each with its day: a finding against whoever owes it.
void list_parts(Context& context, const Duty& duty, ProvisionId id) {
  for (const ColumnId holds : {duty.late, duty.missing}) {
    Finding finding{.name = base::concat(context.columns.provision(id).name, ".",
                                         context.model.columns[holds].name),
                    .entity = duty.parts,
                    .holds = holds,
                    .figures = {duty.due},
                    .span = duty.item.span()};
    if (holds == duty.late) finding.figures.push_back(duty.done_on);
    if (duty.roster != kWhole) {
      finding.against.kind = type::Payer::Kind::column;
      finding.against.column = duty.roster_of_part;
    }
    context.model.findings.push_back(std::move(finding));
  }
}

void declare_duty(Context& context, NodeView item) {
  const NodeView roster = clause_of(item, Rule::roster);
  const NodeView every = clause_of(item, Rule::duty_every);
  const auto duty = std::make_shared<Duty>(Duty{.item = item});
  duty->record = clause_of(item, Rule::duty_record);
  duty->parts = declared_entity(context.model, item);
  if (!every || !duty->record) return;
  std::vector<NodeView> sources;
  if (roster) sources.push_back(roster);
  const auto records = entity_named(context, duty->record[Label::rows]);
  if (!declare_rows_of(context, duty->parts, sources, every) || !records) return;
  duty->records = *records;
  const ProvisionId whole = add_provision(context, item, kWhole);
  context.columns.set_totals(duty->parts, whole);
  if (roster) {
    duty->roster = made_rows_of(context, duty->parts).span_rows();
    duty->roster_of_part = field_of(context, duty->parts, MadeField::source);
  }
  if (!declare_part_of_record(context, *duty, whole)) return;
  const auto add = [&](Role role) { return add_figure(context, *duty, whole, role); };
  duty->times = add(Role::times);
  duty->due = add(Role::due);
  duty->owed = add(Role::owed);
  duty->done = add(Role::done);
  duty->done_on = add(Role::done_on);
  duty->late = add(Role::late);
  duty->missing = add(Role::missing);
  const std::string name(item[Label::name].text());
  const auto define = [&](const std::vector<ColumnId>& columns, auto run) {
    context.columns.add_definition(name, duty->span(), columns,
                                   [&context, duty, run] { run(context, *duty); });
  };
  define({duty->part_of_record}, define_part_of_record);
  define({duty->times, duty->done, duty->done_on}, define_records);
  define({duty->due, duty->owed}, define_owed);
  define({duty->late, duty->missing}, define_verdict);
  declare_counts(context, duty, whole);
  list_parts(context, *duty, whole);
  if (!roster) return;
  const ProvisionId own = add_provision(context, item, duty->roster);
  if (context.names.declare(duty->roster, name, {SymbolKind::provision, own, duty->span()}))
    declare_counts(context, duty, own);
}

}  // namespace

constinit const Form kDuty{
    .rule = Rule::duty,
    .phase = Phase::fields,
    .declare = declare_duty,
    .announce = announce_made_rows,
    .required = {Rule::duty_every, Rule::duty_record},
    .repeatable = {Rule::when},
    .attributes = {Role::owed, Role::done, Role::late, Role::missing, Role::unmatched},
    .wants_cite = true};

}  // namespace remit::check
