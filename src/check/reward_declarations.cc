#include <algorithm>

#include "check/reward.h"

namespace remit::check {

using number::Rational;
using type::Role;
using type::Type;
using type::TypeKind;

std::optional<Payer> read_who(Context& context, NodeView path, EntityId entity,
                              const std::string& name) {
  Payer who;
  const auto steps = path.all(Label::step);
  Symbol* symbol = steps.size() == 1 ? context.find(entity, steps[0].text()) : nullptr;
  if (symbol == nullptr && steps.size() == 1) {
    symbol = context.find(kWhole, steps[0].text());
    const bool rows = symbol != nullptr && symbol->kind == SymbolKind::entity;
    if (rows && entity != kWhole && symbol->index == entity) {
      who.kind = Payer::Kind::row;
      return who;
    }
    if (symbol != nullptr && symbol->kind == SymbolKind::party) {
      symbol->used = true;
      who.kind = Payer::Kind::party;
      who.party = symbol->index;
      return who;
    }
    if (symbol == nullptr) {
      auto& complaint = context.sink.report(Code::unknown_party, path.span(), {path.text()});
      if (const auto better = context.near(entity, steps[0].text()))
        complaint.suggest(path.span(), *better);
      return std::nullopt;
    }
  }
  Typer typer(context);
  const ExprId value = typer.expr(path, Scope{.entity = entity});
  const TypeKind kind = context.build.type_of(value).kind;
  if (kind == TypeKind::unknown) return std::nullopt;
  if (kind != TypeKind::text && kind != TypeKind::category && kind != TypeKind::reference) {
    context.sink.report(
        Code::type_mismatch, path.span(),
        {diagnostic::Text::kind_party, typer.describe(context.build.type_of(value))});
    return std::nullopt;
  }
  who.kind = Payer::Kind::column;
  who.column = context.result_column(entity, name, value, path.span());
  return who;
}

namespace {

/// The part of an instalment plan that is due, less what has been paid.
void add_instalments(Context& context, std::uint32_t form, NodeView clause, ColumnId amount,
                     ColumnId payable) {
  context.add_unit(
      context.model.columns[payable].name, clause.span(), {payable},
      [&context, form, clause, amount, payable] {
        Typer typer(context);
        ExprBuilder& build = context.build;
        const Scope scope{.entity = context.forms[form].entity};
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
        const ExprId whole = context.use(amount, clause.span());
        if (!build.type_of(whole).is_numeric()) return;
        ExprId due = build.multiply(share, whole, clause.span());
        if (context.model.rounding)
          due = build.round(due, *context.model.rounding, clause.span());
        else
          context.sink.report(Code::rounding_missing, clause.span(), {context.forms[form].name});
        if (clause[Label::paid])
          due = build.subtract(due, typer.of_type(clause[Label::paid], scope, build.type_of(whole)),
                               clause.span());
        context.define(payable, due, clause.span());
      });
}

/// What has to be paid back: all of it, a share, or the part by which a target was missed.
void add_claw_back(Context& context, std::uint32_t form, NodeView clause, ColumnId amount,
                   ColumnId repay) {
  context.add_unit(
      context.model.columns[repay].name, clause.span(), {repay},
      [&context, form, clause, amount, repay] {
        Typer typer(context);
        ExprBuilder& build = context.build;
        const Scope scope{.entity = context.forms[form].entity};
        const ExprId whole = context.use(amount, clause.span());
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
          context.sink.report(Code::rounding_missing, clause.span(), {context.forms[form].name});
        context.define(repay, build.choose(when, back, build.zero(type), clause.span()),
                       clause.span());
      });
}

/// The rows among which a reward is shared: each gets its part, and each is a payment.
void add_shares(Context& context, std::uint32_t form, NodeView to, ColumnId amount,
                Payment payment) {
  const NodeView shared = to[Label::shared];
  const auto steps = shared[Label::rows].all(Label::step);
  const Symbol* rows = steps.size() == 1 ? context.find(kWhole, steps[0].text()) : nullptr;
  if (rows == nullptr || rows->kind != SymbolKind::entity) {
    context.sink.report(Code::unknown_entity, shared[Label::rows].span(),
                        {shared[Label::rows].text()});
    return;
  }
  const EntityId entity = rows->index;
  const Form& of = context.forms[form];
  Column column;
  column.name = of.name;
  column.entity = entity;
  column.output = true;
  column.origin = of.origin(Role::share, shared.span());
  const ColumnId part = context.add_raw(std::move(column));
  Form share{of.keyword, of.name, of.label, of.cite, entity, of.node, part, {}, nullptr};
  context.declare(entity, of.name,
                  {SymbolKind::form, static_cast<std::uint32_t>(context.forms.size()),
                   of.node[Label::name].span()});
  const EntityId owner = of.entity;
  context.add_form(std::move(share));
  context.add_unit(
      context.forms[form].name, shared.span(), {part},
      [&context, shared, part, amount, entity, owner] {
        Typer typer(context);
        ExprBuilder& build = context.build;
        const Scope scope{.entity = entity};
        const ExprId up = typer.reference_between(entity, owner, NodeView(), shared.span());
        const ExprId total = context.use(amount, shared.span());
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
        context.define(part, build.apportion(entity, std::move(spec), shared.span()),
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
    payment.payee.kind = Payer::Kind::column;
    payment.payee.column =
        context.result_column(entity, payment.reward + ".payee", payee, to.span());
  }
  context.model.payments.push_back(std::move(payment));
}

void add_payment(Context& context, NodeView item, std::uint32_t form, ColumnId amount,
                 ColumnId reason, ColumnId eligible) {
  const Form& of = context.forms[form];
  Payment payment{.reward = of.name,
                  .entity = of.entity,
                  .amount = amount,
                  .reason = reason,
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
    payment.honoured = eligible;
  }
  if (to[Label::shared]) {
    add_shares(context, form, to, amount, std::move(payment));
    return;
  }
  if (to) {
    if (const auto payee = read_who(context, to[Label::payee], of.entity, of.name + ".payee"))
      payment.payee = *payee;
  }
  context.model.payments.push_back(std::move(payment));
}

}  // namespace

void declare_reward(Context& context, NodeView item) {
  const Form* declared = declare_form(context, item);
  if (declared == nullptr) return;
  const std::uint32_t form = index_of(context, declared);
  const std::string name = declared->name;
  RewardStages stages;
  stages.form = form;
  RewardColumns to;
  to.eligible = stages.eligible = context.add_column(form, "eligible", Role::eligible, true);
  to.entitled = stages.entitled = context.add_column(form, "entitled", Role::entitled, false);
  to.capped = context.add_column(form, "capped", Role::capped, true);
  std::vector<ColumnId> first = {to.eligible, to.entitled, to.capped};
  if (const NodeView rank = clause_of(item, Rule::rank_by)) {
    first.push_back(to.rank = context.add_column(form, "rank", Role::rank, true));
    if (rank[Label::ties][Label::share])
      first.push_back(to.ties = context.add_column(form, "ties", Role::ties, true));
  }
  stages.amount = context.add_column(form, "", Role::amount, true);
  context.forms[form].members.emplace_back("amount", stages.amount);
  const ColumnId reason = context.add_column(form, "reason", Role::reason, true);
  const auto index = static_cast<std::uint32_t>(context.rewards.size());
  context.rewards.push_back(stages);
  const auto maker = std::make_shared<RewardMaker>(context, form);
  context.add_unit(name, item.span(), first, [maker, to] { maker->define(to); });
  context.add_unit(name, item.span(), {stages.amount, reason},
                   [&context, maker, index, reason, item] {
                     const RewardStages& own = context.rewards[index];
                     const ExprId amount = context.use(own.last(), item.span());
                     context.define(own.amount, amount, item.span());
                     if (context.model.columns[own.entitled].value == kNone) return;
                     for (const auto& stage : own.stages) context.use(stage.column, item.span());
                     context.define(reason, maker->reason(own), item.span());
                   });
  ColumnId payable = stages.amount;
  if (const NodeView instalments = clause_of(item, Rule::instalments)) {
    payable = context.add_column(form, "payable", Role::payable, true);
    add_instalments(context, form, instalments, stages.amount, payable);
  }
  if (const NodeView back = clause_of(item, Rule::claw_back))
    add_claw_back(context, form, back, stages.amount,
                  context.add_column(form, "repay", Role::repay, true));
  context.later.push_back([&context, item, form, payable, reason, eligible = to.eligible] {
    add_payment(context, item, form, payable, reason, eligible);
  });
}

}  // namespace remit::check
