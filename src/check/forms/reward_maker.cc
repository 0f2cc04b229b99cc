#include "check/forms/reward_maker.h"

#include <algorithm>

#include "base/budget.h"
#include "check/declare.h"
#include "check/forms/sanction.h"
#include "check/groups.h"
#include "check/money.h"
#include "check/ranges.h"
#include "check/row_order.h"
#include "check/steps.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"
#include "syntax/keywords.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::Role;
using type::Type;
using type::TypeKind;

/// Of a reward; more are made room for as they come.
constexpr std::size_t kUsualConditions = 3;

/// The conditions that a reader would name one by one: `a and b` are two.
void RewardMaker::split_conditions(NodeView node) {
  base::go_deeper();
  if (node.is(Rule::group)) return split_conditions(node[Label::value]);
  if (node.is(Rule::binary) && node.operator_id() == type::OperatorId::conjunction) {
    split_conditions(node[Label::left]);
    split_conditions(node[Label::right]);
    return;
  }
  const ExprId holds = typer_.condition(node, scope_);
  typer_.probe(Probe::Kind::condition, holds, node.span());
  refusals_.conditions.push_back({holds, std::string(node.text())});
}

/// Whether the row's day is on the side of an amendment on which this reward stands.
void RewardMaker::read_era() {
  const Era* era = c_.eras.of(node_);
  if (era == nullptr) return;
  const ExprId holds = typer_.holds_from(era->clause, scope_);
  const ExprId here = era->before ? build_.negation(holds, era->clause.span()) : holds;
  c_.claims.cut_by(here);
  const std::string_view day = era->clause[Label::day].text();
  refusals_.conditions.push_back(
      {here, era->before ? name_before(day, *era) : name_from(day, *era)});
}

void RewardMaker::read_conditions() {
  refusals_.conditions.reserve(kUsualConditions);
  read_era();
  for (const NodeView when : clauses_of(node_, Rule::when))
    split_conditions(when[Label::condition]);
  std::vector<ExprId> together;
  for (const auto& condition : refusals_.conditions) together.push_back(condition.holds);
  hold_together(c_, together);
}

ExprId RewardMaker::qualified() {
  if (qualified_ != kNone) return qualified_;
  Few all;
  for (const auto& condition : refusals_.conditions) all.push_back(condition.holds);
  return qualified_ = build_.conjunction(all, node_.span());
}

/// The place; in a row of which a key is blank, which belongs to no group, the error of that key: a
/// comparison with a blank names the field.
static ExprId in_its_group(Context& context, const std::vector<ExprId>& keys, ExprId place,
                           base::Span span) {
  ExprBuilder& build = context.build;
  std::vector<ExprId> given;
  for (const ExprId key : keys)
    if (may_be_blank(context, key)) given.push_back(build.compare(Opcode::equal, key, key, span));
  if (given.empty()) return place;
  return build.choose(build.conjunction(std::move(given), span), place,
                      build.fail(type::CellFault::missing, build.type_of(place), span), span);
}

/// The rank clause: the place, and how many share it.
void RewardMaker::read_rank(const RewardColumns& to) {
  const NodeView clause = clause_of(node_, Rule::rank_by);
  if (!clause) return;
  Rank rank;
  rank.keys = typer_.sort_keys(clause, scope_);
  rank.partition = typer_.partition(clause.all(Label::group), scope_);
  refuse_keys_of_group(c_, clause.all(Label::key), rank.keys, rank.partition);
  if (!clause[Label::all]) rank.where = qualified();
  if (refusals_.conditions.empty())
    for (const Label said : {Label::all, Label::qualified})
      c_.report_no_effect(clause[said], diagnostic::text::why_all_qualify);
  const NodeView ties = clause[Label::ties];
  if (!ties) c_.sink.report(code::tie_rule_missing, clause.span());
  break_ties(c_, ties, scope_, rank);
  place_ = build_.rank(provision().entity, rank, clause.span());
  define_column(to.rank, place_);
  place_ = in_its_group(c_, rank.partition, build_.column(to.rank, clause.span()), clause.span());
  const NodeView pay = clause_of(node_, Rule::pay);
  if (!pay[Label::bands] || pay[Label::kind]) c_.columns.expect_use({to.rank, to.ties}, clause);
  if (!ties[Label::share]) return;
  rank.output = type::RankOutput::tied;
  tied_ = build_.rank(provision().entity, rank, clause.span());
  define_column(to.ties, tied_);
  tied_ = build_.column(to.ties, clause.span());
}

