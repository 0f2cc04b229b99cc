#include "check/reward.h"

// Forms over time and places: schedules, deadlines and standings.

namespace remit::check {

using type::Opcode;
using type::Role;
using type::TypeKind;

namespace {

/// The last band of a schedule may say `after`: it goes on without end.
std::optional<std::uint32_t> schedule_scale(Context& context, NodeView item) {
  BandTypes types;
  types.input = type::kNumber;
  auto bands = read_bands(context, item[Label::bands], true, types);
  if (!bands) return std::nullopt;
  return add_scale(
      context, {std::string(item[Label::name].text()), type::ScaleKind::step, std::move(*bands)},
      types);
}

/// Years count from 1: the first begins on the day of the start.
ExprId year_of_life(Context& context, ExprId start, base::Span span) {
  ExprBuilder& build = context.build;
  const ExprId passed = build.operation(
      Opcode::years_between, {start, context.use(context.today, span)}, type::kNumber, span);
  return build.add(passed, build.number(1), span);
}

/// The day a duty is due: said outright, or a length of time after a day; kNone with a complaint.
ExprId last_day(Context& context, Typer& typer, NodeView item, const Scope& scope) {
  if (const NodeView said = clause_of(item, Rule::due))
    return typer.of_type(said[Label::on], scope, type::kDate);
  const NodeView counted = clause_of(item, Rule::counted);
  const NodeView allowed = clause_of(item, Rule::allowed);
  if (!counted || !allowed) {
    context.sink.report(Code::deadline_incomplete, item[Label::name].span(),
                        {item[Label::name].text()});
    return kNone;
  }
  const ExprId start = typer.of_type(counted[Label::start], scope, type::kDate);
  const ExprId length = typer.expr(allowed[Label::length], scope);
  const TypeKind kind = context.build.type_of(length).kind;
  if (kind == TypeKind::duration)
    return typer.move_date(start, length, false, allowed.span(), allowed[Label::calendar]);
  if (kind != TypeKind::unknown) context.sink.report(Code::day_kind_missing, allowed.span());
  return kNone;
}

}  // namespace

void declare_schedule(Context& context, NodeView item) {
  const auto scale = schedule_scale(context, item);
  if (!item[Label::clock]) {
    if (const NodeView rows = item[Label::entity])
      context.sink.report(Code::schedule_start_missing, rows.span(),
                          {item[Label::name].text(), rows.text()});
    if (scale)
      context.declare(kWhole, item[Label::name].text(),
                      {SymbolKind::scale, *scale, item[Label::name].span()});
    return;
  }
  const Form* declared = declare_form(context, item);
  if (declared == nullptr || !scale) return;
  const std::uint32_t form = index_of(context, declared);
  const ColumnId year = context.add_column(form, "year", Role::year, true);
  const ColumnId value = context.add_column(form, "", Role::value, true);
  context.add_unit(
      context.forms[form].name, item.span(), {year, value},
      [&context, item, form, year, value, scale] {
        Typer typer(context);
        const Scope scope{.entity = context.forms[form].entity};
        const ExprId start = typer.of_type(item[Label::clock][Label::start], scope, type::kDate);
        context.define(year, year_of_life(context, start, item.span()), item[Label::clock].span());
        context.define(value, typer.apply_scale(*scale, context.build.column(year), item.span()),
                       item[Label::bands].span());
      });
}

void declare_deadline(Context& context, NodeView item) {
  const Form* declared = declare_form(context, item);
  if (declared == nullptr) return;
  const std::uint32_t form = index_of(context, declared);
  const ColumnId due = context.add_column(form, "due", Role::due, true);
  context.forms[form].main = due;
  const ColumnId late = context.add_column(form, "late", Role::late, true);
  context.add_unit(
      context.forms[form].name, item.span(), {due, late}, [&context, item, form, due, late] {
        Typer typer(context);
        ExprBuilder& build = context.build;
        const Scope scope{.entity = context.forms[form].entity};
        const ExprId last = last_day(context, typer, item, scope);
        if (last == kNone) return;
        context.define(due, last, item.span());
        const ExprId today = context.use(context.today, item.span());
        const ExprId day = build.column(due, item.span());
        const NodeView done_clause = clause_of(item, Rule::done);
        ExprId passed = today;
        if (done_clause) {
          const ExprId done = typer.of_type(done_clause[Label::on], scope, type::kDate);
          passed =
              build.operation(Opcode::otherwise, {done, today}, type::kDate, done_clause.span());
        }
        context.define(late, build.compare(Opcode::greater, passed, day, item.span()), item.span());
      });
}

void declare_ranking(Context& context, NodeView item) {
  const Form* declared = declare_form(context, item);
  if (declared == nullptr) return;
  const std::uint32_t form = index_of(context, declared);
  const ColumnId place = context.add_column(form, "", Role::rank, true);
  const ColumnId tied = context.add_column(form, "ties", Role::ties, true);
  context.add_unit(
      context.forms[form].name, item.span(), {place, tied}, [&context, item, form, place, tied] {
        Typer typer(context);
        const EntityId entity = context.forms[form].entity;
        const Scope scope{.entity = entity};
        Rank rank;
        std::vector<ExprId> conditions;
        NodeView ties;
        for (const NodeView clause : item.all(Label::clause)) {
          if (clause.is(Rule::when))
            conditions.push_back(typer.condition(clause[Label::condition], scope));
          if (clause.is(Rule::within))
            rank.partition = typer.partition(clause.all(Label::group), scope);
          if (clause.is(Rule::ranking_by))
            for (const SortKey& key : typer.sort_keys(clause, scope)) rank.keys.push_back(key);
          if (clause.is(Rule::ties)) ties = clause;
        }
        if (!conditions.empty())
          rank.where = context.build.conjunction(std::move(conditions), item.span());
        if (!ties || ties[Label::share])
          context.sink.report(Code::tie_rule_missing, item[Label::name].span());
        if (ties[Label::dense]) rank.output = type::RankOutput::dense;
        if (ties[Label::by])
          for (const SortKey& key : typer.sort_keys(ties, scope)) rank.keys.push_back(key);
        context.define(place, context.build.rank(entity, rank, item.span()), item.span());
        rank.output = type::RankOutput::tied;
        context.define(tied, context.build.rank(entity, std::move(rank), item.span()), item.span());
      });
}

}  // namespace remit::check
