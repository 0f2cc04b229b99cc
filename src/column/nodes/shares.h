// What apportionment by rows and shares of parties have in common.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "column/compile/environment.h"
#include "column/nodes/cell_reader.h"
#include "number/apportion.h"

namespace remit::column {

/// What number::apportion refuses, and a total that zero weights leave with nobody.
inline std::optional<type::CellFault> refusal(const number::Rational& total,
                                              number::ShareMethod method,
                                              const std::vector<number::Recipient>& recipients,
                                              const number::Apportionment& result) {
  using type::CellFault;
  if (result.error == number::ApportionError::negative_weight) return CellFault::negative_weight;
  if (result.error != number::ApportionError::none) return CellFault::cannot_share;
  const bool weightless =
      method == number::ShareMethod::pro_rata &&
      std::all_of(recipients.begin(), recipients.end(),
                  [](const number::Recipient& r) { return r.weight.is_zero(); });
  if (weightless && !total.is_zero()) return CellFault::cannot_share;
  return std::nullopt;
}

/// A column read cell by cell; the first fault met is remembered.
class ShareReader {
 public:
  ShareReader(const Environment& environment, plan::ColumnId id, plan::EntityId rows_of) {
    if (id == plan::kNoColumn) return;
    column_ = environment.stores[id].get();
    of_whole_ = environment.plan.columns[id].entity == plan::kWhole && rows_of != plan::kWhole;
  }

  bool is_given() const { return column_ != nullptr; }
  bool is_clean() const { return column_ == nullptr || column_->is_clean(); }
  /// Decimals of at most 64 bits, which `int64` reads as coefficients at `decimals`.
  bool is_small() const {
    return column_ != nullptr && !column_->denominators && column_->values.width <= Width::int64;
  }
  int decimals() const { return column_->decimals; }
  const Interval& range() const { return column_->values.range; }
  std::int64_t int64(std::uint64_t row) const {
    return int64_at(column_->values, row_in(*column_, row, of_whole_));
  }
  const type::Fault* fault(std::uint64_t row) const {
    return column_ == nullptr ? nullptr : column_->fault(row_in(*column_, row, of_whole_));
  }
  /// Whether it has one value for all rows, so that nobody need look.
  bool is_one_value() const {
    const Interval& range = column_->values.range;
    return of_whole_ || (column_->is_clean() && !column_->denominators && range.lo == range.hi);
  }
  bool same(std::uint64_t a, std::uint64_t b) const {
    return is_small() ? int64(a) == int64(b) : number(a) == number(b);
  }
  number::Rational number(std::uint64_t row) const {
    return rational_at(*column_, row_in(*column_, row, of_whole_));
  }
  bool truth(std::uint64_t row) const {
    return truth_at(*column_, row_in(*column_, row, of_whole_));
  }

 private:
  const ColumnStore* column_ = nullptr;
  bool of_whole_ = false;
};

}  // namespace remit::column
