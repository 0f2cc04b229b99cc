// What a reward comes to before its lines limit and round it.
#include "base/strings.h"
#include "check/bands.h"
#include "check/forms/reward_maker.h"
#include "check/money.h"
#include "check/open_bands.h"
#include "check/ranges.h"
#include "check/steps.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/format.h"
#include "diagnostic/text/common.h"
#include "type/operators.h"

namespace remit::check {

using number::Rational;
using type::Opcode;
using type::Type;
using type::TypeKind;

/// Prizes by place. With shared ties, the prizes of the places that a tie takes up are added and
/// divided: the sum of prizes up to a place is a marginal scale over places.
ExprId RewardMaker::prize_by_place(NodeView bands_node) {
  Tables::ScaleTypes types{.output = own_money(c_)};
  auto bands = read_bands(c_, bands_node, true, types, type::ScaleKind::step);
  if (!bands) return build_.blank(type::kUnknown);
  require_coins_of(*bands, types.output);
  const Rational first = bands->front().lower.value_or(Rational(1));
  const std::optional<Rational> beyond = bands->back().upper;
  if (first > Rational(1))
    bands->insert(bands->begin(), {.lower = Rational(1), .upper = first, .value = 0, .span = {}});
  if (beyond) {
    refusals_.within_places =
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

/// The amounts of brackets are paid as they are written.
void RewardMaker::require_coins_of(const std::vector<type::Band>& bands, Type amounts) {
  for (const type::Band& band : bands) state_amount(band.value, amounts, band.span);
}

/// A written amount is whole coins, and no rounding makes another of it (require_steps).
void RewardMaker::state_amount(const Rational& amount, Type type, base::Span span) {
  if (require_coins(c_, amount, type, span) && !c_.is_what_if()) stated_.emplace_back(amount, span);
}

/// Complains of written amounts that `first`, the rounding behind them if any, would carry to
/// another: nobody means 60 by writing 55. Of one that a written limit always replaces that limit
/// is looked at, be it one of several rows: in proportion to what was asked it is divided among
/// them, which are alike where one amount alone is written.
void RewardMaker::require_steps(const number::Rounding* first) {
  if (first == nullptr) return;
  for (const Line& line : lines_) {
    if (line.rounding) break;
    if (line.clause.is(Rule::top_up)) return;
  }
  const Rational step = first->increment.to_rational();
  const auto replaced = [&](const Rational& amount) {
    return (most_ && *most_ < amount) || (least_ && amount < *least_) ||
           (joint_ && joint_->most < amount && (joint_->in_order || stated_.size() == 1));
  };
  for (const auto& [amount, span] : stated_)
    if (!(amount / step).is_integer() && !replaced(amount))
      c_.sink.report(code::limit_between_steps, span, {amount.to_text(), step.to_text()});
}

ExprId RewardMaker::base_amount(NodeView pay) {
  if (pay[Label::kind]) {
    Tables::ScaleTypes types;
    const ExprId base = typer_.numeric(pay[Label::base], scope_);
    if (build_.type_of(base).kind == TypeKind::unknown) return base;
    // A bracket of a plain number under money is a currency forgotten: said where it belongs.
    if (build_.type_of(base).kind == TypeKind::money) types.input = build_.type_of(base);
    const type::ScaleKind kind = scale_kind(pay[Label::kind]);
    const bool rates =
        kind != type::ScaleKind::step && build_.type_of(base).kind == TypeKind::money;
    if (!rates) types.output = own_money(c_);
    if (differs_by_row(c_, pay[Label::bands]))
      return apply_open_bands(c_, typer_, pay[Label::bands], kind, base, scope_, !rates);
    auto bands = read_bands(c_, pay[Label::bands], false, types, kind);
    if (!bands) return build_.blank(type::kUnknown);
    if (!rates) require_coins_of(*bands, types.output);
    type::Scale scale{provision().name, kind, std::move(*bands)};
    finish_brackets(c_, scale, types);
    return typer_.apply_scale(c_.tables.add_scale(std::move(scale), types), base, pay.span());
  }
  if (pay[Label::bands]) {
    if (place_ == kNone) {
      c_.sink.report(code::scale_kind_missing, pay.span(), {provision().name});
      return build_.blank(type::kUnknown);
    }
    return prize_by_place(pay[Label::bands]);
  }
  if (refuse_limit(pay[Label::amount])) return build_.blank(type::kUnknown);
  const ExprId amount =
      as_money(c_, typer_.numeric(pay[Label::amount], scope_, own_money(c_)), pay[Label::amount]);
  const NodeView every = pay[Label::every];
  refuse_nothing(c_, amount, pay[Label::amount], pay);
  const Rational* written = build_.constant(amount);
  if (!every && written != nullptr)
    state_amount(*written, build_.type_of(amount), pay[Label::amount].span());
  if (!every || build_.type_of(amount).kind == TypeKind::unknown) return amount;
  return build_.multiply(times_full(every), amount, every.span());
}

/// `pay 20% * fee <= 5 CNY` compares: a limit is a line of its own.
bool RewardMaker::refuse_limit(NodeView amount) {
  if (!amount.is(Rule::binary)) return false;
  const auto op = type::operator_info(amount.operator_id()).op;
  if (!op || !type::is_comparison(*op)) return false;
  const auto& holds = *type::operation(*op).comparison;
  if (holds.less == holds.greater) return false;
  const bool chinese = typer_.after_chinese(amount.span());
  const std::string_view word =
      holds.less ? (chinese ? " 封顶 " : " cap ") : (chinese ? " 保底 " : " floor ");
  const std::string meant =
      base::concat(amount[Label::left].text(), word, amount[Label::right].text());
  c_.sink
      .report(code::said_otherwise, amount.span(),
              {amount.text(), diagnostic::worded(diagnostic::text::quoted, {meant})})
      .suggest(amount.span(), meant);
  return true;
}

/// How many full units there are. A unit below zero is an error, and a written one no step at all.
ExprId RewardMaker::times_full(NodeView every) {
  const base::Span span = every.span();
  const ExprId base = typer_.numeric(every[Label::base], scope_);
  ExprId unit = typer_.of_type(every[Label::unit], scope_, build_.type_of(base));
  typer_.refuse_twice(every, base, unit);
  const Type type = build_.type_of(unit);
  if (const Rational* step = build_.constant(unit)) {
    if (step->sign() <= 0)
      c_.sink.report(code::step_not_positive, every[Label::unit].span(), {step->to_text()});
  } else if (type.is_numeric() && may_be_negative(c_, unit)) {
    const ExprId below = build_.compare(Opcode::less, unit, build_.zero(type), span);
    const ExprId error = build_.fail(type::CellFault::out_of_bounds, type, span);
    unit = build_.choose(below, error, unit, span);
  }
  const ExprId times = build_.operation(
      Opcode::floor, {build_.divide(base, unit, type::kNumber, span)}, type::kNumber, span);
  return build_.maximum(times, build_.number(0));
}

}  // namespace remit::check
