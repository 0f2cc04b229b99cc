#include "row/encode.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

#include "number/digit_limit.h"

namespace remit::row {
namespace {

using number::Integer;
using number::Rational;
using type::TypeKind;

/// value * 10^decimals, which is a whole number because the form of the column was derived so.
Integer coefficient(const Rational& value, int decimals) {
  const Integer unit = Integer::pow10(decimals);
  if (value.is_integer()) return value.numerator() * unit;
  // In lowest terms the denominator divides what makes the value whole.
  assert((unit % value.denominator()).is_zero());
  return value.numerator() * (unit / value.denominator());
}

Value from_integer(const table::ColumnData& column, Int128 stored) {
  if (column.type.kind == TypeKind::reference) {
    return Reference{static_cast<std::uint64_t>(stored)};
  }
  return Rational::from_decimal(Integer(stored), column.decimals);
}

struct Decode {
  const table::ColumnData& column;
  std::uint64_t row;

  Value operator()(const table::Buffer<std::uint8_t>& values) const { return values[row] != 0; }
  Value operator()(const table::Buffer<std::int32_t>& values) const {
    if (column.type.kind == TypeKind::date) return Date{values[row]};
    if (column.type.kind != TypeKind::category) return from_integer(column, values[row]);
    return Category{values[row]};
  }
  Value operator()(const table::Buffer<std::int64_t>& values) const {
    return from_integer(column, values[row]);
  }
  Value operator()(const table::Buffer<Int128>& values) const {
    return from_integer(column, values[row]);
  }
  Value operator()(const table::Buffer<Rational>& values) const { return values[row]; }
  Value operator()(const table::TextData& values) const { return values[row]; }
};

/// One buffer from the values that are no faults; faults leave T{} behind.
template <typename T, typename Convert>
table::Buffer<T> collect(std::span<const Value> values, Convert convert) {
  std::vector<T> stored;
  stored.reserve(values.size());
  for (const Value& value : values) stored.push_back(is_fault(value) ? T{} : convert(value));
  return table::Buffer<T>(std::move(stored));
}

/// In 64 bits as far as all values fit, else in 128.
table::ColumnData::Storage collect_decimals(std::span<const Value> values, int decimals) {
  std::vector<std::int64_t> narrow;
  narrow.reserve(values.size());
  for (const Value& value : values) {
    const Integer stored = is_fault(value) ? Integer() : coefficient(number_of(value), decimals);
    if (!stored.fits_int64()) {
      return collect<Int128>(values, [decimals](const Value& wide) {
        return coefficient(number_of(wide), decimals).to_int128();
      });
    }
    narrow.push_back(stored.to_int64());
  }
  return table::Buffer<std::int64_t>(std::move(narrow));
}

table::TextData collect_texts(std::span<const Value> values) {
  std::vector<std::int64_t> offsets{0};
  std::vector<char> bytes;
  for (const Value& value : values) {
    if (!is_fault(value)) {
      const std::string_view text = std::get<std::string_view>(value);
      bytes.insert(bytes.end(), text.begin(), text.end());
    }
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return {table::Buffer<std::int64_t>(std::move(offsets)), table::Buffer<char>(std::move(bytes))};
}

table::ColumnData::Storage collect_storage(const plan::Column& column,
                                           std::span<const Value> values) {
  switch (column.type.kind) {
    case TypeKind::boolean:
      return collect<std::uint8_t>(
          values, [](const Value& v) { return static_cast<std::uint8_t>(truth_of(v) ? 1 : 0); });
    case TypeKind::date:
      return collect<std::int32_t>(values, [](const Value& v) { return std::get<Date>(v).days; });
    case TypeKind::category:
      return collect<std::int32_t>(values,
                                   [](const Value& v) { return std::get<Category>(v).code; });
    case TypeKind::reference:
      return collect<std::int64_t>(values, [](const Value& v) {
        return static_cast<std::int64_t>(std::get<Reference>(v).row);
      });
    case TypeKind::text:
      return collect_texts(values);
    case TypeKind::number:
    case TypeKind::money:
      if (column.form.ratio) return collect<Rational>(values, number_of);
      return collect_decimals(values, column.form.decimals);
    case TypeKind::duration:
    case TypeKind::unknown:
      break;
  }
  return collect<std::int64_t>(values,
                               [](const Value& v) { return number_of(v).trunc().to_int64(); });
}

}  // namespace

Value decode(const table::ColumnData& column, std::uint64_t row) {
  if (const type::Fault* fault = column.fault(row)) return *fault;
  return decode_stored(column, row);
}

Value decode_stored(const table::ColumnData& column, std::uint64_t row) {
  return std::visit(Decode{column, row}, column.storage);
}

Value limited(const plan::Column& column, plan::ColumnId id, std::uint64_t row, Value value) {
  const Rational* number = std::get_if<Rational>(&value);
  if (number == nullptr) return value;
  const type::Fault overflow{type::CellFault::overflow, id, row};
  if (column.type.kind == TypeKind::duration) {
    return number->trunc().fits_int64() ? value : overflow;
  }
  if (column.form.ratio) return number::is_too_long(*number) ? overflow : value;
  // 64 bits with 18 digits after the point are below it, as nearly every figure is.
  constexpr int kFewDecimals = 18;
  static_assert(plan::kMaxDigits >= std::numeric_limits<std::int64_t>::digits10 + 1 + kFewDecimals);
  if (column.form.decimals <= kFewDecimals && number->numerator().fits_int64()) return value;
  static const Integer limit = Integer::pow10(plan::kMaxDigits);
  return coefficient(*number, column.form.decimals).abs() < limit ? value : overflow;
}

Value as_stored(const plan::Column& column, Value value) {
  const TypeKind kind = column.type.kind;
  if (kind != TypeKind::duration && kind != TypeKind::unknown) return value;
  const Rational* number = std::get_if<Rational>(&value);
  if (number == nullptr || number->is_integer()) return value;
  return Rational(number->trunc());
}

table::ColumnData encode(const plan::Column& column, std::span<const Value> values) {
  table::ColumnData data;
  data.type = column.type;
  data.decimals = column.form.decimals;
  data.storage = collect_storage(column, values);
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (is_fault(values[row])) data.faults.emplace_back(row, fault_of(values[row]));
  }
  return data;
}

}  // namespace remit::row