void RewardMaker::add_step(Role role, ExprId& value, base::Span span) {
  value = c_.columns.add_step(id_, role, value, span);
}

void RewardMaker::read_lines(Type amount) {
  const syntax::NodeList clauses = node_.all(Label::clause);
  lines_.reserve(clauses.size());
  for (const NodeView clause : clauses) {
    Line line{clause, {}};
    if (clause.is(Rule::rounding)) line.rounding = typer_.rounding(clause, scope_, amount);
    lines_.push_back(std::move(line));
  }
}

/// The rounding that the amount meets next, from that line on.
const number::Rounding* RewardMaker::next_rounding(std::size_t line) const {
  for (std::size_t i = line; i < lines_.size(); ++i)
    if (lines_[i].rounding) return &*lines_[i].rounding;
  if (rounded_) return nullptr;
  return c_.model.rounding ? &*c_.model.rounding : nullptr;
}

/// A limit on what the rows of one unit get together. `value` is rounded first.
ExprId RewardMaker::scoped_cap(std::size_t line, ExprId& value, ExprId limit) {
  const NodeView clause = lines_[line].clause;
  const number::Rounding* next = next_rounding(line + 1);
  if (next == nullptr && !rounded_) {
    c_.sink.report(code::rounding_missing, clause.span(), {provision().name});
    return value;
  }
  const NodeView how = clause[Label::how];
  if (!how) c_.sink.report(code::reduction_order_missing, clause.span());
  // Rounded now: what is rounded afterwards could add up to more than the limit.
  if (next != nullptr) value = round_to(*next, value, clause.span());
  RewardStages& reward = c_.rewards[reward_];
  const number::Rounding rounding = dividing(c_, reward.steps, build_.type_of(value), *rounded_);
  const Claim claim = claim_of(c_, value, reward.refunds, rounding, clause.span(), id_);
  reward.divided(rounding);
  Apportion spec;
  spec.partition = typer_.partition(clause[Label::scope].all(Label::key), scope_);
  spec.where = eligible_;
  spec.cap = claim.asked;
  spec.weight = claim.asked;
  spec.rounding = rounding;
  const auto sum = [&](ExprId of) {
    Fold fold{.op = type::FoldOp::sum,
              .rows = provision().entity,
              .partitioned = true,
              .partition = spec.partition,
              .value = of,
              .where = eligible_};
    return build_.fold(provision().entity, std::move(fold), clause.span());
  };
  Claim sums{.asked = sum(claim.asked), .refunds = claim.refunds};
  if (sums.refunds) sums.net = sum(claim.net);
  const ExprId most = not_below_zero(c_, limit, clause.span());
  spec.total = to_share(c_, sums, most, clause.span());
  if (how[Label::order]) {
    spec.method = number::ShareMethod::in_order;
    spec.total = to_serve(c_, sums, spec.total, most, clause.span());
  }
  RowOrder order =
      read_row_order(c_, provision().entity, {how[Label::order], how[Label::ties]}, spec.partition);
  if (how) require_total(c_, order, provision().entity, how.span());
  spec.order = std::move(order.keys);
  const std::vector<ExprId> keys = spec.partition;
  ExprId part = build_.apportion(provision().entity, std::move(spec), clause.span());
  part = in_a_group(c_, keys, claim, part, clause.span());
  return after_limit(c_, claim, part, clause.span());
}

/// A limit that the amount meets before it is rounded. What is written must be a whole number of
/// steps; what is computed is brought to one, inwards, so that rounding does not pass it.
ExprId RewardMaker::before_rounding(NodeView node, ExprId limit, const number::Rounding& rounding,
                                    number::RoundingMode towards) {
  if (build_.constant(limit) == nullptr) return at_step(c_, limit, rounding, towards, node.span());
  if (in_whole_steps(c_, limit, rounding)) return limit;
  const std::string step = rounding.increment.to_rational().to_text();
  c_.sink.report(code::limit_between_steps, node.span(), {node.text(), step});
  return limit;
}

