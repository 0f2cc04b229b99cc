// What of a reward is due later, and what has to be paid back.
#include "check/declare.h"
#include "check/forms/reward.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::Type;

namespace {

/// What is left of what is due by now. What was paid beyond it is a matter of `claw back`: it turns
/// no instalment round, neither one to be paid nor, of an amount below zero, one to be received.
ExprId still_due(ExprBuilder& build, ExprId due, ExprId paid, ExprId whole, base::Span span) {
  const ExprId zero = build.zero(build.type_of(whole));
  const ExprId left = build.subtract(due, paid, span);
  return build.choose(build.compare(Opcode::less, whole, zero, span),
                      build.minimum(left, zero, span), build.maximum(left, zero, span), span);
}

}  // namespace

/// The part of an instalment plan that is due, less what has been paid.
void add_instalments(Context& context, ProvisionId id, NodeView clause, ColumnId amount,
                     ColumnId payable) {
  context.columns.add_definition(
      context.model.columns[payable].name, clause.span(), {payable},
      [&context, id, clause, amount, payable] {
        Typer typer(context);
        ExprBuilder& build = context.build;
        const Scope scope{.entity = context.columns.provision(id).entity};
        ExprId share = build.number(0);
        Rational total(0);
        bool constant = true;
        for (const NodeView instalment : clause.all(Label::instalment)) {
          const ExprId part = typer.of_type(instalment[Label::share], scope, type::kNumber);
          if (const Rational* value = build.constant(part))
            total += *value;
          else
            constant = false;
          const ExprId due = typer.condition(instalment[Label::condition], scope);
          share = build.add(share, build.choose(due, part, build.number(0), instalment.span()),
                            instalment.span());
        }
        if (constant && total != Rational(1))
          context.sink.report(Code::instalments_total, clause.span(),
                              {(total * Rational(100)).to_text() + "%"});
        const ExprId whole = context.columns.use(amount, clause.span());
        if (!build.type_of(whole).is_numeric()) return;
        ExprId due = build.multiply(share, whole, clause.span());
        if (context.model.rounding)
          due = build.round(due, *context.model.rounding, clause.span());
        else
          context.sink.report(Code::rounding_missing, clause.span(),
                              {context.columns.provision(id).name});
        if (clause[Label::paid]) {
          const ExprId paid = typer.of_type(clause[Label::paid], scope, build.type_of(whole));
          due = still_due(build, due, paid, whole, clause.span());
        }
        const ExprId zero = build.zero(build.type_of(whole));
        const ExprId nothing = build.compare(Opcode::equal, whole, zero, clause.span());
        context.columns.define(payable, build.choose(nothing, zero, due, clause.span()),
                               clause.span());
      });
}

/// What has to be paid back: all of it, a share, or the part by which a target was missed.
void add_claw_back(Context& context, ProvisionId id, NodeView clause, ColumnId amount,
                   ColumnId repay) {
  context.columns.add_definition(
      context.model.columns[repay].name, clause.span(), {repay},
      [&context, id, clause, amount, repay] {
        Typer typer(context);
        ExprBuilder& build = context.build;
        const Scope scope{.entity = context.columns.provision(id).entity};
        const ExprId whole = context.columns.use(amount, clause.span());
        const Type type = build.type_of(whole);
        if (!type.is_numeric()) return;
        const ExprId when = typer.condition(clause[Label::condition], scope);
        ExprId back = whole;
        if (clause[Label::share]) {
          back = build.multiply(typer.of_type(clause[Label::share], scope, type::kNumber), whole,
                                clause.span());
        } else if (clause[Label::target]) {
          const ExprId shortfall = typer.member_of_form(clause[Label::target], scope, "shortfall");
          const ExprId goal = typer.member_of_form(clause[Label::target], scope, "goal");
          if (shortfall == kNone || goal == kNone) return;
          const ExprId missed = build.divide(shortfall, goal, type::kNumber, clause.span());
          back = build.multiply(missed, whole, clause.span());
        }
        if (context.model.rounding)
          back = build.round(back, *context.model.rounding, clause.span());
        else
          context.sink.report(Code::rounding_missing, clause.span(),
                              {context.columns.provision(id).name});
        context.columns.define(repay, build.choose(when, back, build.zero(type), clause.span()),
                               clause.span());
      });
}

}  // namespace remit::check
