// A value of one column put into another.
#pragma once

#include <cstdint>

#include "column/nodes/cell_reader.h"
#include "column/nodes/column_writer.h"

namespace remit::column {

/// Puts what a column holds in a row, value or fault.
class CopyCell {
 public:
  explicit CopyCell(const ColumnStore& from)
      : from_(from),
        plain_(from.is_clean() && !from.denominators && from.values.width == Width::int64) {}

  void operator()(std::uint64_t row, std::uint64_t result, ColumnWriter* column) const {
    if (plain_) return column->put_int64(result, from_.values.as<std::int64_t>()[row]);
    if (const type::Fault* fault = from_.fault(row)) {
      column->put_fault(result, *fault);
    } else if (from_.denominators) {
      column->put_ratio(result, integer_at(from_.values, row),
                        integer_at(*from_.denominators, row));
    } else if (from_.values.width <= Width::int64) {
      column->put_int64(result, int64_at(from_.values, row));
    } else {
      column->put(result, integer_at(from_.values, row));
    }
  }

 private:
  const ColumnStore& from_;
  bool plain_;
};

}  // namespace remit::column
