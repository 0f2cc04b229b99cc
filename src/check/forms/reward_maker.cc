#include "check/forms/reward_maker.h"

#include <algorithm>

#include "check/bands.h"
#include "check/declare.h"
#include "check/forms/sanction.h"
#include "check/money.h"
#include "check/ranges.h"
#include "check/row_order.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::Role;
using type::Type;
using type::TypeKind;

/// The conditions that a reader would name one by one: `a and b` are two.
void RewardMaker::split_conditions(NodeView node) {
  if (node.is(Rule::group)) return split_conditions(node[Label::value]);
  if (node.is(Rule::binary) && node.operator_id() == type::OperatorId::conjunction) {
    split_conditions(node[Label::left]);
    split_conditions(node[Label::right]);
    return;
  }
  const ExprId holds = typer_.condition(node, scope_);
  typer_.probe(Probe::Kind::condition, holds, node.span());
  conditions_.push_back({holds, std::string(node.text())});
}

void RewardMaker::read_conditions() {
  for (const NodeView when : clauses_of(node_, Rule::when))
    split_conditions(when[Label::condition]);
  std::vector<ExprId> together;
  for (const Condition& condition : conditions_) together.push_back(condition.holds);
  c_.claims.hold_together(std::move(together));
}

ExprId RewardMaker::qualified() {
  std::vector<ExprId> all;
  for (const Condition& condition : conditions_) all.push_back(condition.holds);
  return build_.conjunction(std::move(all), node_.span());
}

/// The rank clause: the place, and how many share it.
void RewardMaker::read_rank(const RewardColumns& to) {
  const NodeView clause = clause_of(node_, Rule::rank_by);
  if (!clause) return;
  Rank rank;
  rank.keys = typer_.sort_keys(clause, scope_);
  rank.partition = typer_.partition(clause.all(Label::group), scope_);
  if (!clause[Label::all]) rank.where = qualified();
  const NodeView ties = clause[Label::ties];
  if (!ties) c_.sink.report(Code::tie_rule_missing, clause.span());
  if (ties[Label::dense]) rank.output = type::RankOutput::dense;
  if (ties[Label::by]) {
    const RowOrder order = tie_order(c_, ties, scope_);
    rank.keys.insert(rank.keys.end(), order.keys.begin(), order.keys.end());
    if (order.of_table) rank.output = type::RankOutput::position;
  }
  place_ = build_.rank(provision().entity, rank, clause.span());
  define_column(to.rank, place_);
  place_ = build_.column(to.rank, clause.span());
  if (!ties[Label::share]) return;
  rank.output = type::RankOutput::tied;
  tied_ = build_.rank(provision().entity, rank, clause.span());
  define_column(to.ties, tied_);
  tied_ = build_.column(to.ties, clause.span());
}

void RewardMaker::add_step(Role role, ExprId& value, base::Span span) {
  value = c_.columns.add_step(id_, role, value, span);
}

/// Prizes by place. With shared ties, the prizes of the places that a tie takes up are added and
/// divided: the sum of prizes up to a place is a marginal scale over places.
ExprId RewardMaker::prize_by_place(NodeView bands_node) {
  Tables::ScaleTypes types{.output = own_money(c_)};
  auto bands = read_bands(c_, bands_node, true, types, type::ScaleKind::step);
  if (!bands) return build_.blank(type::kUnknown);
  const Rational first = bands->front().lower.value_or(Rational(1));
  const std::optional<Rational> beyond = bands->back().upper;
  if (first > Rational(1))
    bands->insert(bands->begin(), {.lower = Rational(1), .upper = first, .value = 0, .span = {}});
  if (beyond) {
    within_places_ =
        build_.compare(Opcode::less, place_, build_.number(*beyond), bands_node.span());
    bands->push_back({.lower = beyond, .upper = std::nullopt, .value = 0, .span = {}});
  }
  type::Scale scale{provision().name, type::ScaleKind::step, *bands};
  if (tied_ == kNone)
    return typer_.apply_scale(c_.tables.add_scale(std::move(scale), types), place_,
                              bands_node.span());
  scale.kind = type::ScaleKind::marginal;
  const Type money = types.output;
  types.output = type::kNumber;
  types.input = type::kNumber;
  const std::uint32_t up_to = c_.tables.add_scale(std::move(scale), types);
  const ExprId after = build_.add(place_, tied_);
  const ExprId prizes = build_.subtract(typer_.apply_scale(up_to, after, bands_node.span()),
                                        typer_.apply_scale(up_to, place_, bands_node.span()));
  return build_.retyped(build_.divide(prizes, tied_, type::kNumber, bands_node.span()), money);
}

