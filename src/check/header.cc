#include "check/declarations.h"
#include "type/currency.h"

namespace remit::check {

void read_header(Context& context, NodeView item) {
  Model& model = context.model;
  if (item.is(Rule::source)) model.source_document = item[Label::text].text();
  if (item.is(Rule::issued)) model.issued = item[Label::on].date();
  if (item.is(Rule::effective)) {
    model.effective_from = item[Label::from].date();
    if (item[Label::to]) model.effective_to = item[Label::to].date();
    if (model.effective_to && *model.effective_to < *model.effective_from)
      context.sink.report(Code::period_reversed, item.span(),
                          {item[Label::from].text(), item[Label::to].text()});
  }
  if (item.is(Rule::currency)) {
    const auto known = type::find_currency(item[Label::unit].text());
    if (!known) {
      context.sink.report(Code::unknown_currency, item[Label::unit].span(),
                          {item[Label::unit].text()});
      return;
    }
    model.currency = context.currency(*known);
  }
  if (item.is(Rule::reading)) {
    const bool inclusive = item.has(Keyword::inclusive);
    (item[Label::word].has(Keyword::and_above) ? context.above_inclusive
                                               : context.below_inclusive) = inclusive;
  }
}

void read_rounding(Context& context, NodeView item) {
  Typer typer(context);
  if (const auto rounding = typer.rounding(item)) context.model.rounding = *rounding;
}

}  // namespace remit::check