/// The limit of a line as rounding lets it hold: by the roundings behind the line; by the one
/// before it, if that was the last.
ExprId RewardMaker::in_steps(std::size_t line, NodeView node, ExprId limit,
                             number::RoundingMode towards) {
  if (!build_.type_of(limit).is_numeric()) return limit;
  bool later = false;
  for (std::size_t i = line + 1; i < lines_.size() && !later; ++i)
    later = lines_[i].rounding.has_value();
  if (!later && rounded_) {
    if (const Rational* constant = build_.constant(limit)) {
      const Rational amount = constant->abs();
      require_coins(c_, amount, build_.type_of(limit), node.span());
      c_.rewards[reward_].steps.push_back(amount);
      return limit;
    }
    return at_step(c_, limit, *rounded_, towards, node.span());
  }
  if (!later && c_.model.rounding) return before_rounding(node, limit, *c_.model.rounding, towards);
  for (std::size_t i = lines_.size(); i-- > line + 1;)
    if (lines_[i].rounding) limit = before_rounding(node, limit, *lines_[i].rounding, towards);
  return limit;
}

ExprId RewardMaker::apply_cap(std::size_t line, ExprId value) {
  const NodeView clause = lines_[line].clause;
  const Type type = build_.type_of(value);
  ExprId limit = typer_.of_type(clause[Label::limit], scope_, type);
  if (!clause[Label::scope]) refuse_itself(clause, value, limit);
  if (clause[Label::scope])
    look_at_limit(c_, limit, clause[Label::limit]);
  else
    refuse_negative_limit(c_, limit, clause[Label::limit]);
  if (clause[Label::scope]) {
    const Rational* const most = build_.constant(limit);
    if (most != nullptr && (!joint_ || *most < joint_->most))
      joint_ = Joint{*most, static_cast<bool>(clause[Label::how][Label::order])};
    ExprId held = scoped_cap(line, value, limit);
    add_step(Role::cap, held, clause.span());
    const ExprId zero = build_.zero(build_.type_of(held));
    const auto surely_not = [&](Opcode op, ExprId amount) {
      return build_.fails(build_.compare(op, amount, zero, clause.span()), clause.span());
    };
    refusals_.used_up.push_back(build_.conjunction(
        {surely_not(Opcode::equal, value), surely_not(Opcode::not_equal, held)}, clause.span()));
    binding_.push_back(build_.compare(Opcode::less, held, value, clause.span()));
    typer_.probe(Probe::Kind::limit, binding_.back(), clause.span());
    return held;
  }
  c_.report_no_effect(clause[Label::how], diagnostic::text::why_limit_of_each);
  std::optional<Rational> most;
  if (const Rational* constant = build_.constant(limit)) most = *constant;
  if (most && least_ && *most < *least_)
    c_.sink.report(code::cap_below_floor, clause.span(), {most->to_text(), least_->to_text()});
  if (most && most_ && *most > *most_)
    c_.sink.report(code::cap_never_binds, clause.span(), {most->to_text(), most_->to_text()});
  if (most) warn_of_wider(line, *most);
  if (most && (!most_ || *most < *most_)) most_ = *most;
  const Interval& before = paid_;
  if (most && before.high && *before.high <= *most)
    c_.sink.report(code::cap_never_binds, clause.span(), {most->to_text(), before.high->to_text()});
  if (may_be_negative(c_, limit)) {
    const ExprId zero = build_.zero(type);
    const ExprId enough = build_.compare(Opcode::greater_equal, limit, zero, clause.span());
    refusals_.below_zero.push_back(build_.fails(enough, clause.span()));
    limit = not_below_zero(c_, limit, clause.span());
  }
  limit = in_steps(line, clause[Label::limit], limit, number::RoundingMode::floor);
  binding_.push_back(build_.compare(Opcode::greater, value, limit, clause.span()));
  typer_.probe(Probe::Kind::limit, binding_.back(), clause.span());
  ExprId held = build_.minimum(value, limit, clause.span());
  caps_.push_back(limit);
  add_step(Role::cap, held, clause.span());
  for (const ExprId least : floors_) held = unless_crossed(held, least, limit, clause.span());
  return held;
}

