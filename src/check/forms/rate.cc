// What one currency is worth in another.
#include <algorithm>

#include "base/strings.h"
#include "check/dated.h"
#include "check/declare.h"
#include "check/forms/form.h"
#include "check/guards.h"
#include "diagnostic/code/currencies.h"
#include "diagnostic/code/declarations.h"

namespace remit::check {

using number::Rational;

namespace {

/// The quotations as they can be used: one that is not above zero is an error of its cell.
ColumnId above_zero(Context& context, EntityId table, ColumnId value, base::Span span) {
  const auto& fields = context.model.entities[table].fields;
  const auto field = std::ranges::find(fields, context.model.columns[value].name, &Field::name);
  if (field == fields.end()) return value;
  ExprBuilder& build = context.build;
  const ExprId quoted = build.column(value, span);
  ExprId good = build.compare(type::Opcode::greater, quoted, build.zero(field->type), span);
  if (field->optional)
    good = build.disjunction({build.negation(build.is_given(quoted, span), span), good}, span);
  return guarded_field(context, table, value, good, type::CellFault::out_of_bounds, span);
}

/// The columns of a table of quotations; false, with a complaint, where one is missing.
bool read_quotations(Context& context, NodeView quotations, ExchangeRate& rate) {
  const auto table = entity_named(context, quotations[Label::table]);
  if (!table) return false;
  rate.table = *table;
  const auto value = field_of_type(context, rate.table, quotations[Label::value],
                                   {type::kNumber, type::money(rate.quote)});
  const auto day = field_of_type(context, rate.table, quotations[Label::day], {type::kDate});
  if (!value || !day) return false;
  rate.value = above_zero(context, rate.table, *value, quotations[Label::value].span());
  rate.day = *day;
  rate.latest_earlier = static_cast<bool>(quotations[Label::latest]);
  if (!quotations[Label::latest] && !quotations[Label::refuse])
    context.sink.report(code::rate_fallback_missing, quotations.span());
  return true;
}

void read_values(Context& context, NodeView item, ExchangeRate& rate) {
  const std::string name(item[Label::base].text());
  const DatedValues values = read_dated(context, name, item.all(Label::value), type::kNumber);
  rate.dated = values.table;
  rate.constant = values.single;
  for (const NodeView entry : item.all(Label::value)) {
    const NodeView value = entry[Label::value];
    const syntax::NumberLiteral* written = value.is(Rule::number) ? value.number() : nullptr;
    if (written != nullptr && written->unit_kind == syntax::UnitKind::percent)
      context.sink.report(code::rate_is_percentage, value.span(), {value.text()});
  }
  const Rational* constant =
      rate.constant == kNone ? nullptr : context.build.constant(rate.constant);
  if (constant != nullptr && constant->sign() <= 0)
    context.sink.report(code::rate_not_positive, item.span(), {constant->to_text()});
}

/// The day of each row of the list that has a value: a blank one counts as if it were not there.
ColumnId day_of_value(Context& context, const RateList& list, ColumnId day, base::Span span) {
  ExprBuilder& build = context.build;
  Column column;
  column.entity = list.table;
  const Entity& of = context.model.entities[list.table];
  column.origin = {"rate", of.name, of.label, "", type::Role::value, span};
  const ColumnId id = context.columns.add_raw(std::move(column));
  const ExprId given = build.is_given(build.column(list.value, span), span);
  context.columns.define(
      id, build.choose(given, build.column(day, span), build.blank(type::kDate, span), span), span);
  return id;
}

/// What one unit is worth in each row of the list.
ColumnId value_of_one(Context& context, const RateList& list, const Rational& size,
                      base::Span span) {
  ExprBuilder& build = context.build;
  Column column;
  column.entity = list.table;
  const Entity& of = context.model.entities[list.table];
  column.origin = {"rate", of.name, of.label, "", type::Role::value, span};
  const ExprId one = build.number(Rational(1) / size, type::kNumber, span);
  const ExprId value = build.multiply(build.column(list.value, span), one, span);
  const ColumnId id = context.columns.add_raw(std::move(column));
  context.columns.define(id, value, span);
  return id;
}

/// Whether rows of a list say their currency by that field.
bool names_currency(Context& context, ColumnId column) {
  const type::Type type = context.model.columns[column].type;
  return type == type::kText || (type.kind == type::TypeKind::category &&
                                 context.tables.currencies_of(type.ref) != nullptr);
}

void declare_list(Context& context, NodeView item, std::uint32_t quote) {
  const NodeView node = item[Label::list];
  const auto table = entity_named(context, node[Label::table]);
  if (!table) return;
  RateList list{.quote = quote, .table = *table, .span = item.span()};
  const auto currency = field_named(context, *table, node[Label::base]);
  const auto day = field_named(context, *table, node[Label::day]);
  const auto value = field_named(context, *table, node[Label::value]);
  if (!currency || !day || !value) return;
  if (!names_currency(context, *currency)) {
    context.sink.report(code::no_currency_field, node[Label::base].span(),
                        {node[Label::base].text()});
    return;
  }
  list.currency = *currency;
  if (context.model.columns[*currency].type == type::kText)
    context.model.quoted.push_back({*table, *currency});
  list.value = *value;
  list.day = day_of_value(context, list, *day, item.span());
  list.value = above_zero(context, *table, *value, node[Label::value].span());
  list.latest_earlier = static_cast<bool>(node[Label::latest]);
  if (!node[Label::latest] && !node[Label::refuse])
    context.sink.report(code::rate_fallback_missing, node.span());
  if (const NodeView written = node[Label::size]) {
    const Rational size = number_of(*written.number());
    if (size.sign() <= 0) {
      context.sink.report(code::rate_not_positive, written.span(), {written.text()});
      return;
    }
    list.value = value_of_one(context, list, size, item.span());
  }
  if (!context.tables.add_list(list))
    context.sink.report(code::second_rate_list, item.span(), {item[Label::quote].text()});
}

void declare_rate(Context& context, NodeView item) {
  if (item[Label::list]) {
    if (const auto quote = context.tables.currency_named(item[Label::quote]))
      declare_list(context, item, *quote);
    return;
  }
  const auto base = context.tables.currency_named(item[Label::base]);
  const auto quote = context.tables.currency_named(item[Label::quote]);
  if (!base || !quote) return;
  ExchangeRate rate{.base = *base, .quote = *quote, .span = item.span()};
  if (*base == *quote) {
    context.sink.report(code::same_currency_rate, item.span(), {item[Label::base].text()});
    return;
  }
  if (context.tables.has_rate(*base, *quote)) {
    context.sink.report(code::duplicate_rate, item.span(),
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
