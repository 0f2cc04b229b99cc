#include "check/share_terms.h"

#include "check/steps.h"
#include "diagnostic/code/structure.h"
#include "diagnostic/code/types.h"

namespace remit::check {

std::optional<number::Rounding> read_share_terms(Context& context, const ShareTerms& said,
                                                 const Scope& scope, type::Type type,
                                                 const number::Rounding& declared,
                                                 Apportion& spec) {
  Typer typer(context);
  if (said.most) spec.cap = typer.in_unit(said.most, scope, type);
  if (said.least) spec.floor = typer.in_unit(said.least, scope, type);
  if (said.most) refuse_negative_limit(context, spec.cap, said.most);
  if (said.least) refuse_negative_limit(context, spec.floor, said.least);
  if (said.least) refuse_nothing(context, spec.floor, said.least, said.least);
  if (said.most && said.least) typer.refuse_twice(said.least, spec.cap, spec.floor);
  const auto most = said.most ? context.build.ordered_constant(spec.cap) : std::nullopt;
  const auto least = said.least ? context.build.ordered_constant(spec.floor) : std::nullopt;
  if (most && least && *most < *least)
    context.sink.report(code::bounds_reversed, said.least.span(),
                        {said.least.text(), said.most.text()});
  if (!said.grid) return declared;
  const std::size_t errors = context.sink.error_count();
  const ExprId step = typer.in_unit(said.grid, scope, type);
  const number::Rational* constant = context.build.constant(step);
  if (constant == nullptr) {
    if (context.sink.error_count() == errors)
      context.sink.report(code::not_constant, said.grid.span());
    return std::nullopt;
  }
  if (constant->sign() > 0) require_coins(context, *constant, type, said.grid.span());
  return typer.make_rounding(declared.mode, *constant, said.grid.span());
}

}  // namespace remit::check