ExprId RewardMaker::apply_floor(std::size_t line, ExprId value) {
  const NodeView clause = lines_[line].clause;
  const auto shared = [](const Line& before) {
    return static_cast<bool>(before.clause[Label::scope]);
  };
  const auto joint =
      std::find_if(lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(line), shared);
  if (joint - lines_.begin() < static_cast<std::ptrdiff_t>(line))
    c_.sink.report(code::floor_behind_joint_cap, clause.span())
        .note(joint->clause.span(), diagnostic::text::note_other_place);
  ExprId least = typer_.of_type(clause[Label::least], scope_, build_.type_of(value));
  refuse_itself(clause, value, least);
  std::optional<Rational> constant;
  if (const Rational* known = build_.constant(least)) constant = *known;
  if (constant && most_ && *most_ < *constant)
    c_.sink.report(code::cap_below_floor, clause.span(), {most_->to_text(), constant->to_text()});
  const Interval& before = paid_;
  if (constant && least_ && *constant < *least_)
    c_.sink.report(code::floor_never_holds, clause.span(),
                   {constant->to_text(), least_->to_text()});
  else if (constant && before.low && !most_ && *constant <= *before.low)
    c_.sink.report(code::floor_never_holds, clause.span(),
                   {constant->to_text(), before.low->to_text()});
  if (constant) warn_of_wider(line, *constant);
  if (constant && (!least_ || *least_ < *constant)) least_ = *constant;
  least = in_steps(line, clause[Label::least], least, number::RoundingMode::ceiling);
  if (!may_be_negative(c_, least)) c_.rewards[reward_].refunds = false;
  typer_.probe(Probe::Kind::limit, build_.compare(Opcode::less, value, least, clause.span()),
               clause.span());
  ExprId held = build_.maximum(value, least, clause.span());
  floors_.push_back(least);
  add_step(Role::floor, held, clause.span());
  for (const ExprId most : caps_) held = unless_crossed(held, least, most, clause.span());
  return held;
}

/// A floor above a cap cannot be kept with it, in whatever order they stand: an error of the row.
/// Of written ones that was said.
ExprId RewardMaker::unless_crossed(ExprId held, ExprId least, ExprId most, base::Span span) {
  if (build_.constant(least) != nullptr && build_.constant(most) != nullptr) return held;
  if (!build_.type_of(least).is_numeric() || !build_.type_of(most).is_numeric()) return held;
  const Interval below = interval_of(c_, least);
  const Interval above = interval_of(c_, most);
  if (below.high && above.low && *below.high <= *above.low) return held;
  return build_.choose(build_.compare(Opcode::less_equal, least, most, span), held,
                       build_.fail(type::CellFault::out_of_bounds, build_.type_of(held), span),
                       span);
}

/// Warns of a wider limit of the same kind that stands before a narrower one, with nothing but
/// limits between: it is never reached.
void RewardMaker::warn_of_wider(std::size_t line, const Rational& limit) {
  const NodeView clause = lines_[line].clause;
  const bool caps = clause.is(Rule::cap);
  for (std::size_t i = line; i-- > 0;) {
    const NodeView before = lines_[i].clause;
    const bool joint = before.is(Rule::cap) && before[Label::scope];
    if (joint || before.is(Rule::rounding) || before.is(Rule::top_up)) break;
    const auto wider = std::ranges::find(written_, i, &std::pair<std::size_t, Rational>::first);
    if (wider == written_.end() || before.is(Rule::cap) != caps) continue;
    if (caps ? limit < wider->second : wider->second < limit)
      c_.sink.report(caps ? code::cap_never_binds : code::floor_never_holds, before.span(),
                     {wider->second.to_text(), limit.to_text()});
  }
  written_.emplace_back(line, limit);
}

