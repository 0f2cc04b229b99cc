// What one currency is worth in another.
#include "base/strings.h"
#include "check/dated.h"
#include "check/declare.h"
#include "check/forms/form.h"

namespace remit::check {

using number::Rational;

namespace {

/// The columns of a table of quotations; false, with a complaint, where one is missing.
bool read_quotations(Context& context, NodeView quotations, ExchangeRate& rate) {
  const auto table = entity_named(context, quotations[Label::table]);
  if (!table) return false;
  rate.table = *table;
  for (const Label part : {Label::value, Label::day}) {
    const auto field = field_named(context, rate.table, quotations[part]);
    if (!field) return false;
    (part == Label::value ? rate.value : rate.day) = *field;
  }
  rate.latest_earlier = static_cast<bool>(quotations[Label::latest]);
  if (!quotations[Label::latest] && !quotations[Label::refuse])
    context.sink.report(Code::rate_fallback_missing, quotations.span());
  return true;
}

void read_values(Context& context, NodeView item, ExchangeRate& rate) {
  const std::string name(item[Label::base].text());
  const DatedValues values = read_dated(context, name, item.all(Label::value), type::kNumber);
  rate.dated = values.table;
  rate.constant = values.single;
  const Rational* constant =
      rate.constant == kNone ? nullptr : context.build.constant(rate.constant);
  if (constant != nullptr && constant->sign() <= 0)
    context.sink.report(Code::rate_not_positive, item.span(), {constant->to_text()});
}

void declare_rate(Context& context, NodeView item) {
  const auto base = context.tables.currency_named(item[Label::base]);
  const auto quote = context.tables.currency_named(item[Label::quote]);
  if (!base || !quote) return;
  ExchangeRate rate{.base = *base, .quote = *quote, .span = item.span()};
  if (*base == *quote) {
    context.sink.report(Code::same_currency_rate, item.span(), {item[Label::base].text()});
    return;
  }
  if (context.tables.has_rate(*base, *quote)) {
    context.sink.report(Code::duplicate_rate, item.span(),
                        {item[Label::base].text(), item[Label::quote].text()});
    return;
  }
  if (const NodeView quotations = item.child(Rule::quotations)) {
    if (!read_quotations(context, quotations, rate)) return;
  } else {
    read_values(context, item, rate);
  }
  const std::string cite = cited_clause(context, item);
  if (rate.dated != kNone)
    context.model.dated[rate.dated].cite = cite;
  else
    rate.remark =
        context.tables.add_remark({.name = base::concat(context.model.currencies[*base].code, "/",
                                                        context.model.currencies[*quote].code),
                                   .cite = cite,
                                   .span = item.span(),
                                   .value = rate.constant});
  context.tables.add_rate(rate);
}

}  // namespace

constinit const Form kRate{.rule = Rule::rate, .phase = Phase::tables, .declare = declare_rate};

}  // namespace remit::check
