// Who pays a reward to whom.
#include <optional>
#include <utility>

#include "check/declare.h"
#include "check/forms/reward.h"
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
  if (shared[Label::first]) {
    spec.method = number::ShareMethod::in_order;
    spec.order = typer.sort_keys(shared[Label::order], scope);
  }
  const NodeView remainder = shared[Label::remainder];
  // Rows share: none of them has a name that the policy could know.
  if (!remainder && !shared[Label::first])
    context.sink.report(Code::remainder_missing, shared.span());
  if (shared[Label::first]) context.report_no_effect(remainder, diagnostic::Text::why_in_order);
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

/// What a payment says of the rows that are due, as columns of the rows that share it, which refer
/// to them.
struct Referred {
  ColumnId column;
  ColumnId said;  ///< kNone: the row itself
};

ColumnId refer(Context& context, std::string name, EntityId entity, ColumnId said,
               std::vector<Referred>& referred) {
  Column column;
  column.name = std::move(name);
  column.entity = entity;
  column.output = true;
  column.origin.role = Role::helper;
  referred.push_back({context.columns.add_raw(std::move(column)), said});
  return referred.back().column;
}

/// Who pays and what honour goes with it, where that differs from row to row.
std::vector<Referred> refer_to_due(Context& context, const Provision& of, EntityId entity,
                                   Payment& payment) {
  std::vector<Referred> referred;
  if (payment.payer.kind == Payer::Kind::column || payment.payer.kind == Payer::Kind::row) {
    const ColumnId said = payment.payer.kind == Payer::Kind::row ? kNone : payment.payer.column;
    payment.payer = {};
    payment.payer.kind = Payer::Kind::column;
    payment.payer.column = refer(context, of.name + ".payer", entity, said, referred);
  }
  if (payment.honoured != kNone)
    payment.honoured = refer(context, of.name + ".honour", entity, payment.honoured, referred);
  return referred;
}

/// `part`: of the rows of `entity`; `amount`: of those of `owner`, to which they refer.
void define_share(Context& context, NodeView shared, ColumnId part, EntityId entity,
                  ColumnId amount, EntityId owner, const std::vector<Referred>& referred) {
  Typer typer(context);
  ExprBuilder& build = context.build;
  const base::Span span = shared.span();
  const ExprId up = typer.reference_between(entity, owner, NodeView(), span);
  const ExprId total = context.columns.use(amount, span);
  if (build.type_of(up).kind == TypeKind::unknown || !build.type_of(total).is_numeric()) return;
  for (const auto& [column, said] : referred) {
    const ExprId value = said == kNone ? up : context.columns.use(said, span);
    const bool of_owner = said != kNone && build[value].entity != kWhole;
    context.columns.define(column, of_owner ? build.lookup(up, value, span) : value, span);
  }
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
  const ColumnId amount = payment.amount;
  const std::vector<Referred> referred = refer_to_due(context, of, entity, payment);
  std::vector<ColumnId> defined = {part};
  for (const Referred& each : referred) defined.push_back(each.column);
  context.columns.add_definition(
      of.name, shared.span(), defined,
      [&context, shared, part, entity, amount, owner = of.entity, referred] {
        define_share(context, shared, part, entity, amount, owner, referred);
      });
  payment.entity = entity;
  payment.amount = part;
  payment.reason = kNone;
  payment.payee = {};
  const auto path = to[Label::payee].all(Label::step);
  if (path[0].text() != steps[0].text()) {
    context.sink
        .report(Code::payee_of_other_rows, path[0].span(), {path[0].text(), steps[0].text()})
        .suggest(path[0].span(), std::string(steps[0].text()));
  } else if (path.size() > 1) {
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
