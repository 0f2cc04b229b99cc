// What of a reward is due later, and what has to be paid back.
#include "check/declare.h"
#include "check/forms/reward.h"
#include "check/same_value.h"
#include "check/steps.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "syntax/grammar.h"
#include "syntax/keywords.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::Role;
using type::Type;

namespace {

/// `value` between zero and `whole`, which may lie below zero.
ExprId within_whole(ExprBuilder& build, ExprId value, ExprId whole, base::Span span) {
  const ExprId zero = build.zero(build.type_of(whole));
  const ExprId least = build.minimum(whole, zero, span);
  const ExprId most = build.maximum(whole, zero, span);
  return build.minimum(build.maximum(value, least, span), most, span);
}

/// What is left of what is due by now: never more than that, nor turned round. What was paid beyond
/// it, or the other way, is a matter of `claw back`, both where the amount is to be paid and where
/// it lies below zero and is to be received.
ExprId still_due(ExprBuilder& build, ExprId due, ExprId paid, bool refunds, base::Span span) {
  const ExprId left = build.subtract(due, paid, span);
  if (refunds) return within_whole(build, left, due, span);
  return build.minimum(build.maximum(left, build.zero(build.type_of(due)), span), due, span);
}

/// What is asked later is asked of rows that have the reward: it must be able to hold, and an
/// instalment may say again what they have to be.
void ask_of_eligible(Context& context, const RewardParts& parts, ExprId condition,
                     bool may_repeat) {
  context.columns.use(context.rewards[parts.reward].eligible, context.build[condition].span);
  Claims::Known known;
  for (const Refusals::Condition& each : parts.maker->refusals().conditions)
    known.emplace_back(each.holds, true);
  context.claims.reach(
      {.condition = condition, .known = std::move(known), .may_repeat = may_repeat});
}

/// What has fallen due, or what of the whole was paid if that is more.
ExprId due_or_paid(ExprBuilder& build, ExprId due, ExprId paid, ExprId whole, bool refunds,
                   base::Span span) {
  const ExprId most = build.maximum(due, build.minimum(paid, whole, span), span);
  if (!refunds) return most;
  const ExprId least = build.minimum(due, build.maximum(paid, whole, span), span);
  const ExprId zero = build.zero(build.type_of(whole));
  return build.choose(build.compare(Opcode::less, whole, zero, span), least, most, span);
}

/// A share of the amount by the reward's own rounding, which does not carry it past the whole.
ExprId rounded_share(Context& context, const RewardStages& reward, ExprId share, ExprId whole,
                     base::Span span) {
  ExprBuilder& build = context.build;
  const ExprId exact = build.multiply(share, whole, span);
  const ExprId rounded = build.round(exact, *reward.rounding, span);
  if (keeps_all(reward.steps, *reward.rounding)) return rounded;
  const ExprId all = build.compare(Opcode::equal, share, build.number(1), span);
  return build.choose(all, whole, within_whole(build, rounded, whole, span), span);
}

/// The instalments of a plan: their conditions, and the sum of the shares of which they hold.
class Plan {
 public:
  Plan(Context& context, const RewardParts& parts, NodeView clause)
      : c_(context),
        build_(context.build),
        typer_(context),
        parts_(parts),
        clause_(clause),
        scope_{.entity = context.columns.provision(parts.id).entity} {}

  void define() {
    const RewardStages& reward = c_.rewards[parts_.reward];
    read_shares();
    const ExprId whole = c_.columns.use(reward.granted(), clause_.span());
    if (!build_.type_of(whole).is_numeric()) return;
    if (!reward.rounding) {
      c_.sink.report(code::rounding_missing, clause_.span(),
                     {c_.columns.provision(parts_.id).name});
      return;
    }
    define_due(reward, whole);
    const Provision& of = c_.columns.provision(parts_.id);
    ReasonList reasons(c_, reward.sharers ? kNone : of.attribute(Role::asked), true,
                       clause_.span());
    c_.columns.use(parts_.reason, clause_.span());
    reasons.add_refusals(parts_.maker->refusals(), reward);
    reasons.add_instalments({conditions_, by_now_, bool(clause_[Label::paid]), reward.due});
    reasons.add_cuts(reward);
    if (reward.sharers) reasons.add_others();
    c_.columns.define(reward.sharers ? reward.sharers->why : parts_.standing, reasons.value(),
                      clause_.span());
    reasons.tell_ledger(parts_.standing);
  }