ExprId RewardMaker::base_amount(NodeView pay) {
  if (pay[Label::kind]) {
    Tables::ScaleTypes types;
    const ExprId base = typer_.numeric(pay[Label::base], scope_);
    // A bracket of a plain number under money is a currency forgotten: said where it belongs.
    if (build_.type_of(base).kind == TypeKind::money) types.input = build_.type_of(base);
    const type::ScaleKind kind = scale_kind(pay[Label::kind]);
    const bool rates =
        kind != type::ScaleKind::step && build_.type_of(base).kind == TypeKind::money;
    if (!rates) types.output = own_money(c_);
    auto bands = read_bands(c_, pay[Label::bands], false, types, kind);
    if (!bands) return build_.blank(type::kUnknown);
    type::Scale scale{provision().name, kind, std::move(*bands)};
    finish_brackets(c_, scale, types);
    return typer_.apply_scale(c_.tables.add_scale(std::move(scale), types), base, pay.span());
  }
  if (pay[Label::bands]) {
    if (place_ == kNone) {
      c_.sink.report(Code::scale_kind_missing, pay.span(), {provision().name});
      return build_.blank(type::kUnknown);
    }
    return prize_by_place(pay[Label::bands]);
  }
  const ExprId amount =
      as_money(c_, typer_.numeric(pay[Label::amount], scope_, own_money(c_)), pay[Label::amount]);
  const NodeView every = pay[Label::every];
  if (!every || build_.type_of(amount).kind == TypeKind::unknown) return amount;
  const ExprId base = typer_.numeric(every[Label::base], scope_);
  const ExprId unit = typer_.of_type(every[Label::unit], scope_, build_.type_of(base));
  const ExprId times =
      build_.operation(Opcode::floor, {build_.divide(base, unit, type::kNumber, every.span())},
                       type::kNumber, every.span());
  return build_.multiply(build_.maximum(times, build_.number(0)), amount, every.span());
}

/// A limit on what the rows of one unit get together.
ExprId RewardMaker::scoped_cap(NodeView clause, ExprId value, ExprId limit) {
  const auto& grid = c_.model.rounding;
  if (!grid && !rounded_) {
    c_.sink.report(Code::rounding_missing, clause.span(), {provision().name});
    return value;
  }
  const NodeView how = clause[Label::how];
  if (!how) c_.sink.report(Code::reduction_order_missing, clause.span());
  const number::Rounding rounding = rounded_ ? *rounded_ : *grid;
  if (!rounded_) {
    value = build_.round(value, rounding, clause.span());
    add_step(Role::rounded, value, clause.span());
    rounded_ = rounding;
  }
  Apportion spec;
  spec.partition = typer_.partition(clause[Label::scope].all(Label::key), scope_);
  spec.where = eligible_;
  spec.cap = value;
  spec.weight = value;
  spec.rounding = rounding;
  Fold sum{.op = type::FoldOp::sum,
           .rows = provision().entity,
           .partitioned = true,
           .partition = spec.partition,
           .value = value,
           .where = eligible_};
  spec.total = build_.minimum(build_.fold(provision().entity, std::move(sum), clause.span()), limit,
                              clause.span());
  if (how[Label::order]) spec.method = number::ShareMethod::in_order;
  RowOrder order = read_row_order(c_, provision().entity, {how[Label::order], how[Label::ties]});
  if (how) require_total(c_, order, provision().entity, how.span());
  spec.order = std::move(order.keys);
  return build_.apportion(provision().entity, std::move(spec), clause.span());
}

