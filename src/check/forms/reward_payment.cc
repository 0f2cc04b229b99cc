// Who pays a reward to whom.
#include <utility>

#include "check/clauses.h"
#include "check/declare.h"
#include "check/forms/reward.h"
#include "check/row_order.h"
#include "check/who.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/text/check.h"

namespace remit::check {

namespace {

/// Whether the rows are made of others: a month of a project is nobody who could be paid. (A row of
/// a summary by one thing stands for that.)
bool is_nobody(const Entity& rows) { return rows.made && rows.key.size() > 1; }

/// The line of what has to be paid back: by whom it was paid to, to whom it was paid by.
void add_back(Context& context, const RewardParts& parts, Payment payment, NodeView clause) {
  payment.kind = Payment::Kind::back;
  payment.amount = payment.where = parts.repay;
  payment.reason = kNone;
  payment.honour.clear();
  payment.honoured = kNone;
  tell_back(payment, clause);
  context.model.payments.push_back(std::move(payment));
}

}  // namespace

void tell_back(Payment& payment, NodeView clause) {
  const std::string when(clause[Label::condition].text());
  payment.because_en = format_text(diagnostic::text::reason_back, base::Language::en, {when});
  payment.because_zh = format_text(diagnostic::text::reason_back, base::Language::zh, {when});
}

Parties& read_parties(Context& context, const RewardParts& parts) {
  std::optional<Parties>& read = context.rewards[parts.reward].parties;
  if (read) return *read;
  read.emplace();
  const Provision& of = context.columns.provision(parts.id);
  read->payer.kind = Payer::Kind::none;
  if (const NodeView from = clause_of(of.node, Rule::from))
    if (const auto payer = read_who(context, from[Label::payer], of.entity, of.name + ".payer"))
      read->payer = *payer;
  const NodeView to = clause_of(of.node, Rule::to);
  if (to && !to[Label::shared])
    if (const auto payee = read_who(context, to[Label::payee], of.entity, of.name + ".payee"))
      read->payee = *payee;
  // Nobody pays himself.
  const NodeView payer = clause_of(of.node, Rule::from)[Label::payer];
  if (to && !to[Label::shared] && payer && payer.text() == to[Label::payee].text())
    context.sink.report(code::same_on_both_sides, to[Label::payee].span(), {payer.text()});
  return *read;
}

LineWords& read_words(Context& context, const RewardParts& parts) {
  std::optional<LineWords>& read = context.rewards[parts.reward].words;
  if (read) return *read;
  read.emplace();
  const Provision& of = context.columns.provision(parts.id);
  const auto name_by = [&](NodeView path, const char* what, Payer& named) {
    if (!path) return;
    if (const auto said = read_who(context, path, of.entity, of.name + what)) named = *said;
  };
  name_by(clause_of(of.node, Rule::to)[Label::account], ".account", read->account);
  name_by(clause_of(of.node, Rule::purpose)[Label::what], ".purpose", read->purpose);
  return *read;
}

bool words_over_fields(Context& context, const RewardParts& parts) {
  if (context.rewards[parts.reward].words) return true;
  const Provision& of = context.columns.provision(parts.id);
  const auto over_fields = [&](NodeView path) {
    return !path || leads_over_fields(context, path, of.entity);
  };
  return over_fields(clause_of(of.node, Rule::to)[Label::account]) &&
         over_fields(clause_of(of.node, Rule::purpose)[Label::what]);
}

ExprId paid_to_somebody(Context& context, const RewardParts& parts, ExprId amount,
                        base::Span span) {
  const Provision& of = context.columns.provision(parts.id);
  const NodeView from = clause_of(of.node, Rule::from);
  const NodeView to = clause_of(of.node, Rule::to);
  // Who pays may rest on what is paid: then the ledger alone says that it is nobody.
  const bool known =
      context.rewards[parts.reward].parties.has_value() ||
      ((!from || leads_over_fields(context, from[Label::payer], of.entity)) &&
       (!to || to[Label::shared] || leads_over_fields(context, to[Label::payee], of.entity)));
  const Parties* const parties = known ? &read_parties(context, parts) : nullptr;
  if (!words_over_fields(context, parts)) return between(context, amount, parties, {}, span);
  const LineWords& words = read_words(context, parts);
  return between(context, amount, parties, {words.account, words.purpose}, span);
}

void add_payment(Context& context, const RewardParts& parts,
                 const std::function<void(Payment)>& pay_sharers) {
  const Provision& of = context.columns.provision(parts.id);
  const NodeView item = of.node;
  Payment payment{.reward = of.name,
                  .entity = of.entity,
                  .amount = context.rewards[parts.reward].payable,
                  .reason = parts.standing};
  const NodeView to = clause_of(item, Rule::to);
  const Parties& who = read_parties(context, parts);
  payment.payer = who.payer;
  payment.payee = who.payee;
  if (!clause_of(item, Rule::from) && clause_of(item, Rule::pay))
    context.sink.report(code::payer_missing, item[Label::name].span(), {of.name});
  if (const NodeView honour = clause_of(item, Rule::honour)) {
    payment.honour = honour[Label::title].text();
    payment.honoured = parts.eligible;
  }
  // Of a title alone there is nothing to be paid into an account.
  if (to[Label::account] && !clause_of(item, Rule::pay))
    context.sink.report(code::missing_clause, to[Label::account].span(),
                        {first_word(Rule::pay), first_word(item.rule())});
  const LineWords& words = read_words(context, parts);
  payment.account = words.account;
  payment.purpose = words.purpose;
  if (to[Label::shared]) {
    if (pay_sharers) pay_sharers(std::move(payment));
    return;
  }
  if (!to && (of.entity == kWhole || is_nobody(context.model.entities[of.entity]))) {
    context.sink.report(code::payee_missing, item[Label::name].span(), {of.name});
  }
  const NodeView back = clause_of(item, Rule::claw_back);
  context.model.payments.push_back(back ? payment : std::move(payment));
  if (back) add_back(context, parts, std::move(payment), back);
}

}  // namespace remit::check
