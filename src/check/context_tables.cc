#include "check/context.h"
#include "type/currency.h"

namespace remit::check {

using number::Rational;
using type::Opcode;

Rational number_of(const syntax::NumberLiteral& literal) {
  const auto digits = number::Integer::parse(literal.digits);
  return Rational::from_decimal(digits.value_or(number::Integer(0)), -literal.exponent);
}

std::uint32_t Context::currency(std::uint32_t known) {
  if (known == type::kOwnCurrency) {
    if (model.currency != kNone) return model.currency;
    known = *type::find_currency("CNY");
  }
  const type::CurrencyInfo& info = type::currencies()[known];
  for (std::uint32_t i = 0; i < model.currencies.size(); ++i)
    if (model.currencies[i].code == info.code) return i;
  model.currencies.push_back({std::string(info.code), info.scale});
  return static_cast<std::uint32_t>(model.currencies.size() - 1);
}

std::optional<std::uint32_t> Context::currency_named(NodeView name) {
  if (name.text() == "元" && model.currency != kNone) return model.currency;
  const auto known = type::find_currency(name.text());
  if (!known) {
    sink.report(Code::unknown_currency, name.span(), {name.text()});
    return std::nullopt;
  }
  return currency(*known);
}

std::optional<std::uint32_t> Context::workday_calendar(NodeView name, base::Span span) {
  if (name) {
    Symbol* symbol = find(kWhole, name.text());
    if (symbol != nullptr && symbol->kind == SymbolKind::calendar) {
      symbol->used = true;
      return symbol->index;
    }
    std::vector<std::string_view> known;
    for (const Calendar& calendar : model.calendars) known.push_back(calendar.name);
    not_the_kind(name, diagnostic::Text::kind_calendar, known);
    return std::nullopt;
  }
  if (model.calendars.size() == 1) return 0;
  sink.report(model.calendars.empty() ? Code::calendar_missing : Code::calendar_ambiguous, span);
  return std::nullopt;
}

ExprId Context::key_column(EntityId entity) {
  const Entity& of = model.entities[entity];
  return build.column(of.fields[of.key.value_or(0)].column);
}

ExprId Context::rate_factor(const Rate& rate, EntityId entity, ExprId day, base::Span span) {
  if (rate.constant != kNone) return rate.constant;
  if (day == kNone) {
    sink.report(Code::rate_without_date, span,
                {model.currencies[rate.base].code, model.currencies[rate.quote].code});
    return build.blank(type::kUnknown, span);
  }
  if (rate.dated != kNone)
    return build.operation(Opcode::dated, {day}, type::kNumber, span, rate.dated);
  Match match{.entity = rate.table, .equal = {}, .as_of = std::nullopt};
  const Match::Pair days{day, build.column(rate.day)};
  if (rate.latest_earlier)
    match.as_of = days;
  else
    match.equal.push_back(days);
  const EntityId rows = build[day].entity == kWhole ? entity : build[day].entity;
  const ExprId quotation = build.match(rows, std::move(match), span);
  const ExprId value = build.lookup(quotation, build.column(rate.value), span);
  return build.choose(build.is_given(quotation, span), value,
                      build.fail(type::CellFault::no_quotation, build.type_of(value), span), span);
}

std::uint32_t Context::category_set(const std::vector<type::CategorySet::Value>& values) {
  std::string key;
  for (const auto& value : values) key += value.name + "\n" + value.label_en + "\n";
  const auto [at, fresh] =
      category_sets_.try_emplace(key, static_cast<std::uint32_t>(model.category_sets.size()));
  if (fresh) model.category_sets.push_back({values});
  return at->second;
}

}  // namespace remit::check
