// What is asked for a day or a year: schedules and dated parameters.

#include "base/civil_date.h"
#include "base/strings.h"
#include "check/call_words.h"
#include "check/dated.h"
#include "check/typer.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "diagnostic/text/common.h"

namespace remit::check {

using type::Opcode;
using type::Type;

namespace {

/// "from 2022-01-01 to 2022-01-31".
diagnostic::Argument held(const Dated& dated) {
  const std::string from = iso_text(dated.days.front());
  if (!dated.ends) return diagnostic::worded(diagnostic::text::days_from, {from});
  return diagnostic::worded(diagnostic::text::days_from_to, {from, iso_text(dated.last_day)});
}

}  // namespace

/// The schedule with a clock that a name stands for in these rows; nullptr if it is none.
const Schedule* Typer::schedule_named(NodeView name, const Scope& scope) {
  if (!name.is(Rule::path) || name.all(Label::step).size() != 1) return nullptr;
  for (const EntityId entity : {scope.entity, kWhole}) {
    const Symbol* symbol = c_.names.find(entity, name[Label::step].text());
    if (symbol == nullptr || symbol->kind != SymbolKind::provision) continue;
    const Schedule* schedule = c_.tables.schedule_of(symbol->index);
    if (schedule != nullptr) c_.names.use(*symbol, name.span());
    return schedule;
  }
  return nullptr;
}

/// What the schedule gives in that year of its life: a step of its own.
ExprId Typer::of_schedule(const Schedule& schedule, ExprId year, NodeView node) {
  const ExprId value = apply_scale(schedule.scale, year, node.span());
  if (unknown(value) || within_ != nullptr) return value;
  const NodeView item = schedule.item;
  const std::string name(item[Label::name].text());
  const std::string in_year = plain_words(node[Label::right]);
  return step({"schedule", in_year.empty() ? name : base::concat(name, "(", in_year, ")"),
               std::string(item[Label::label].text()), schedule.cite, type::Role::applied,
               item[Label::bands].span()},
              value, node.span());
}

/// Of a schedule that starts on a day, the years of its life begin on that day of the year; before
/// it is year 0, which no bracket covers. One that starts in a year goes by calendar years.
ExprId Typer::schedule_on(const Schedule& schedule, ExprId day, NodeView node, const Scope& scope) {
  const base::Span span = node.span();
  const ExprId start = schedule_start(schedule, scope);
  if (unknown(start) || unknown(day)) return wrong(span);
  const ExprId one = build_.number(1, type::kNumber, span);
  if (build_.type_of(start) == type::kNumber) {
    const ExprId year = build_.operation(Opcode::year_of, {day}, type::kNumber, span);
    return of_schedule(schedule, build_.add(build_.subtract(year, start, span), one, span), node);
  }
  const ExprId passed = build_.operation(Opcode::years_between, {start, day}, type::kNumber, span);
  const ExprId before = build_.compare(Opcode::less, day, start, span);
  const ExprId year = build_.choose(before, build_.number(0, type::kNumber, span),
                                    build_.add(passed, one, span), span);
  return of_schedule(schedule, year, node);
}

ExprId Typer::schedule_start(const Schedule& schedule, const Scope& scope) {
  const NodeView start = schedule.item[Label::clock][Label::start];
  bool& being_read = c_.tables.reading_start(schedule);
  if (being_read) {
    const std::string name(schedule.item[Label::name].text());
    c_.sink.report(code::cycle, start.span(), {name, base::concat(name, " -> ", name)});
    return wrong(start.span());
  }
  being_read = true;
  const ExprId value = expr(start, Scope{.entity = schedule.whole ? kWhole : scope.entity});
  being_read = false;
  if (build_.type_of(value) == type::kNumber) return whole_number(value, start.span());
  return coerce(value, type::kDate, start.span());
}

ExprId Typer::schedule_in_year(NodeView node, const Scope& scope) {
  const NodeView left = node[Label::left];
  const NodeView right = node[Label::right];
  const ExprId asked = whole_number(of_type(right, scope, type::kNumber), right.span());
  const Schedule* schedule = schedule_named(left, scope);
  if (schedule == nullptr) {
    if (left.is(Rule::path) && is_name(scope, left[Label::step].text()) &&
        build_.type_of(expr(left, scope)) == type::kDate) {
      const bool chinese = after_chinese(node.operator_span());
      const std::string in_year =
          base::concat(chinese ? "年份(" : "year(", left.text(), ") = ", right.text());
      c_.sink
          .report(code::said_otherwise, node.span(),
                  {node.text(), diagnostic::worded(diagnostic::text::quoted, {in_year})})
          .suggest(node.span(), in_year);
      return wrong(node.span());
    }
    c_.sink.report(code::wrong_kind, left.span(),
                   {c_.model.written(left.span()), diagnostic::text::kind_value,
                    diagnostic::text::kind_schedule});
    return wrong(node.span());
  }
  ExprId first = schedule_start(*schedule, scope);
  if (unknown(first) || unknown(asked)) return wrong(node.span());
  if (build_.type_of(first) == type::kDate)
    first = build_.operation(Opcode::year_of, {first}, type::kNumber, node.span());
  const ExprId year = build_.add(build_.subtract(asked, first, node.span()),
                                 build_.number(1, type::kNumber, node.span()), node.span());
  return of_schedule(*schedule, year, node);
}

ExprId Typer::dated_parameter(NodeView node, const Scope& scope) {
  if (const Schedule* schedule = schedule_named(node[Label::left], scope))
    return schedule_on(*schedule, of_type(node[Label::right], scope, type::kDate), node, scope);
  const ExprId day = of_type(node[Label::right], scope, type::kDate);
  const NodeView left = node[Label::left];
  const Symbol* symbol = left.is(Rule::path) && left.all(Label::step).size() == 1
                             ? c_.names.find(kWhole, left[Label::step].text())
                             : nullptr;
  if (symbol == nullptr || symbol->kind != SymbolKind::dated) {
    const ExprId value = expr(left, scope);
    if (!unknown(value))
      c_.sink.report(code::wrong_kind, left.span(),
                     {c_.model.written(left.span()), diagnostic::text::kind_value,
                      diagnostic::text::kind_dated});
    return wrong(node.span());
  }
  c_.names.use(*symbol, left.span());
  const Dated& dated = c_.model.dated[symbol->index];
  const auto fixed = fixed_day(day);
  if (fixed && !value_of(dated, *fixed)) {
    c_.sink.report(code::day_outside, node.span(), {dated.name, iso_text(*fixed), held(dated)});
    return wrong(node.span());
  }
  const Type type = build_.type_of(dated.values[0]);
  return build_.operation(Opcode::dated, {day}, type, node.span(), symbol->index);
}

}  // namespace remit::check