 private:
  void read_shares() {
    share_ = build_.number(0);
    Rational total(0);
    const std::size_t errors = c_.sink.error_count();
    for (const NodeView instalment : clause_.all(Label::instalment)) {
      const ExprId part = typer_.of_type(instalment[Label::share], scope_, type::kNumber);
      require_part(c_, part, instalment[Label::share]);
      refuse_nothing(c_, part, instalment[Label::share], instalment);
      if (const Rational* value = build_.constant(part))
        total += *value;
      else
        constant_ = false;
      const NodeView when = instalment[Label::condition];
      const ExprId due = typer_.condition(when, scope_);
      ask_of_eligible(c_, parts_, due, true);
      for (const auto& before : conditions_) typer_.refuse_twice(when, before.holds, due);
      if (!conditions_.empty()) compare_days(conditions_.back(), due, when);
      conditions_.push_back({due, std::string(when.text())});
      share_ = build_.add(share_, build_.choose(due, part, build_.number(0), instalment.span()),
                          instalment.span());
    }
    if (constant_ && total != Rational(1) && c_.sink.error_count() == errors)
      c_.sink.report(code::instalments_total, clause_.span(),
                     {(total * Rational(100)).to_text() + "%"});
  }

  /// Warns of an instalment that is due before the one above it.
  void compare_days(const Refusals::Condition& before, ExprId due, NodeView when) {
    const Expr& first = build_[before.holds];
    const Expr& second = build_[due];
    const auto since = [](const Expr& expr) {
      return expr.kind == ExprKind::operation &&
             (expr.op == Opcode::greater_equal || expr.op == Opcode::greater);
    };
    if (!since(first) || !since(second) || !same_value(c_.model, first.args[0], second.args[0]))
      return;
    const auto earlier = build_.ordered_constant(second.args[1]);
    const auto later = build_.ordered_constant(first.args[1]);
    if (earlier && later && *earlier < *later)
      c_.sink.report(code::instalments_backwards, when.span(), {before.text, when.text()});
  }

  void define_due(const RewardStages& reward, ExprId whole) {
    const base::Span span = clause_.span();
    ExprId due = rounded_share(c_, reward, share_, whole, span);
    if (!constant_) due = within_whole(build_, due, whole, span);
    by_now_ = due;
    ExprId received = due;
    if (clause_[Label::paid]) {
      const ExprId paid = typer_.of_type(clause_[Label::paid], scope_, build_.type_of(whole));
      const auto* always = build_.constant(paid);
      if (always != nullptr && always->is_zero())
        c_.report_no_effect(clause_[Label::paid], diagnostic::text::why_nothing);
      const auto in_steps = [&](ExprId value) {
        return at_step(c_, value, *reward.rounding, number::RoundingMode::down, span);
      };
      if (reward.received != kNone)
        received = due_or_paid(build_, due, in_steps(paid), whole, reward.refunds, span);
      // What was paid may be finer than what is paid now.
      due = in_steps(still_due(build_, due, paid, reward.refunds, span));
    }
    define_unless_nothing(reward.due, due, whole);
    if (reward.received != kNone) define_unless_nothing(reward.received, received, whole);
  }

  void define_unless_nothing(ColumnId column, ExprId value, ExprId whole) {
    const base::Span span = clause_.span();
    const ExprId zero = build_.zero(build_.type_of(whole));
    const ExprId nothing = build_.compare(Opcode::equal, whole, zero, span);
    c_.columns.define(column, build_.choose(nothing, zero, value, span), span);
  }

