#include "sweep/figure_table.h"

#include <algorithm>
#include <utility>

namespace remit::sweep {
namespace {

using number::Rational;

ValueType value_type(const FigureValue& like, int decimals, bool ratio,
                     const std::vector<type::Currency>& currencies) {
  ValueType type;
  const bool money = like.type.kind == type::TypeKind::money;
  type.kind = money ? ValueKind::money : ValueKind::number;
  type.scale = decimals;
  type.ratio = ratio;
  if (money && like.type.ref < currencies.size()) type.currency = currencies[like.type.ref].code;
  return type;
}

/// Quotients whose decimals end are written with them.
table::ColumnData quotients(const std::vector<const FigureValue*>& values) {
  table::ColumnData column;
  std::vector<Rational> numbers;
  for (const FigureValue* each : values) {
    if (const auto* fault = std::get_if<type::Fault>(&each->value))
      column.faults.emplace_back(numbers.size(), *fault);
    const auto* number = std::get_if<Rational>(&each->value);
    numbers.push_back(number == nullptr ? Rational() : *number);
  }
  column.type = type::kNumber;
  column.storage = table::Buffer<Rational>(std::move(numbers));
  return column;
}

}  // namespace

void add_figure(report::Assembler& table, const char* name, std::string_view label_en,
                std::string_view label_zh, const std::vector<const FigureValue*>& values,
                const std::vector<type::Currency>& currencies) {
  const report::ColumnHeading heading(label_en, label_zh);
  if (values.empty()) return;
  const FigureValue& like = *values.front();
  if (like.type.is_numeric() || like.type.kind == type::TypeKind::duration) {
    int decimals = 0;
    bool ratio = false;
    for (const FigureValue* each : values) {
      decimals = std::max(decimals, each->decimals);
      ratio = ratio || each->ratio;
    }
    const ValueType type = value_type(like, decimals, ratio, currencies);
    if (ratio) return table.add(name, heading, quotients(values), type);
    report::NumberCells cells(type::kNumber, decimals);
    for (const FigureValue* each : values) {
      const auto* fault = std::get_if<type::Fault>(&each->value);
      if (fault != nullptr)
        cells.add_fault(*fault);
      else
        cells.add(std::get<Rational>(each->value));
    }
    return table.add(name, heading, cells.take(), type);
  }
  if (like.type.kind == type::TypeKind::boolean) {
    report::BooleanCells cells;
    for (const FigureValue* each : values) {
      const auto* fault = std::get_if<type::Fault>(&each->value);
      if (fault != nullptr)
        cells.add_fault(*fault);
      else
        cells.add(std::get<bool>(each->value));
    }
    return table.add(name, heading, cells);
  }
  report::TextCells cells;
  for (const FigureValue* each : values) {
    const auto* text = std::get_if<std::string>(&each->value);
    cells.add(text == nullptr ? std::string_view() : std::string_view(*text));
  }
  table.add(name, heading, cells);
}

}  // namespace remit::sweep
