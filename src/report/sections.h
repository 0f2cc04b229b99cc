#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "remit/results.h"
#include "report/cell_writer.h"
#include "row/value.h"

namespace remit::report {

/// Notes where each section of a list begins; rows come in order.
class Sections {
 public:
  void row_of(std::size_t number) { rows_of(number, 1); }
  /// So many rows, one or more.
  void rows_of(std::size_t number, std::uint64_t rows) {
    if (found_.empty() || found_.back().number != number) {
      found_.push_back({static_cast<std::uint32_t>(number), rows_});
    }
    rows_ += rows;
  }
  std::vector<TableSection> take() { return std::move(found_); }

 private:
  std::vector<TableSection> found_;
  std::uint64_t rows_ = 0;
};

/// Adds the number, or the fault, that the value is.
inline void add_number(NumberCells& cells, const row::Value& value) {
  if (row::is_fault(value)) {
    cells.add_fault(row::fault_of(value));
  } else {
    cells.add(row::number_of(value));
  }
}

}  // namespace remit::report
