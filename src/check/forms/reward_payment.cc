// Who pays a reward to whom.
#include "check/declare.h"
#include "check/forms/reward.h"
#include "check/who.h"

namespace remit::check {

using type::Role;
using type::TypeKind;

namespace {

/// The rows among which a reward is shared: each gets its part, and each is a payment.
void add_shares(Context& context, ProvisionId id, NodeView to, Payment payment) {
  const ColumnId amount = payment.amount;
  const NodeView shared = to[Label::shared];
  const auto steps = shared[Label::rows].all(Label::step);
  const auto rows = steps.size() == 1 ? context.names.find_entity(steps[0].text()) : std::nullopt;
  if (!rows) {
    context.sink.report(Code::unknown_entity, shared[Label::rows].span(),
                        {shared[Label::rows].text()});
    return;
  }
  const EntityId entity = *rows;
  const Provision& of = context.columns.provision(id);
  Column column;
  column.name = of.name;
  column.entity = entity;
  column.output = true;
  column.origin = of.origin(Role::share, shared.span());
  const ColumnId part = context.columns.add_raw(std::move(column));
  Provision share{of.form, of.name, of.label, of.cite, entity, of.node, part, {}, nullptr};
  const ProvisionId share_id = context.columns.add(std::move(share));
  context.names.declare(entity, of.name,
                        {SymbolKind::provision, share_id, of.node[Label::name].span()});
  const EntityId owner = of.entity;
  context.columns.add_definition(
      context.columns.provision(id).name, shared.span(), {part},
      [&context, shared, part, amount, entity, owner] {
        Typer typer(context);
        ExprBuilder& build = context.build;
        const Scope scope{.entity = entity};
        const ExprId up = typer.reference_between(entity, owner, NodeView(), shared.span());
        const ExprId total = context.columns.use(amount, shared.span());
        if (build.type_of(up).kind == TypeKind::unknown || !build.type_of(total).is_numeric())
          return;
        Apportion spec;
        spec.total = build.lookup(up, total, shared.span());
        spec.partition = {up};
        if (shared[Label::weight])
          spec.weight = typer.numeric(shared[Label::weight], scope);
        else
          spec.method = number::ShareMethod::equal;
        if (shared[Label::first]) {
          spec.method = number::ShareMethod::in_order;
          spec.order = typer.sort_keys(shared[Label::order], scope);
        }
        const NodeView remainder = shared[Label::remainder];
        // Rows share: none of them has a name that the policy could know.
        if (!remainder && !shared[Label::first])
          context.sink.report(Code::remainder_missing, shared.span());
        if (const NodeView party = remainder[Label::party])
          context.sink.report(Code::remainder_outside, party.span(), {party.text()});
        if (remainder[Label::first]) spec.remainder = number::RemainderRule::first_in_order;
        if (remainder[Label::last]) spec.remainder = number::RemainderRule::last;
        if (!context.model.rounding) {
          context.sink.report(Code::rounding_missing, shared.span(), {shared.text()});
          return;
        }
        spec.rounding = *context.model.rounding;
        context.columns.define(part, build.apportion(entity, std::move(spec), shared.span()),
                               shared.span());
      });
  payment.entity = entity;
  payment.amount = part;
  payment.reason = kNone;
  payment.payee = {};
  const auto path = to[Label::payee].all(Label::step);
  if (path.size() > 1) {
    Typer typer(context);
    const ExprId payee = typer.path_from(to[Label::payee], entity, 1);
    payment.payee.kind = Payer::Kind::expression;
    payment.payee.column =
        context.columns.add_result(entity, payment.reward + ".payee", payee, to.span());
  }
  context.model.payments.push_back(std::move(payment));
}

}  // namespace

void add_payment(Context& context, ProvisionId id, const RewardResults& results) {
  const Provision& of = context.columns.provision(id);
  const NodeView item = of.node;
  Payment payment{.reward = of.name,
                  .entity = of.entity,
                  .amount = results.payable,
                  .reason = results.reason,
                  .payer = {},
                  .payee = {},
                  .honour = "",
                  .honoured = kNone};
  payment.payer.kind = Payer::Kind::none;
  const NodeView from = clause_of(item, Rule::from);
  const NodeView to = clause_of(item, Rule::to);
  if (from) {
    if (const auto payer = read_who(context, from[Label::payer], of.entity, of.name + ".payer"))
      payment.payer = *payer;
  } else if (clause_of(item, Rule::pay)) {
    context.sink.report(Code::payer_missing, item[Label::name].span(), {of.name});
  }
  if (const NodeView honour = clause_of(item, Rule::honour)) {
    payment.honour = honour[Label::title].text();
    payment.honoured = results.eligible;
  }
  if (to[Label::shared]) {
    add_shares(context, id, to, std::move(payment));
    return;
  }
  if (to) {
    if (const auto payee = read_who(context, to[Label::payee], of.entity, of.name + ".payee"))
      payment.payee = *payee;
  }
  context.model.payments.push_back(std::move(payment));
}

}  // namespace remit::check
