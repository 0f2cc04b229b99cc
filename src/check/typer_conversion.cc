// Money in another currency, and money whose currency the row names.
#include <string>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "check/typer.h"
#include "diagnostic/code/currencies.h"
#include "diagnostic/code/types.h"
#include "diagnostic/text/check.h"

namespace remit::check {

using type::Opcode;
using type::Type;
using type::TypeKind;

void Typer::look_at_conversion(NodeView conversion, NodeView day, Type from, std::uint32_t to) {
  if (from == type::money(to)) c_.report_no_effect(conversion, diagnostic::text::why_same_currency);
  if (!day || from.kind != TypeKind::money || from == type::money(to)) return;
  const ExchangeRate* rate = c_.tables.use_rate(from.ref, to);
  if (rate != nullptr && rate->constant != kNone)
    c_.report_no_effect(day, diagnostic::text::why_rate_without_days);
}

ExprId Typer::convert(ExprId amount, std::uint32_t currency, ExprId day, base::Span span) {
  const Type from = build_.type_of(amount);
  if (from == type::money(currency)) return amount;
  if (from.kind != TypeKind::money) {
    c_.sink.report(code::type_mismatch, span, {diagnostic::text::type_money, describe(from), ""});
    return wrong(span);
  }
  if (const RowCurrency* own = c_.tables.row_currency(from.ref))
    return convert_row_money(amount, *own, currency, day, span);
  const ExchangeRate* rate = c_.tables.use_rate(from.ref, currency);
  if (rate == nullptr) {
    const ExprId factor = rate_of(from.ref, currency, build_[amount].entity, day, span);
    if (unknown(factor)) return wrong(span);
    return build_.operation(Opcode::multiply, {amount, factor}, type::money(currency), span);
  }
  const ExprId factor = c_.tables.rate_factor(*rate, build_[amount].entity, day, span);
  if (unknown(factor)) return wrong(span);
  const bool forward = rate->base == from.ref;
  return build_.operation(forward ? Opcode::multiply : Opcode::divide, {amount, factor},
                          type::money(currency), span);
}

/// What one unit of a currency is worth in another on that day; of a type unknown, with a
/// complaint, where no rate says it.
ExprId Typer::rate_of(std::uint32_t from, std::uint32_t to, EntityId rows, ExprId day,
                      base::Span span) {
  const auto& currencies = c_.model.currencies;
  if (from == to) return build_.number(1, type::kNumber, span);
  if (const ExchangeRate* rate = c_.tables.use_rate(from, to)) {
    const ExprId factor = c_.tables.rate_factor(*rate, rows, day, span);
    if (unknown(factor) || rate->base == from) return factor;
    return build_.divide(build_.number(1, type::kNumber, span), factor, type::kNumber, span);
  }
  const RateList* list = c_.tables.list_to(to);
  const ExprId word = list == nullptr ? kNone : word_of_list(*list, from, span);
  if (word == kNone) {
    c_.sink.report(code::no_rate, span, {currencies[from].code, currencies[to].code});
    return wrong(span);
  }
  if (day == kNone) {
    c_.sink.report(code::rate_without_date, span, {currencies[from].code, currencies[to].code});
    return wrong(span);
  }
  const EntityId entity = build_[day].entity == kWhole ? rows : build_[day].entity;
  return c_.tables.list_factor(*list, entity, word, day, span);
}

/// How the rows of a list call a currency; kNone where they cannot.
ExprId Typer::word_of_list(const RateList& list, std::uint32_t currency, base::Span span) {
  const Type type = c_.model.columns[list.currency].type;
  if (type == type::kText) return build_.text(c_.model.currencies[currency].code, span);
  const std::vector<std::uint32_t>& known = *c_.tables.currencies_of(type.ref);
  const auto found = std::ranges::find(known, currency);
  if (found == known.end()) return kNone;
  return build_.category(type.ref, static_cast<std::uint32_t>(found - known.begin()), span);
}

/// Row by row: the factor is the rate of the currency that the row names.
ExprId Typer::convert_row_money(ExprId amount, const RowCurrency& own, std::uint32_t currency,
                                ExprId day, base::Span span) {
  const Symbol* symbol = c_.names.find(own.entity, own.field);
  if (symbol == nullptr || symbol->kind != SymbolKind::column) return wrong(span);
  c_.names.use(*symbol);
  const ExprId said = c_.columns.use(symbol->index, span);
  const std::uint32_t set = build_.type_of(said).ref;
  const std::vector<std::uint32_t>* currencies =
      build_.type_of(said).kind == TypeKind::category ? c_.tables.currencies_of(set) : nullptr;
  if (currencies == nullptr) return wrong(span);
  ExprId factor = kNone;
  for (std::size_t i = currencies->size(); i-- > 0;) {
    const std::uint32_t from = (*currencies)[i];
    ExprId rate = rate_of(from, currency, own.entity, day, span);
    if (unknown(rate)) return wrong(span);
    const auto& known = c_.model.currencies;
    rate = rate_step(base::concat(known[from].code, " → ", known[currency].code), rate, span);
    const ExprId word = build_.category(set, static_cast<std::uint32_t>(i), span);
    const ExprId is = build_.compare(Opcode::equal, said, word, span);
    factor = factor == kNone ? rate : build_.choose(is, rate, factor, span);
  }
  if (currencies->size() == 1)
    factor =
        build_.choose(build_.is_given(said, span), factor, build_.blank(type::kNumber, span), span);
  factor = rate_step("", factor, span);
  return build_.operation(Opcode::multiply, {amount, factor}, type::money(currency), span);
}

/// A rate as a step of its own, which memos tell; without a name that of the row.
ExprId Typer::rate_step(std::string name, ExprId rate, base::Span span) {
  if (within_ != nullptr || build_.is_constant(rate)) return rate;
  return step({"rate", std::move(name), "", "", type::Role::exchange, span}, rate, span);
}

bool Typer::refuse_row_money(ExprId value, NodeView node) {
  const Type type = build_.type_of(value);
  if (type.kind != TypeKind::money || !c_.model.currencies[type.ref].of_row) return false;
  c_.sink.report(code::money_of_rows, node.span(),
                 {node.text(), c_.model.currencies[type.ref].code});
  return true;
}

/// The amount of another row is in whatever currency that row names.
ExprId Typer::refuse_far_money(ExprId value, base::Span span) {
  const Type type = build_.type_of(value);
  if (type.kind != TypeKind::money || !c_.model.currencies[type.ref].of_row) return value;
  c_.sink.report(code::money_of_far_row, span,
                 {c_.model.written(span), c_.model.currencies[type.ref].code});
  return wrong(span);
}

}  // namespace remit::check
