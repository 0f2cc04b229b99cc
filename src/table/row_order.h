// Sorting rows: every key as an int64 in rising order, then a stable radix sort.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

namespace remit::table {

/// How a sorted row stands to the one before it. The first row differs in the first key.
enum class Change : std::uint8_t {
  none,       ///< equal in every key
  later_key,  ///< differs, but not in the first key
  first_key,  ///< differs in the first key
};

/// Puts `rows` into the order of `keys`, the first being the most significant; equal keys keep
/// their order. Where all keys and the row fit 64 bits together (each key less its least value),
/// the rows are sorted as such numbers, with one pass for 11 bits of the keys; otherwise key by
/// key. Linear in the rows, but for a few hundred and less, which are compared. `changes`, if not
/// null, gets one entry for each row.
void sort_rows(std::vector<std::uint64_t>* rows, const std::vector<std::vector<std::int64_t>>& keys,
               std::vector<Change>* changes = nullptr);

/// Dense codes of values in their order: equal values have equal codes.
template <typename T>
std::vector<std::int64_t> dense_codes(const std::vector<T>& values) {
  std::vector<std::uint64_t> order(values.size());
  std::iota(order.begin(), order.end(), std::uint64_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::uint64_t a, std::uint64_t b) { return values[a] < values[b]; });
  std::vector<std::int64_t> codes(values.size());
  std::int64_t code = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && values[order[i - 1]] < values[order[i]]) ++code;
    codes[order[i]] = code;
  }
  return codes;
}

}  // namespace remit::table