ExprId RewardMaker::apply_cap(NodeView clause, ExprId value) {
  const Type type = build_.type_of(value);
  ExprId limit = typer_.of_type(clause[Label::limit], scope_, type);
  if (clause[Label::scope]) {
    ExprId held = scoped_cap(clause, value, limit);
    add_step(Role::cap, held, clause.span());
    binding_.push_back(build_.compare(Opcode::less, held, value, clause.span()));
    typer_.probe(Probe::Kind::limit, binding_.back(), clause.span());
    return held;
  }
  const Rational* most = build_.constant(limit);
  if (most != nullptr && least_ && *most < *least_)
    c_.sink.report(Code::cap_below_floor, clause.span(), {most->to_text(), least_->to_text()});
  if (most != nullptr && !most_) most_ = *most;
  const Interval before = interval_of(c_, base_);
  if (most != nullptr && before.high && *before.high <= *most)
    c_.sink.report(Code::cap_never_binds, clause.span(), {most->to_text(), before.high->to_text()});
  binding_.push_back(build_.compare(Opcode::greater, value, limit, clause.span()));
  typer_.probe(Probe::Kind::limit, binding_.back(), clause.span());
  ExprId held = build_.minimum(value, limit, clause.span());
  add_step(Role::cap, held, clause.span());
  return held;
}

ExprId RewardMaker::apply_floor(NodeView clause, ExprId value) {
  const ExprId least = typer_.of_type(clause[Label::least], scope_, build_.type_of(value));
  const Rational* constant = build_.constant(least);
  if (constant != nullptr && most_ && *most_ < *constant)
    c_.sink.report(Code::cap_below_floor, clause.span(), {most_->to_text(), constant->to_text()});
  if (constant != nullptr) least_ = *constant;
  typer_.probe(Probe::Kind::limit, build_.compare(Opcode::less, value, least, clause.span()),
               clause.span());
  ExprId held = build_.maximum(value, least, clause.span());
  add_step(Role::floor, held, clause.span());
  return held;
}

ExprId RewardMaker::round_to(const number::Rounding& rounding, ExprId value, base::Span span) {
  ExprId result = build_.round(value, rounding, span);
  add_step(Role::rounded, result, span);
  rounded_ = rounding;
  return result;
}

/// The amount before anything that concerns other rewards: caps, floors and roundings in the order
/// of the lines, the policy's own rounding last unless a line said one.
ExprId RewardMaker::entitlement() {
  const NodeView pay = clause_of(node_, Rule::pay);
  if (!pay) return kNone;
  const Typer::Reached due(typer_, qualified());
  ExprId value = base_amount(pay);
  if (build_.type_of(value).kind == TypeKind::unknown) return value;
  base_ = value;
  add_step(Role::base, value, pay.span());
  eligible_ = eligibility();
  for (const NodeView clause : node_.all(Label::clause)) {
    if (clause.is(Rule::cap)) value = apply_cap(clause, value);
    if (clause.is(Rule::floor)) value = apply_floor(clause, value);
    if (clause.is(Rule::top_up)) {
      const ExprId received =
          typer_.of_type(clause[Label::received], scope_, build_.type_of(value));
      value = build_.maximum(build_.subtract(value, received, clause.span()),
                             build_.zero(build_.type_of(value)), clause.span());
    }
    if (!clause.is(Rule::rounding)) continue;
    if (const auto own = typer_.rounding(clause)) value = round_to(*own, value, clause.span());
  }
  if (!rounded_) {
    if (c_.model.rounding)
      value = round_to(*c_.model.rounding, value, pay.span());
    else
      c_.sink.report(Code::rounding_missing, pay.span(), {provision().name});
  }
  return value;
}