  Context& c_;
  ExprBuilder& build_;
  Typer typer_;
  const RewardParts& parts_;
  NodeView clause_;
  Scope scope_;
  ExprId share_ = kNone;
  ExprId by_now_ = kNone;  ///< what has fallen due
  bool constant_ = true;
  std::vector<Refusals::Condition> conditions_;
};

/// What is behind `instalments` would be read as limiting what they pay.
void check_order(Context& context, NodeView item, NodeView instalments) {
  for (const NodeView clause : item.all(Label::clause)) {
    const bool of_amount = clause.is(Rule::cap) || clause.is(Rule::floor) ||
                           clause.is(Rule::rounding) || clause.is(Rule::top_up);
    if (!of_amount || clause.span().begin < instalments.span().begin) continue;
    const syntax::KeywordInfo& word = syntax::keyword_info(syntax::first_keyword(clause.rule()));
    context.sink.report(code::behind_instalments, clause.span(),
                        {{std::string(word.english()), std::string(word.chinese)}});
  }
}

/// The part by which a target was missed: none where nothing is lacking. Of a goal that is not
/// above zero there is no part: an error.
ExprId missed_part(Context& context, Typer& typer, NodeView target, const Scope& scope,
                   ExprId whole, base::Span span) {
  const ExprId shortfall = typer.member_of_form(target, scope, "shortfall");
  const ExprId goal = typer.member_of_form(target, scope, "goal");
  if (shortfall == kNone || goal == kNone) return kNone;
  ExprBuilder& build = context.build;
  const Type type = build.type_of(goal);
  if (!type.is_numeric()) {
    if (type.kind != type::TypeKind::unknown)
      context.sink.report(code::type_mismatch, target.span(),
                          {diagnostic::text::type_number, typer.describe(type), ""});
    return kNone;
  }
  const ExprId part =
      build.multiply(build.divide(shortfall, goal, type::kNumber, span), whole, span);
  const Type parts = build.type_of(part);
  const ExprId no_part = build.compare(Opcode::less_equal, goal, build.zero(type), span);
  const ExprId missed =
      build.choose(no_part, build.fail(type::CellFault::missing, parts, span), part, span);
  const ExprId reached = build.compare(Opcode::equal, shortfall, build.zero(type), span);
  return build.choose(reached, build.zero(parts), missed, span);
}

void define_repay(Context& context, const RewardParts& parts, NodeView clause) {
  Typer typer(context);
  ExprBuilder& build = context.build;
  const base::Span span = clause.span();
  const RewardStages& reward = context.rewards[parts.reward];
  const Scope scope{.entity = context.columns.provision(parts.id).entity};
  const ColumnId paid = reward.received == kNone ? reward.granted() : reward.received;
  const ExprId whole = context.columns.use(paid, span);
  const Type type = build.type_of(whole);
  if (!type.is_numeric()) return;
  const ExprId when = typer.condition(clause[Label::condition], scope);
  ask_of_eligible(context, parts, when, false);
  if (!reward.rounding) {
    context.sink.report(code::rounding_missing, span, {context.columns.provision(parts.id).name});
    return;
  }
  ExprId back = whole;
  if (clause[Label::share]) {
    const ExprId share = typer.of_type(clause[Label::share], scope, type::kNumber);
    require_part(context, share, clause[Label::share]);
    refuse_nothing(context, share, clause[Label::share], clause);
    back = rounded_share(context, reward, share, whole, span);
    if (build.constant(share) == nullptr) back = within_whole(build, back, whole, span);
  } else if (clause[Label::target]) {
    back = missed_part(context, typer, clause[Label::target], scope, whole, span);
    if (back == kNone) return;
    back = within_whole(build, build.round(back, *reward.rounding, span), whole, span);
  }
  const ExprId zero = build.zero(type);
  // Of nothing nothing is taken back, whatever the condition is.
  const ExprId nothing = build.compare(type::Opcode::equal, whole, zero, span);
  context.columns.define(
      parts.repay, build.choose(nothing, zero, build.choose(when, back, zero, span), span), span);
}

}  // namespace

void add_instalments(Context& context, const RewardParts& parts, NodeView clause) {
  const RewardStages& reward = context.rewards[parts.reward];
  check_order(context, context.columns.provision(parts.id).node, clause);
  // Of one that is shared, those who share it are told first (reward_sharers.cc).
  std::vector<ColumnId> columns = {reward.due};
  const NodeView to = clause_of(context.columns.provision(parts.id).node, Rule::to);
  if (!to[Label::shared]) columns.push_back(parts.standing);
  if (reward.received != kNone) columns.push_back(reward.received);
  context.columns.add_definition(
      context.model.columns[reward.payable].name, clause.span(), columns,
      [&context, parts, clause] { Plan(context, parts, clause).define(); });
}

void add_claw_back(Context& context, const RewardParts& parts, NodeView clause) {
  context.columns.add_definition(
      context.model.columns[parts.repay].name, clause.span(), {parts.repay},
      [&context, parts, clause] { define_repay(context, parts, clause); });
}

}  // namespace remit::check
