#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "row/value.h"

namespace remit::row {

/// The computed cells of a run over so few rows that they are all kept as values: no column of them
/// is put together, and taken apart for who reads it, before it is a result.
class FewCells {
 public:
  /// Room for so many rows of each column, none of them known. Not more than kMost cells.
  static constexpr std::uint64_t kMost = 1024;
  explicit FewCells(std::span<const std::uint64_t> rows_of_columns) {
    first_.reserve(rows_of_columns.size() + 1);
    std::size_t cells = 0;
    for (const std::uint64_t rows : rows_of_columns) {
      first_.push_back(static_cast<std::uint32_t>(cells));
      cells += rows;
    }
    first_.push_back(static_cast<std::uint32_t>(cells));
    values_.resize(cells);
    known_.resize(cells);
  }

  /// Null: not known.
  const Value* find(std::size_t column, std::uint64_t row) const {
    const std::size_t at = first_[column] + row;
    return at < first_[column + 1] && known_[at] != 0 ? &values_[at] : nullptr;
  }
  void put(std::size_t column, std::uint64_t row, Value value) {
    values_[first_[column] + row] = std::move(value);
    known_[first_[column] + row] = 1;
  }
  /// All cells of a column, which are known.
  std::span<const Value> column(std::size_t column) const {
    return std::span(values_).subspan(first_[column], first_[column + 1] - first_[column]);
  }

 private:
  std::vector<std::uint32_t> first_;  ///< by column, and the end
  std::vector<Value> values_;
  std::vector<std::uint8_t> known_;
};

}  // namespace remit::row
