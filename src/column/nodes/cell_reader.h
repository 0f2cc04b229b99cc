// Single cells of bound columns, for the nodes that sort, group and divide.
#pragma once

#include <cstdint>

#include "column/bind/column_store.h"
#include "number/rational.h"

namespace remit::column {

/// The stored integer, whatever its width.
inline Integer integer_at(const Values& values, std::uint64_t row) {
  Integer value;
  with_stored_type(values.width,
                   [&](auto zero) { value = convert<Integer>(values.as<decltype(zero)>()[row]); });
  return value;
}

/// The stored integer of a column of at most 64 bits.
inline std::int64_t int64_at(const Values& values, std::uint64_t row) {
  switch (values.width) {
    case Width::mask:
      return values.as<std::uint8_t>()[row];
    case Width::int8:
      return values.as<std::int8_t>()[row];
    case Width::int16:
      return values.as<std::int16_t>()[row];
    case Width::int32:
      return values.as<std::int32_t>()[row];
    case Width::int64:
    case Width::int128:
    case Width::integer:
      break;
  }
  return values.as<std::int64_t>()[row];
}

inline bool truth_at(const ColumnStore& column, std::uint64_t row) {
  return column.values.as<std::uint8_t>()[row] != 0;
}

/// The exact number of a numeric column.
inline number::Rational rational_at(const ColumnStore& column, std::uint64_t row) {
  const Integer numerator = integer_at(column.values, row);
  if (column.denominators) return {numerator, integer_at(*column.denominators, row)};
  return number::Rational::from_decimal(numerator, column.decimals);
}

/// `where` of a row: nothing given means true. In a row that is in error as a whole it is that
/// error (`refused` as in Environment).
enum class RowCondition : std::uint8_t { no, yes, fault };
inline RowCondition condition_at(const ColumnStore* where, const ColumnStore* refused,
                                 std::uint64_t row, const type::Fault** fault) {
  *fault = refused == nullptr ? nullptr : refused->fault(row);
  if (*fault != nullptr) return RowCondition::fault;
  if (where == nullptr) return RowCondition::yes;
  *fault = where->fault(row);
  if (*fault != nullptr) return RowCondition::fault;
  return truth_at(*where, row) ? RowCondition::yes : RowCondition::no;
}

/// A column of the whole has one row for all.
inline std::uint64_t row_in(const ColumnStore& column, std::uint64_t row, bool of_whole) {
  return of_whole && column.rows == 1 ? 0 : row;
}

}  // namespace remit::column
