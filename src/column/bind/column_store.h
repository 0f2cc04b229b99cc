// A whole column, bound: where its values are, how wide they are and between which bounds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "column/bind/interval.h"
#include "column/run/width.h"
#include "table/column_data.h"
#include "type/type.h"

namespace remit::column {

/// One run of integers: coefficients of decimals, codes, days, row numbers or truth values.
struct Values {
  Width width = Width::int64;
  const void* data = nullptr;
  std::shared_ptr<const void> owner;
  Interval range;

  template <typename T>
  const T* as() const {
    return static_cast<const T*>(data);
  }
};

/// Texts are held as codes in the order of the texts (TextCodes). A ratio is a pair: `values` over
/// `denominators`, which are positive. Both include 0 (or 1) in their range where rows lack a
/// value.
struct ColumnStore {
  type::Type type;
  int decimals = 0;
  std::uint64_t rows = 0;
  Values values;
  std::optional<Values> denominators;
  std::shared_ptr<const table::Faults> faults;  ///< null when there are none

  bool is_clean() const { return faults == nullptr || faults->empty(); }
  /// The fault of a row, or null. O(log faults).
  const type::Fault* fault(std::uint64_t row) const;
};

}  // namespace remit::column
