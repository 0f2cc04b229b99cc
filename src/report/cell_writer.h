#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/int128.h"
#include "number/rational.h"
#include "table/column_data.h"

// Columns of report tables, written row by row.

namespace remit::report {

/// A column of texts; no cell is a fault.
class TextCells {
 public:
  void add(std::string_view text) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    offsets_.push_back(static_cast<std::int64_t>(bytes_.size()));
  }
  /// So many cells at once, of one text or each of its own.
  void add(std::string_view text, std::size_t times);
  void add_all(std::span<const std::string_view> texts);
  table::ColumnData take();

 private:
  std::vector<std::int64_t> offsets_{0};
  std::vector<char> bytes_;
};

/// A column of exact numbers with equally many decimals, or faults.
class NumberCells {
 public:
  NumberCells(type::Type type, int decimals) : type_(type), scale_(decimals) {}
  /// A value with more digits after the point than `decimals` becomes CellFault::overflow; whoever
  /// chooses them sees to it that there is none.
  void add(const number::Rational& value);
  /// coefficient * 10^-decimals.
  void add_coefficient(Int128 coefficient) { values_.push_back(coefficient); }
  void add_fault(type::Fault fault);
  table::ColumnData take();

 private:
  type::Type type_;
  int scale_;
  std::vector<Int128> values_;
  table::Faults faults_;
};

/// A column of truth values, or faults.
class BooleanCells {
 public:
  void add(bool value) { values_.push_back(value ? 1 : 0); }
  void add_fault(type::Fault fault) {
    faults_.emplace_back(values_.size(), fault);
    values_.push_back(0);
  }
  table::ColumnData take();

 private:
  std::vector<std::uint8_t> values_;
  table::Faults faults_;
};

}  // namespace remit::report
