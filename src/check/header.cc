#include "check/declarations.h"
#include "type/currency.h"

namespace remit::check {

void read_header(Context& context, NodeView item) {
  Model& model = context.model;
  if (item.is("source")) model.source_document = item["text"].text();
  if (item.is("issued")) model.issued = item["on"].date();
  if (item.is("effective")) {
    model.effective_from = item["from"].date();
    if (item["to"]) model.effective_to = item["to"].date();
    if (model.effective_to && *model.effective_to < *model.effective_from)
      context.sink.report(Code::period_reversed, item.span(),
                          {item["from"].text(), item["to"].text()});
  }
  if (item.is("currency")) {
    const auto known = type::find_currency(item["unit"].text());
    if (!known) {
      context.sink.report(Code::unknown_currency, item["unit"].span(), {item["unit"].text()});
      return;
    }
    model.currency = context.currency(*known);
  }
  if (item.is("reading")) {
    const bool inclusive = item.has("inclusive");
    (item["word"].has("and above") ? context.above_inclusive : context.below_inclusive) = inclusive;
  }
}

void read_rounding(Context& context, NodeView item) {
  Typer typer(context);
  if (const auto rounding = typer.rounding(item)) context.model.rounding = *rounding;
}

}  // namespace remit::check