/// Complains of a limit that is the amount itself, or within which the amount is held already.
void RewardMaker::refuse_itself(NodeView clause, ExprId value, ExprId limit) {
  const Expr& whole = build_[value];
  const ExprId amount =
      whole.kind == ExprKind::column ? c_.model.columns[whole.payload].value : value;
  if (amount == kNone) return;
  typer_.refuse_twice(clause, limit, amount);
  // `pay min(fee, cost) cap fee`.
  const Opcode within = clause.is(Rule::cap) ? Opcode::minimum : Opcode::maximum;
  const Expr& held = build_[amount];
  if (held.kind != ExprKind::operation || held.op != within) return;
  for (const ExprId each : Args(held.args)) typer_.refuse_twice(clause, limit, each);
}

/// What was received elsewhere may be finer than the step that the amount has been rounded to. The
/// difference is not rounded a second time: it is the step below, so that both together are never
/// more than the amount.
ExprId RewardMaker::apply_top_up(NodeView clause, ExprId value) {
  const ExprId received = typer_.of_type(clause[Label::received], scope_, build_.type_of(value));
  refuse_below_zero(c_, received, clause[Label::received]);
  refuse_nothing(c_, received, clause[Label::received], clause);
  refuse_itself(clause, value, received);
  const ExprId zero = build_.zero(build_.type_of(value));
  const ExprId taken = not_below_zero(c_, received, clause.span());
  value = build_.maximum(build_.subtract(value, taken, clause.span()), zero, clause.span());
  c_.rewards[reward_].refunds = false;
  if (!rounded_ || in_whole_steps(c_, received, *rounded_)) return value;
  value = at_step(c_, value, *rounded_, number::RoundingMode::down, clause.span());
  add_step(Role::rounded, value, clause.span());
  return value;
}

ExprId RewardMaker::round_to(const number::Rounding& rounding, ExprId value, base::Span span) {
  ExprId result = build_.round(value, rounding, span);
  add_step(Role::rounded, result, span);
  rounded_ = rounding;
  c_.rewards[reward_].steps = {rounding.increment.to_rational()};
  return result;
}

ExprId RewardMaker::apply(std::size_t line, ExprId value) {
  const NodeView clause = lines_[line].clause;
  if (clause.is(Rule::cap)) return apply_cap(line, value);
  if (clause.is(Rule::floor)) return apply_floor(line, value);
  if (clause.is(Rule::top_up)) return apply_top_up(clause, value);
  if (!lines_[line].rounding) return value;
  const bool again = line > 0 && lines_[line - 1].rounding &&
                     keeps_all({rounded_->increment.to_rational()}, *lines_[line].rounding);
  if (again) c_.report_no_effect(clause, diagnostic::text::why_rounded);
  return round_to(*lines_[line].rounding, value, clause.span());
}

/// What is paid is a whole number of coins: by the last of its roundings, or the policy's.
void RewardMaker::look_at_coins(Type type, NodeView pay) {
  if (!rounded_) return;
  NodeView own;
  for (const Line& line : lines_)
    if (line.rounding) own = line.clause;
  require_coins(c_, *rounded_, own, type, pay.span());
}

/// The amount before anything that concerns other rewards: caps, floors and roundings in the order
/// of the lines, the policy's own rounding last unless a line said one.
ExprId RewardMaker::entitlement() {
  const NodeView pay = clause_of(node_, Rule::pay);
  if (!pay) return kNone;
  const Typer::Reached due(typer_, qualified());
  ExprId value = base_amount(pay);
  if (build_.type_of(value).kind == TypeKind::unknown) return value;
  read_lines(build_.type_of(value));
  // Shares of one sum, each rounded up, would be more than the sum.
  const number::Rounding* first = next_rounding(0);
  if (tied_ != kNone && first != nullptr && pay[Label::bands] && !pay[Label::kind])
    value = at_step(c_, value, *first, number::RoundingMode::down, pay.span());
  base_ = value;
  paid_ = interval_of(c_, value);
  if (paid_.high && paid_.high->is_negative())
    c_.sink.report(code::paid_below_zero, pay.span(), {c_.model.written(pay.span())});
  c_.rewards[reward_].refunds = !paid_.low || paid_.low->is_negative();
  add_step(Role::base, value, pay.span());
  eligible_ = eligibility();
  for (std::size_t line = 0; line < lines_.size(); ++line) value = apply(line, value);
  require_steps(first);
  if (!rounded_) {
    if (c_.model.rounding)
      value = round_to(*c_.model.rounding, value, pay.span());
    else
      c_.sink.report(code::rounding_missing, pay.span(), {provision().name});
  }
  look_at_coins(build_.type_of(value), pay);
  c_.rewards[reward_].rounding = rounded_;
  return value;
}

