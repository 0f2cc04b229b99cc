// A duty to be done by a day.
#include "check/forms/deadline.h"

#include <utility>
#include <vector>

#include "check/declare.h"
#include "check/forms/finding.h"
#include "check/forms/form.h"
#include "check/ranges.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::Opcode;
using type::Role;
using type::TypeKind;

/// The day, but an error where it lies before the one it is counted from: a length of time that is
/// computed may come out below zero, and nothing is allowed in less than no time.
static ExprId not_before(Context& context, ExprId start, ExprId last, base::Span span) {
  ExprBuilder& build = context.build;
  if (build.type_of(last) != type::kDate) return last;
  const ExprId before = build.compare(Opcode::less, last, start, span);
  return build.choose(before, build.fail(type::CellFault::out_of_bounds, type::kDate, span), last,
                      span);
}

ExprId last_day(Context& context, Typer& typer, NodeView item, const Scope& scope, ExprId from) {
  const NodeView counted = clause_of(item, Rule::counted);
  const NodeView allowed = clause_of(item, Rule::allowed);
  if (const NodeView said = clause_of(item, Rule::due)) {
    for (const NodeView other : {counted, allowed})
      context.report_no_effect(other, diagnostic::text::why_day_is_said);
    return typer.of_type(said[Label::on], scope, type::kDate);
  }
  if (!allowed && from != kNone) return from;
  if (!allowed || (!counted && from == kNone)) {
    context.sink.report(code::deadline_incomplete, item[Label::name].span(),
                        {item[Label::name].text()});
    return kNone;
  }
  const ExprId start = counted ? typer.of_type(counted[Label::start], scope, type::kDate) : from;
  const ExprId length = typer.expr(allowed[Label::length], scope);
  const TypeKind kind = context.build.type_of(length).kind;
  const number::Rational* fixed = context.build.constant(length);
  if (kind == TypeKind::duration && fixed != nullptr && fixed->is_negative())
    context.sink.report(code::step_not_positive, allowed[Label::length].span(),
                        {allowed[Label::length].text()});
  if (kind == TypeKind::duration) {
    const ExprId last =
        typer.move_date(start, length, false, allowed.span(), allowed[Label::calendar]);
    const bool settled = fixed != nullptr || !may_be_negative(context, length);
    return settled ? last : not_before(context, start, last, allowed.span());
  }
  if (kind != TypeKind::unknown) context.sink.report(code::day_kind_missing, allowed.span());
  return kNone;
}

namespace {

/// Whether there is anything to be done by a day, if the declaration says when; else kNone.
ExprId where_set(Context& context, Typer& typer, NodeView item, const Scope& scope) {
  std::vector<ExprId> conditions;
  for (const NodeView when : clauses_of(item, Rule::when))
    conditions.push_back(tested_condition(typer, when, scope));
  if (conditions.empty()) return kNone;
  hold_together(context, conditions);
  return decided(context.build, std::move(conditions), item.span());
}

void declare_deadline(Context& context, NodeView item) {
  const auto declared = declare_provision(context, item);
  if (!declared) return;
  const ProvisionId id = *declared;
  const ColumnId due = context.columns.add_attribute(id, Role::due);
  const ColumnId late = context.columns.add_attribute(id, Role::late);
  const std::size_t finding = add_finding(context, id, late);
  context.model.findings[finding].figures = {due};
  read_against(context, item, id, {finding});
  context.columns.add_definition(
      context.columns.provision(id).name, item.span(), {due, late},
      [&context, item, id, due, late] {
        Typer typer(context);
        ExprBuilder& build = context.build;
        const Scope scope{.entity = context.columns.provision(id).entity};
        const ExprId set = where_set(context, typer, item, scope);
        const ExprId last = last_day(context, typer, item, scope);
        if (last == kNone) return;
        const auto where_there_is = [&](ExprId value, ExprId none) {
          return set == kNone ? value : build.choose(set, value, none, item.span());
        };
        context.columns.define(due, where_there_is(last, build.blank(type::kDate, item.span())),
                               item.span());
        const ExprId today = context.columns.today(item.span());
        const ExprId day = set == kNone ? build.column(due, item.span()) : last;
        const NodeView done_clause = clause_of(item, Rule::done);
        ExprId passed = today;
        if (done_clause) {
          const ExprId done = typer.of_type(done_clause[Label::on], scope, type::kDate);
          const NodeView counted = clause_of(item, Rule::counted);
          const ExprId other =
              counted ? typer.expr(counted[Label::start], scope) : last;  // due, or what it follows
          typer.refuse_twice(done_clause, other, done);
          passed =
              build.operation(Opcode::otherwise, {done, today}, type::kDate, done_clause.span());
        }
        const ExprId past = build.compare(Opcode::greater, passed, day, item.span());
        context.columns.define(late, where_there_is(past, build.boolean(false, item.span())),
                               item.span());
      });
}

}  // namespace

constinit const Form kDeadline{.rule = Rule::deadline,
                               .declare = declare_deadline,
                               .repeatable = {Rule::when},
                               .attributes = {Role::due, Role::late},
                               .bare = Role::due,
                               .coverage = Coverage::figure};

}  // namespace remit::check
