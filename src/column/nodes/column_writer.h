// Builds a whole column cell by cell, for the nodes that do not run in batches.
#pragma once

#include <optional>
#include <vector>

#include "column/bind/column_store.h"
#include "column/compile/environment.h"
#include "number/rational.h"
#include "plan/plan.h"

namespace remit::column {

/// Cells in any order; each row is put once. Rows in error as a whole have their fault whatever is
/// put. The result is as wide as its values ask for: 64 bits
/// until a value needs more. Not thread-safe but for `put_int64`.
class ColumnWriter {
 public:
  /// `id` is named in the faults that begin in the column.
  ColumnWriter(const Environment& environment, plan::ColumnId id, std::uint64_t rows);

  /// The stored integer: a coefficient of the column's decimals, a row number, a code.
  void put(std::uint64_t row, const Integer& value);
  /// The same; may run for several rows at once while nothing else is put.
  void put_int64(std::uint64_t row, std::int64_t value) {
    if (wide_.empty()) {
      small()[row] = value;
    } else {
      wide_[row] = Integer(value);
    }
  }
  void put_ratio(std::uint64_t row, const Integer& numerator, const Integer& denominator);
  /// A number that fits the column's form.
  void put(std::uint64_t row, const number::Rational& value);
  /// One of what the cell is made from.
  void put_fault(std::uint64_t row, const type::Fault& fault);
  /// One that begins in this cell.
  void put_fault(std::uint64_t row, type::CellFault code);

  /// Whether all that was put so far are integers of 64 bits, and the one of a row.
  bool is_small() const { return wide_.empty(); }
  std::int64_t int64(std::uint64_t row) const { return small()[row]; }

  std::shared_ptr<const ColumnStore> finish();

 private:
  std::int64_t* small() const { return static_cast<std::int64_t*>(const_cast<void*>(small_.data)); }
  void widen();
  Values narrow(const std::vector<Integer>& values) const;
  Values finish_small();
  void refuse_rows();

  ColumnMemory& memory_;
  const std::vector<plan::Column>& columns_;
  const plan::Column& column_;
  plan::ColumnId id_;
  Integer limit_;  ///< largest coefficient of a decimal
  std::size_t rows_;
  Values small_;               ///< of all rows, while every value fits
  std::vector<Integer> wide_;  ///< of all rows, once one does not
  std::vector<Integer> denominators_;
  table::Faults faults_;
  const ColumnStore* refused_;
};

}  // namespace remit::column
