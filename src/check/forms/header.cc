// What the document says of itself: a line each.
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/steps.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/structure.h"
#include "type/currency.h"

namespace remit::check {
namespace {

void read_source(Context& context, NodeView item) {
  context.model.source_document = item[Label::text].text();
}

void read_issued(Context& context, NodeView item) { context.model.issued = item[Label::on].date(); }

void read_effective(Context& context, NodeView item) {
  Model& model = context.model;
  model.effective_from = item[Label::from].date();
  if (item[Label::to]) model.effective_to = item[Label::to].date();
  if (model.effective_to && *model.effective_to < *model.effective_from)
    context.sink.report(code::period_reversed, item.span(),
                        {item[Label::from].text(), item[Label::to].text()});
}

void read_currency(Context& context, NodeView item) {
  const NodeView unit = item[Label::unit];
  const auto known = type::find_currency(unit.text());
  if (known)
    context.model.currency = context.tables.currency(*known);
  else
    context.sink.report(code::unknown_currency, unit.span(), {unit.text()});
}

/// 以上 and 以下 include the number itself, unless the document says otherwise.
void read_reading(Context& context, NodeView item) {
  if (item.has(Keyword::month_ends)) {
    context.tables.read_month_ends(item.has(Keyword::forward)   ? MonthEnds::forward
                                   : item.has(Keyword::refused) ? MonthEnds::refused
                                                                : MonthEnds::clamped);
    return;
  }
  const bool inclusive = item.has(Keyword::inclusive);
  if (item[Label::word].has(Keyword::and_above))
    context.tables.read_above(inclusive);
  else
    context.tables.read_below(inclusive);
}

/// The policy's own money is paid by it.
void read_rounding(Context& context, NodeView item) {
  const std::uint32_t currency = context.model.currency;
  const auto rounding = Typer(context).rounding(
      item, Scope{}, currency == kNone ? type::kUnknown : type::money(currency));
  if (!rounding) return;
  context.model.rounding = *rounding;
  if (context.model.currency != kNone)
    require_coins(context, *rounding, item, type::money(context.model.currency), item.span());
}

}  // namespace

constinit const Form kSource{.rule = Rule::source, .phase = Phase::header, .declare = read_source};

constinit const Form kIssued{.rule = Rule::issued, .phase = Phase::header, .declare = read_issued};

constinit const Form kEffective{
    .rule = Rule::effective, .phase = Phase::header, .declare = read_effective};

constinit const Form kCurrency{
    .rule = Rule::currency, .phase = Phase::header, .declare = read_currency};

constinit const Form kReading{
    .rule = Rule::reading, .phase = Phase::header, .declare = read_reading};

constinit const Form kRounding{
    .rule = Rule::rounding, .phase = Phase::constants, .declare = read_rounding};

}  // namespace remit::check