ExprId RewardMaker::eligibility() {
  if (eligible_ != kNone) return eligible_;
  std::vector<ExprId> all = {qualified()};
  for (const ExprId blocked : blocked_) all.push_back(build_.negation(blocked, node_.span()));
  if (within_places_ != kNone) all.push_back(within_places_);
  return build_.conjunction(std::move(all), node_.span());
}

void RewardMaker::read_blocks() {
  for (const Blocking& block : c_.rewards.blocks_of(provision().name)) {
    const Provision& sanction = c_.columns.provision(block.sanction);
    blocked_.push_back(block_applies(c_, block, provision()));
    block_names_.push_back(
        {sanction.label.empty() ? sanction.name : sanction.label, sanction.cite});
  }
}

void RewardMaker::define(const RewardColumns& to) {
  read_conditions();
  read_blocks();
  read_rank(to);
  ExprId value = entitlement();
  eligible_ = eligibility();
  define_column(to.eligible, eligible_);
  eligible_ = build_.column(to.eligible, node_.span());
  if (value == kNone)
    value = build_.number(
        0, c_.model.currency == kNone ? type::kNumber : type::money(c_.model.currency));
  const Type type = build_.type_of(value);
  const ExprId zero = build_.zero(type.is_numeric() ? type : type::kNumber);
  const ExprId entitled =
      type.is_numeric() ? build_.choose(eligible_, value, zero, node_.span()) : value;
  define_column(to.entitled, entitled);
  const ExprId capped =
      build_.conjunction({eligible_, build_.disjunction(binding_, node_.span())}, node_.span());
  define_column(to.capped, capped);
  reasons_ =
      std::make_unique<Reasons>(Reasons{conditions_, blocked_, block_names_, within_places_});
}

void RewardMaker::define_column(ColumnId column, ExprId value) {
  c_.columns.define(column, value, node_.span());
}

/// The first reason why nothing is due, else `due`.
ExprId RewardMaker::reason(const RewardStages& stages) {
  std::vector<type::CategorySet::Value> values;
  std::vector<ExprId> holds;
  const auto add = [&](ExprId when, diagnostic::Text text,
                       const std::vector<diagnostic::Argument>& args) {
    std::string en = format_text(text, base::Language::en, args);
    values.push_back({en, std::move(en), format_text(text, base::Language::zh, args)});
    holds.push_back(when);
  };
  using diagnostic::Text;
  for (const Condition& condition : reasons_->conditions)
    add(build_.negation(condition.holds), Text::reason_condition, {condition.text});
  for (std::size_t i = 0; i < reasons_->blocked.size(); ++i)
    add(reasons_->blocked[i], Text::reason_blocked,
        {reasons_->block_names[i].first, reasons_->block_names[i].second});
  if (reasons_->within_places != kNone)
    add(build_.negation(reasons_->within_places), Text::reason_rank, {});
  const Type type = c_.model.columns[stages.entitled].type;
  const auto is_zero = [&](ColumnId column) {
    return build_.compare(Opcode::equal, build_.column(column), build_.zero(type));
  };
  if (type.is_numeric() && clause_of(node_, Rule::pay)) {
    add(is_zero(stages.entitled), Text::reason_zero, {});
    for (const auto& stage : stages.stages) add(is_zero(stage.column), stage.reason, {stage.name});
  }
  const std::string due = format_text(Text::reason_due, base::Language::en);
  values.push_back({due, due, format_text(Text::reason_due, base::Language::zh)});
  make_distinct(values);
  const std::uint32_t set = c_.tables.category_set(values);
  ExprId result = build_.category(set, static_cast<std::uint32_t>(values.size() - 1));
  for (std::size_t i = holds.size(); i-- > 0;)
    result = build_.choose(holds[i], build_.category(set, static_cast<std::uint32_t>(i)), result,
                           node_.span());
  return result;
}

void RewardMaker::make_distinct(std::vector<type::CategorySet::Value>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto same =
        std::count_if(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(i),
                      [&](const auto& other) { return other.label_en == values[i].label_en; });
    if (same > 0) values[i].name += " (" + std::to_string(same + 1) + ")";
  }
}

}  // namespace remit::check
