#include "check/steps.h"

#include <algorithm>

#include "check/ranges.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using number::Rational;
using number::Rounding;
using number::RoundingMode;
using type::Opcode;
using type::TypeKind;

namespace {

/// The smallest coin of a currency.
number::Decimal coin(const Context& context, type::Type money) {
  return {1, context.model.currencies[money.ref].decimals};
}

std::string in_currency(const Context& context, const Rational& amount, type::Type money) {
  return amount.to_text() + " " + context.model.currencies[money.ref].code;
}

bool divides(const Rational& step, const Rational& amount) { return (amount / step).is_integer(); }

}  // namespace

bool in_whole_steps(const Context& context, ExprId value, const Rounding& rounding) {
  const Rational step = rounding.increment.to_rational();
  if (const Rational* constant = context.build.constant(value)) return divides(step, *constant);
  const type::NumberForm& form = context.build[value].form;
  return !form.ratio && divides(step, Rational::from_decimal(1, form.decimals));
}

ExprId at_step(Context& context, ExprId limit, const Rounding& rounding, RoundingMode towards,
               base::Span span) {
  if (in_whole_steps(context, limit, rounding)) return limit;
  return context.build.round(limit, {towards, rounding.increment}, span);
}

ExprId not_below_zero(Context& context, ExprId limit, base::Span span) {
  if (!may_be_negative(context, limit)) return limit;
  return context.build.maximum(limit, context.build.zero(context.build.type_of(limit)), span);
}

bool require_coins(Context& context, const Rational& amount, type::Type type, base::Span span) {
  if (type.kind != TypeKind::money) return true;
  const Rational smallest = coin(context, type).to_rational();
  if (divides(smallest, amount)) return true;
  context.sink.report(code::finer_than_coin, span,
                      {in_currency(context, amount, type), in_currency(context, smallest, type)});
  return false;
}

void require_coins(Context& context, const Rounding& rounding, NodeView own, type::Type type,
                   base::Span span) {
  const bool looked_at = !own && type == type::money(context.model.currency);
  if (looked_at) return;
  require_coins(context, rounding.increment.to_rational(), type,
                own ? own[Label::grid].span() : span);
}

void require_part(Context& context, ExprId share, NodeView node) {
  const Rational* constant = context.build.constant(share);
  if (constant != nullptr && (*constant < Rational(0) || *constant > Rational(1)))
    context.sink.report(code::share_outside, node.span(), {node.text()});
}

void refuse_nothing(Context& context, ExprId value, NodeView formula, NodeView part) {
  const Rational* constant = context.build.constant(value);
  if (constant != nullptr && constant->is_zero() && ungrouped(formula).is(Rule::number))
    context.report_no_effect(part, diagnostic::text::why_nothing);
}

void refuse_below_zero(Context& context, ExprId received, NodeView node) {
  const Rational* constant = context.build.constant(received);
  if (constant != nullptr && *constant < Rational(0))
    context.sink.report(code::received_below_zero, node.span(), {node.text()});
}

void refuse_negative_limit(Context& context, ExprId limit, NodeView node) {
  const Rational* constant = context.build.constant(limit);
  if (constant != nullptr && *constant < Rational(0))
    context.sink.report(code::limit_below_zero, node.span(), {node.text()});
}

void warn_never_reached(Context& context, ExprId limited, ExprId most, NodeView node) {
  if (context.is_what_if()) return;
  const Rational* limit = most == kNone ? nullptr : context.build.constant(most);
  if (limit == nullptr || !context.build.type_of(limited).is_numeric()) return;
  const auto highest = interval_behind(context, limited).high;
  const bool never =
      highest &&
      (*highest < *limit || (*highest == *limit && context.build.constant(limited) != nullptr));
  if (!never) return;
  context.sink.report(code::cap_never_binds, node.span(), {limit->to_text(), highest->to_text()});
}

void look_at_limit(Context& context, ExprId limit, NodeView node) {
  refuse_negative_limit(context, limit, node);
  const Rational* constant = context.build.constant(limit);
  if (constant != nullptr && constant->sign() > 0)
    require_coins(context, *constant, context.build.type_of(limit), node.span());
}

