#include "column/nodes/order_of_stretch.h"

#include <algorithm>

#include "column/nodes/order.h"

namespace remit::column {
namespace {

std::vector<std::uint64_t> sorted(const SortedRows& rows,
                                  const std::vector<std::vector<std::int64_t>>& keys) {
  std::vector<std::uint64_t> all = ascending(rows);
  sort_rows(&all, keys);
  return all;
}

}  // namespace

std::vector<std::uint64_t> ascending(const SortedRows& rows) {
  std::vector<std::uint64_t> all = rows.rows;
  std::sort(all.begin(), all.end());
  return all;
}

OrderOfStretch::OrderOfStretch(const SortedRows& rows,
                               const std::vector<std::vector<std::int64_t>>& keys)
    : by_order_(sorted(rows, keys)), ranks_(places_of(rows, by_order_, &position_)) {}

std::vector<std::uint32_t> OrderOfStretch::places_of(const SortedRows& rows,
                                                     const std::vector<std::uint64_t>& by_order,
                                                     std::vector<std::uint32_t>* position) {
  const std::size_t count = by_order.size();
  std::vector<std::uint32_t> of_row(
      count == 0 ? 0 : *std::max_element(by_order.begin(), by_order.end()) + 1);
  for (std::size_t place = 0; place < count; ++place)
    of_row[by_order[place]] = static_cast<std::uint32_t>(place);
  std::vector<std::uint32_t> places(count);
  position->resize(count);
  for (std::size_t at = 0; at < count; ++at) {
    places[at] = of_row[rows.rows[at]];
    (*position)[places[at]] = static_cast<std::uint32_t>(at);
  }
  return places;
}

}  // namespace remit::column
