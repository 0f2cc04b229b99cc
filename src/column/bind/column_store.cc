#include "column/bind/column_store.h"

#include <algorithm>

namespace remit::column {

const type::Fault* ColumnStore::fault(std::uint64_t row) const {
  if (is_clean()) return nullptr;
  const auto at = std::lower_bound(
      faults->begin(), faults->end(), row,
      [](const auto& fault, std::uint64_t wanted) { return fault.first < wanted; });
  return at != faults->end() && at->first == row ? &at->second : nullptr;
}

}  // namespace remit::column