bool keeps_all(const std::vector<Rational>& steps, const Rounding& rounding) {
  const Rational step = rounding.increment.to_rational();
  return std::ranges::all_of(steps, [&](const Rational& each) { return divides(step, each); });
}

Rounding dividing(const Context& context, const std::vector<Rational>& steps, type::Type type,
                  const Rounding& declared) {
  if (type.kind != TypeKind::money) return declared;
  const number::Decimal smallest = coin(context, type);
  if (keeps_all(steps, declared) &&
      divides(smallest.to_rational(), declared.increment.to_rational()))
    return declared;
  return {declared.mode, smallest};
}

Claim claim_of(Context& context, ExprId value, bool refunds, const Rounding& rounding,
               base::Span span, std::optional<ProvisionId> of) {
  ExprBuilder& build = context.build;
  Claim claim{.value = value, .refunds = refunds};
  claim.net = claim.asked = at_step(context, value, rounding, RoundingMode::down, span);
  if (!refunds) return claim;
  claim.asked = build.maximum(claim.net, build.zero(build.type_of(value)), span);
  if (of) claim.asked = context.columns.add_step(*of, type::Role::requested, claim.asked, span);
  return claim;
}

ExprId to_share(Context& context, const Claim& sums, ExprId most, base::Span span) {
  ExprBuilder& build = context.build;
  if (!sums.refunds) return build.minimum(sums.asked, most, span);
  const ExprId zero = build.zero(build.type_of(most));
  const ExprId lacking = build.maximum(build.subtract(sums.net, most, span), zero, span);
  return build.subtract(sums.asked, lacking, span);
}

ExprId to_serve(Context& context, const Claim& sums, ExprId shared, ExprId most, base::Span span) {
  if (sums.refunds) return shared;
  ExprBuilder& build = context.build;
  const ExprId known = build.fails(build.compare(Opcode::not_equal, shared, shared, span), span);
  return build.choose(known, shared, most, span);
}

bool may_be_blank(const Context& context, ExprId value) {
  const Expr& at = context.build[value];
  if (at.kind != ExprKind::column) return !context.build.is_constant(value);
  const Column& column = context.model.columns[at.payload];
  if (!column.input) return true;
  const Field& field = context.model.entities[column.entity].fields[column.field];
  return field.optional || field.decision;
}

ExprId asks(Context& context, const Claim& claim, base::Span span) {
  ExprBuilder& build = context.build;
  return build.compare(Opcode::not_equal, claim.asked, build.zero(build.type_of(claim.asked)),
                       span);
}

ExprId if_asked(Context& context, const Claim& claim, ExprId part, base::Span span) {
  ExprBuilder& build = context.build;
  return build.choose(asks(context, claim, span), part, build.zero(build.type_of(part)), span);
}

ExprId in_a_group(Context& context, const std::vector<ExprId>& keys, const Claim& claim,
                  ExprId part, base::Span span) {
  ExprBuilder& build = context.build;
  std::vector<ExprId> given;
  for (const ExprId key : keys)  // a comparison with a blank is an error that names the field
    if (may_be_blank(context, key)) given.push_back(build.compare(Opcode::equal, key, key, span));
  if (given.empty()) return part;
  const ExprId placed = build.conjunction(std::move(given), span);
  const ExprId nothing = build.negation(asks(context, claim, span), span);
  return build.choose(build.disjunction({nothing, placed}, span),
                      if_asked(context, claim, part, span),
                      build.fail(type::CellFault::missing, build.type_of(part), span), span);
}

ExprId after_limit(Context& context, const Claim& claim, ExprId part, base::Span span) {
  if (!claim.refunds) return part;
  ExprBuilder& build = context.build;
  const ExprId zero = build.zero(build.type_of(claim.value));
  return build.choose(build.compare(Opcode::less, claim.value, zero, span), claim.value, part,
                      span);
}

}  // namespace remit::check
