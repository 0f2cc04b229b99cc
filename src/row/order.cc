#include "row/order.h"

#include <algorithm>

namespace remit::row {

std::optional<type::Fault> read_keys(Cells& cells, std::span<const plan::SortKey> keys,
                                     Sortable* row) {
  std::optional<type::Fault> first;
  for (const plan::SortKey& key : keys) {
    Value value = cells.at(key.value, row->row);
    if (is_fault(value) && !first) first = fault_where_needed(fault_of(value));
    row->keys.push_back(std::move(value));
  }
  return first;
}

std::strong_ordering compare(const Sortable& a, const Sortable& b,
                             std::span<const plan::SortKey> keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const std::strong_ordering order = compare(a.keys[i], b.keys[i]);
    if (order == 0) continue;
    return keys[i].descending ? 0 <=> order : order;
  }
  return std::strong_ordering::equal;
}

void sort_rows(std::vector<Sortable>* rows, std::span<const plan::SortKey> keys) {
  std::sort(rows->begin(), rows->end(), [keys](const Sortable& a, const Sortable& b) {
    const std::strong_ordering order = compare(a, b, keys);
    return order == 0 ? a.row < b.row : order < 0;
  });
}

}  // namespace remit::row
