#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>

#include "remit/remit.h"

namespace remit::one_truth {

/// One table of results, read by the names of its columns.
class View {
 public:
  explicit View(Table table) : table_(std::move(table)) {}

  std::uint64_t rows() const { return table_.row_count(); }
  std::string text(std::uint64_t row, const std::string& column) const {
    return table_.text(row, at(column));
  }
  bool is_error(std::uint64_t row, const std::string& column) const {
    return table_.state(row, at(column)) == CellState::error;
  }
  bool is_value(std::uint64_t row, const std::string& column) const {
    return table_.state(row, at(column)) == CellState::value;
  }
  bool has(const std::string& column) const { return table_.find_column(column).has_value(); }
  const Table& table() const { return table_; }

 private:
  std::size_t at(const std::string& column) const {
    const auto found = table_.find_column(column);
    EXPECT_TRUE(found.has_value()) << column;
    return found.value_or(0);
  }
  Table table_;
};

}  // namespace remit::one_truth
