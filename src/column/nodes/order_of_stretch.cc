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
  std::vector<std::uint64_t> all;
  if (rows.rows.empty()) return all;
  std::vector<bool> counts(*std::max_element(rows.rows.begin(), rows.rows.end()) + 1);
  for (const std::uint64_t row : rows.rows) counts[row] = true;
  all.reserve(rows.rows.size());
  for (std::uint64_t row = 0; row < counts.size(); ++row)
    if (counts[row]) all.push_back(row);
  return all;
}

OrderOfStretch::OrderOfStretch(const SortedRows& rows,
                               const std::vector<std::vector<std::int64_t>>& keys)
    : ranks_(places_of(rows, keys)) {}

std::vector<std::uint32_t> OrderOfStretch::places_of(
    const SortedRows& rows, const std::vector<std::vector<std::int64_t>>& keys) {
  const std::vector<std::uint64_t> in_order = sorted(rows, keys);
  const std::size_t count = in_order.size();
  group_begin_.resize(count);
  for (std::size_t group = 0; group + 1 < rows.begins.size(); ++group) {
    std::fill(group_begin_.begin() + static_cast<std::ptrdiff_t>(rows.begins[group]),
              group_begin_.begin() + static_cast<std::ptrdiff_t>(rows.begins[group + 1]),
              static_cast<std::uint32_t>(rows.begins[group]));
  }
  std::vector<std::uint32_t> position_of_row(
      count == 0 ? 0 : *std::max_element(in_order.begin(), in_order.end()) + 1);
  for (std::size_t at = 0; at < count; ++at)
    position_of_row[rows.rows[at]] = static_cast<std::uint32_t>(at);
  by_order_.resize(count);
  position_.resize(count);
  std::vector<std::uint32_t> places(count), next(count, 0);  // of a group, where it begins
  for (const std::uint64_t row : in_order) {
    const std::uint32_t at = position_of_row[row], begin = group_begin_[at];
    places[at] = next[begin]++;
    by_order_[begin + places[at]] = row;
    position_[begin + places[at]] = at;
  }
  return places;
}

}  // namespace remit::column