ExprId RewardMaker::eligibility() {
  if (eligible_ != kNone) return eligible_;
  std::vector<ExprId> all = {qualified()};
  for (const auto& block : refusals_.blocks)
    all.push_back(build_.negation(block.applies, node_.span()));
  if (refusals_.within_places != kNone) all.push_back(refusals_.within_places);
  return decided(build_, std::move(all), node_.span());
}

void RewardMaker::read_blocks() {
  for (const Blocking& block : c_.rewards.blocks_of(provision().called)) {
    const Provision& sanction = c_.columns.provision(block.sanction);
    refusals_.blocks.push_back({block_applies(c_, block, provision()),
                                sanction.label.empty() ? sanction.name : sanction.label,
                                sanction.cite});
  }
}

/// Complains where a row before was asked for an amount of another currency than the reward's.
void RewardMaker::keep_promise(ColumnId entitled, Type type) {
  if (!type.is_numeric() || type == c_.model.columns[entitled].type) return;
  const auto& read = c_.columns.recurring();
  if (std::ranges::find(read, entitled, &Recurring::column) != read.end())
    c_.sink.report(code::recurrence_type, node_[Label::name].span(), {provision().name});
}

void RewardMaker::define(const RewardColumns& to) {
  read_conditions();
  read_blocks();
  read_rank(to);
  ExprId value = entitlement();
  refusals_.pays = value != kNone;
  eligible_ = eligibility();
  define_column(to.eligible, eligible_);
  eligible_ = build_.column(to.eligible, node_.span());
  refusals_.eligible = eligible_;
  if (value != kNone) keep_promise(to.entitled, build_.type_of(value));
  if (value == kNone)
    value = build_.number(
        0, c_.model.currency == kNone ? type::kNumber : type::money(c_.model.currency));
  const Type type = build_.type_of(value);
  const ExprId zero = build_.zero(type.is_numeric() ? type : type::kNumber);
  ExprId entitled = type.is_numeric() ? build_.choose(eligible_, value, zero, node_.span()) : value;
  const auto& sharers = c_.rewards[reward_].sharers;
  if (sharers && type.is_numeric()) {
    // What nobody takes is asked of no limit and no fund either.
    define_column(sharers->offered, entitled);
    ExprId taken = build_.column(sharers->offered, node_.span());
    if (sharers->taken) taken = sharers->taken(taken);
    if (!build_.type_of(taken).is_numeric()) taken = zero;  // complained of
    const ExprId offered = build_.column(sharers->offered, node_.span());
    const ExprId nothing = build_.compare(Opcode::equal, offered, zero, node_.span());
    entitled =
        build_.choose(c_.columns.use(sharers->takers, node_.span()), taken, zero, node_.span());
    // Of nothing nobody takes anything, whatever is unknown of those who could.
    entitled = build_.choose(nothing, zero, entitled, node_.span());
  }
  define_column(to.entitled, entitled);
}

void RewardMaker::define_column(ColumnId column, ExprId value) {
  c_.columns.define(column, value, node_.span());
}

ExprId RewardMaker::capped(const RewardStages& reward) {
  Few held = binding_;
  for (const auto& stage : reward.stages)
    if (stage.cut && c_.model.columns[stage.column].type.is_numeric())
      held.push_back(build_.compare(Opcode::not_equal, build_.column(stage.before, node_.span()),
                                    build_.column(stage.column, node_.span()), node_.span()));
  return build_.conjunction({eligible_, build_.disjunction(held, node_.span())}, node_.span());
}

}  // namespace remit::check
