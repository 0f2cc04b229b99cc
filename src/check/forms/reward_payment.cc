// Who pays a reward to whom.
#include <optional>
#include <utility>

#include "check/declare.h"
#include "check/forms/reward.h"
#include "check/row_order.h"
#include "check/who.h"

namespace remit::check {

using type::Role;
using type::TypeKind;

namespace {

/// How the rows share what one row above them is due; nothing, with a complaint, without a
/// rounding.
std::optional<Apportion> sharing_rule(Context& context, NodeView shared, Typer& typer,
                                      EntityId entity) {
  const Scope scope{.entity = entity};
  Apportion spec;
  if (shared[Label::weight])
    spec.weight = typer.numeric(shared[Label::weight], scope);
  else
    spec.method = number::ShareMethod::equal;
  if (shared[Label::first]) spec.method = number::ShareMethod::in_order;
  const NodeView remainder = shared[Label::remainder];
  RowOrder order = read_row_order(
      context, entity, {shared[Label::order], remainder[Label::order], remainder[Label::ties]});
  if ((remainder && !remainder[Label::party]) || shared[Label::first])
    require_total(context, order, entity,
                  shared[Label::first] ? shared[Label::order].span() : remainder.span());
  spec.order = std::move(order.keys);
  // Rows share: none of them has a name that the policy could know.
  if (!remainder && !shared[Label::first])
    context.sink.report(Code::remainder_missing, shared.span());
  if (const NodeView party = remainder[Label::party])
    context.sink.report(Code::remainder_outside, party.span(), {party.text()});
  if (remainder[Label::first]) spec.remainder = number::RemainderRule::first_in_order;
  if (remainder[Label::last]) spec.remainder = number::RemainderRule::last;
  if (!context.model.rounding) {
    context.sink.report(Code::rounding_missing, shared.span(), {shared.text()});
    return std::nullopt;
  }
  spec.rounding = *context.model.rounding;
  return spec;
}

/// `part`: of the rows of `entity`; `amount`: of those of `owner`, to which they refer.
void define_share(Context& context, NodeView shared, ColumnId part, EntityId entity,
                  ColumnId amount, EntityId owner) {
  Typer typer(context);
  ExprBuilder& build = context.build;
  const base::Span span = shared.span();
  const ExprId up = typer.reference_between(entity, owner, NodeView(), span);
  const ExprId total = context.columns.use(amount, span);
  if (build.type_of(up).kind == TypeKind::unknown || !build.type_of(total).is_numeric()) return;
  const ExprId due = build.lookup(up, total, span);
  auto spec = sharing_rule(context, shared, typer, entity);
  if (!spec) return;
  spec->total = due;
  spec->partition = {up};
  context.columns.define(part, build.apportion(entity, std::move(*spec), span), span);
}

/// The same provision over the rows that share it: what each gets, under the same name.
ColumnId declare_share(Context& context, ProvisionId id, NodeView shared, EntityId entity) {
  const Provision& of = context.columns.provision(id);
  Column column;
  column.name = of.name;
  column.entity = entity;
  column.output = true;
  column.origin = of.origin(Role::share, shared.span());
  const ColumnId part = context.columns.add_raw(std::move(column));
  const ProvisionId share = context.columns.add(
      {of.form, of.name, of.label, of.cite, entity, of.node, part, {}, nullptr});
  context.names.declare(entity, of.name,
                        {SymbolKind::provision, share, of.node[Label::name].span()});
  return part;
}

/// The rows among which a reward is shared: each gets its part, and each is a payment.
void add_shares(Context& context, ProvisionId id, NodeView to, Payment payment) {
  const NodeView shared = to[Label::shared];
  const auto steps = shared[Label::rows].all(Label::step);
  const auto rows = steps.size() == 1 ? context.names.find_entity(steps[0].text()) : std::nullopt;
  if (!rows) {
    context.sink.report(Code::unknown_entity, shared[Label::rows].span(),
                        {shared[Label::rows].text()});
    return;
  }
  const EntityId entity = *rows;
  const ColumnId part = declare_share(context, id, shared, entity);
  const Provision& of = context.columns.provision(id);
  context.columns.add_definition(
      of.name, shared.span(), {part},
      [&context, shared, part, entity, amount = payment.amount, owner = of.entity] {
        define_share(context, shared, part, entity, amount, owner);
      });
  payment.entity = entity;
  payment.amount = part;
  payment.reason = kNone;
  payment.payee = {};
  const auto path = to[Label::payee].all(Label::step);
  if (path.size() > 1) {
    Typer typer(context);
    const ExprId payee = typer.path_from(to[Label::payee], entity, 1);
    payment.payee.kind = Payer::Kind::column;
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
