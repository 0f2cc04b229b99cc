// What a table of brackets cannot mean, and what is odd about it.
#include "check/bands.h"
#include "check/ranges.h"
#include "check/typer.h"
#include "diagnostic/code/reachability.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"

namespace remit::check {

using number::Rational;
using type::Band;
using type::TypeKind;

namespace {

std::string percent(const Rational& rate) { return (rate * Rational(100)).to_text() + "%"; }

void warn_falling_rate(Context& context, const type::Scale& scale) {
  if (scale.kind != type::ScaleKind::marginal) return;
  for (std::size_t i = 1; i < scale.bands.size(); ++i) {
    if (scale.bands[i].value < scale.bands[i - 1].value) {
      context.sink.report(code::marginal_rate_falls, scale.bands[i].span,
                          {percent(scale.bands[i - 1].value), percent(scale.bands[i].value)});
      return;
    }
  }
}

/// The parts of an amount add up from zero; a bracket below it would be owed by everybody.
void refuse_below_zero(Context& context, const type::Scale& scale) {
  if (scale.kind != type::ScaleKind::marginal) return;
  for (const Band& band : scale.bands) {
    const bool below =
        (band.lower && band.lower->is_negative()) || (band.upper && band.upper->is_negative());
    if (!below) continue;
    context.sink.report(
        code::marginal_below_zero, band.span,
        {band.upper && band.upper->is_negative() ? band.upper->to_text() : band.lower->to_text()});
    return;
  }
}

/// A rate of money is a number, else the amount would be money times money.
void refuse_money_times_money(Context& context, const type::Scale& scale,
                              const Tables::ScaleTypes& types) {
  if (scale.kind == type::ScaleKind::step || types.input.kind != TypeKind::money ||
      types.output.kind != TypeKind::money)
    return;
  for (const Band& band : scale.bands)
    if (!band.value.is_zero()) context.sink.report(code::money_squared, band.span);
}

/// A bare number that money is multiplied by.
void ask_for_percent(Context& context, const type::Scale& scale, const Tables::ScaleTypes& types) {
  if (scale.kind == type::ScaleKind::step || types.input.kind != TypeKind::money ||
      types.output != type::kNumber)
    return;
  for (const Band& band : scale.bands)
    if (band.notation == type::Notation::plain && band.value.abs() > Rational(1))
      context.sink.report(
          code::percent_in_points, band.span,
          {context.model.written(band.span), band.value.to_text(), percent(band.value)});
}

}  // namespace

void finish_brackets(Context& context, type::Scale& scale, const Tables::ScaleTypes& types) {
  refuse_below_zero(context, scale);
  refuse_money_times_money(context, scale, types);
  ask_for_percent(context, scale, types);
  warn_falling_rate(context, scale);
  warn_cliffs(context, scale, types);
}

}  // namespace remit::check
