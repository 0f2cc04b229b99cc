#include "check/tables.h"

#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "base/utf8.h"
#include "base/word_list.h"
#include "diagnostic/code/currencies.h"
#include "diagnostic/code/declarations.h"
#include "diagnostic/code/names.h"
#include "diagnostic/code/syntax.h"
#include "diagnostic/text/check.h"
#include "type/currency.h"

namespace remit::check {

namespace code = diagnostic::code;
using number::Rational;
using syntax::NodeView;
using type::Opcode;

Rational number_of(const syntax::NumberLiteral& literal) {
  constexpr std::size_t kDigitsOfWord = 18;
  const auto zeros = static_cast<std::size_t>(std::max(literal.exponent, 0));
  if (literal.digits.size() + zeros <= kDigitsOfWord) {
    std::int64_t value = 0;
    for (const char digit : literal.digits) value = value * 10 + (digit - '0');
    for (std::size_t i = 0; i < zeros; ++i) value *= 10;
    return literal.exponent >= 0 ? Rational(value)
                                 : Rational::from_decimal(value, -literal.exponent);
  }
  const auto digits = number::Integer::parse(literal.digits);
  return Rational::from_decimal(digits.value_or(number::Integer(0)), -literal.exponent);
}

std::uint32_t Tables::currency(std::uint32_t known) {
  if (known == type::kOwnCurrency) {
    if (model_.currency != kNone) return model_.currency;
    known = *type::find_currency("CNY");
  }
  const type::CurrencyInfo& info = type::currencies()[known];
  for (std::uint32_t i = 0; i < model_.currencies.size(); ++i)
    if (!model_.currencies[i].of_row && model_.currencies[i].code == info.code) return i;
  model_.currencies.push_back({std::string(info.code), info.decimals});
  return static_cast<std::uint32_t>(model_.currencies.size() - 1);
}

std::optional<std::uint32_t> Tables::currency_named(NodeView name) {
  if (name.text() == "元" && model_.currency != kNone) return model_.currency;
  const auto known = type::find_currency(name.text());
  if (!known) {
    // `fee : money OPTIONAL`, `fee : money nullable`: no currency is meant.
    const std::string lower = base::fold_case(name.text());
    if (base::is_among("optional|null|nullable|default|within|column|required|允许为空|可为空|"
                       "可以为空|必填|非空|不为空",
                       lower)) {
      const bool own =
          lower != name.text() &&
          !base::is_among("null|nullable|required|允许为空|可为空|可以为空|必填|非空|不为空",
                          lower);
      const bool chinese = (static_cast<unsigned char>(lower[0]) & 0x80) != 0;
      const std::string_view instead = own       ? std::string_view(lower)
                                       : chinese ? "选填"
                                                 : "optional";
      auto& found = sink_.report(
          code::said_otherwise, name.span(),
          {name.text(),
           base::is_among("required|必填|非空|不为空", lower)
               ? diagnostic::Argument("`money`: what is not `optional` must be filled in",
                                      "“金额”：未写“选填”的即须填写")
               : diagnostic::Argument(base::concat("`", instead, "`"),
                                      base::concat("“", own ? instead : "选填", "”"))});
      if (!base::is_among("required|必填|非空|不为空", lower))
        found.suggest(name.span(), std::string(instead));
      return std::nullopt;
    }
    const std::string upper = [&] {
      std::string text(name.text());
      for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
      return text;
    }();
    auto& found = sink_.report(code::unknown_currency, name.span(), {name.text()});
    if (type::find_currency(upper)) found.suggest(name.span(), upper);
    return std::nullopt;
  }
  return currency(*known);
}

std::optional<std::uint32_t> Tables::workday_calendar(NodeView name, base::Span span) {
  if (name) {
    const Symbol* symbol = names_.find(kWhole, name.text());
    if (symbol != nullptr && symbol->kind == SymbolKind::calendar) {
      names_.use(*symbol, name.span());
      return symbol->index;
    }
    std::vector<std::string_view> known;
    for (const Calendar& calendar : model_.calendars) known.push_back(calendar.name);
    names_.report_kind(name, diagnostic::text::kind_calendar, known);
    return std::nullopt;
  }
  if (model_.calendars.size() == 1) return 0;
  sink_.report(model_.calendars.empty() ? code::calendar_missing : code::calendar_ambiguous, span);
  return std::nullopt;
}

static bool is_between(const ExchangeRate& rate, std::uint32_t one, std::uint32_t other) {
  return (rate.base == one && rate.quote == other) || (rate.base == other && rate.quote == one);
}

bool Tables::has_rate(std::uint32_t one, std::uint32_t other) const {
  return std::ranges::any_of(
      rates_, [&](const ExchangeRate& rate) { return is_between(rate, one, other); });
}

const ExchangeRate* Tables::use_rate(std::uint32_t one, std::uint32_t other) {
  const auto rate = std::ranges::find_if(
      rates_, [&](const ExchangeRate& each) { return is_between(each, one, other); });
  if (rate == rates_.end()) return nullptr;
  rate->used = true;
  return &*rate;
}

ExprId Tables::rate_factor(const ExchangeRate& rate, EntityId entity, ExprId day, base::Span span) {
  if (rate.remark != kNone) use_remark(rate.remark, span);
  if (rate.constant != kNone) return rate.constant;
  if (day == kNone) {
    sink_.report(code::rate_without_date, span,
                 {model_.currencies[rate.base].code, model_.currencies[rate.quote].code});
    return build_.blank(type::kUnknown, span);
  }
  if (rate.dated != kNone)
    return build_.operation(Opcode::dated, {day}, type::kNumber, span, rate.dated);
  Match match{.entity = rate.table, .equal = {}, .as_of = std::nullopt};
  const Match::Pair days{day, build_.column(rate.day)};
  if (rate.latest_earlier)
    match.as_of = days;
  else
    match.equal.push_back(days);
  const EntityId rows = build_[day].entity == kWhole ? entity : build_[day].entity;
  const ExprId quotation = build_.match(rows, std::move(match), span);
  const ExprId value = build_.lookup(quotation, build_.column(rate.value), span);
  return build_.choose(build_.is_given(quotation, span), value,
                       build_.fail(type::CellFault::no_quotation, build_.type_of(value), span),
                       span);
}

std::uint32_t Tables::currency_of_row(EntityId entity, std::string_view field) {
  // In any order: at most one is of that field.
  for (const auto& [currency, own] : row_currencies_)
    if (own.entity == entity && own.field == field) return currency;
  const auto currency = static_cast<std::uint32_t>(model_.currencies.size());
  model_.currencies.push_back({std::string(field), 2, true});
  row_currencies_[currency] = {entity, std::string(field)};
  return currency;
}

const RowCurrency* Tables::row_currency(std::uint32_t currency) const {
  const auto found = row_currencies_.find(currency);
  return found == row_currencies_.end() ? nullptr : &found->second;
}

const std::vector<std::uint32_t>* Tables::currencies_of(std::uint32_t set) const {
  const auto found = currencies_of_.find(set);
  return found == currencies_of_.end() ? nullptr : &found->second;
}

bool Tables::add_list(const RateList& list) {
  if (list_to(list.quote) != nullptr) return false;
  lists_.push_back(list);
  return true;
}

const RateList* Tables::list_to(std::uint32_t quote) const {
  const auto list = std::ranges::find(lists_, quote, &RateList::quote);
  return list == lists_.end() ? nullptr : &*list;
}

ExprId Tables::list_factor(const RateList& list, EntityId entity, ExprId currency, ExprId day,
                           base::Span span) {
  Match match{.entity = list.table, .equal = {}, .as_of = std::nullopt};
  match.equal.push_back({currency, build_.column(list.currency)});
  const Match::Pair days{day, build_.column(list.day)};
  if (list.latest_earlier)
    match.as_of = days;
  else
    match.equal.push_back(days);
  const ExprId quotation = build_.match(entity, std::move(match), span);
  const ExprId value = build_.lookup(quotation, build_.column(list.value), span);
  return build_.choose(build_.is_given(quotation, span), value,
                       build_.fail(type::CellFault::no_quotation, type::kNumber, span), span);
}

std::uint32_t Tables::add_remark(type::Remark remark) {
  model_.remarks.push_back(std::move(remark));
  return static_cast<std::uint32_t>(model_.remarks.size() - 1);
}

void Tables::add_constant(type::Remark remark, const Symbol& symbol) {
  constants_.emplace(symbol.number, add_remark(std::move(remark)));
}

void Tables::use_remark(std::uint32_t remark, base::Span span) {
  model_.remark_uses.insert({span, remark});
}

void Tables::use_constant(const Symbol& symbol, base::Span span) {
  const auto found = constants_.find(symbol.number);
  if (found != constants_.end()) use_remark(found->second, span);
}

std::uint32_t Tables::category_set(std::vector<type::CategorySet::Value> values) {
  std::size_t size = 0;
  for (const auto& value : values) size += value.name.size() + value.label_en.size() + 2;
  std::string key;
  key.reserve(size);
  for (const auto& value : values) base::append(key, value.name, '\n', value.label_en, '\n');
  const auto [at, fresh] = category_sets_.try_emplace(
      std::move(key), static_cast<std::uint32_t>(model_.category_sets.size()));
  if (fresh) {
    for (const auto& value : values) names_.give_value(value.name);
    model_.category_sets.push_back({std::move(values)});
  }
  return at->second;
}

std::uint32_t Tables::add_scale(type::Scale scale, const ScaleTypes& types) {
  model_.scales.push_back(std::move(scale));
  scale_types_.push_back(types);
  if (types.output.kind == type::TypeKind::unknown) scale_types_.back().output = type::kNumber;
  return static_cast<std::uint32_t>(model_.scales.size() - 1);
}

std::uint32_t Tables::add_matrix(Matrix matrix, std::vector<type::Type> axes) {
  model_.matrices.push_back(std::move(matrix));
  axes_.push_back(std::move(axes));
  return static_cast<std::uint32_t>(model_.matrices.size() - 1);
}

const Period* Tables::period_of(EntityId entity) const {
  const auto found = periods_.find(entity);
  return found == periods_.end() ? nullptr : &found->second;
}

void Tables::date_rows(EntityId entity, ColumnId day) {
  if (!model_.effective_from) return;
  const auto same = [&](const Dating& known) { return known.entity == entity && known.day == day; };
  if (std::ranges::any_of(model_.datings, same) || model_.rows_from == kNoFirstDay) return;
  const std::int32_t from =
      std::min(*model_.effective_from, model_.rows_from.value_or(*model_.effective_from));
  model_.datings.push_back({entity, day, from, model_.effective_to});
}

}  // namespace remit::check
