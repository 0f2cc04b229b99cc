#include "table/key_lookup.h"

#include <algorithm>

#include "table/row_table.h"

namespace remit::table {

bool ascend(const std::int64_t* keys, std::size_t count) {
  constexpr std::size_t kBlock = 1024;
  for (std::size_t begin = 1; begin < count; begin += kBlock) {
    const std::size_t end = std::min(begin + kBlock, count);
    bool falls = false;
    for (std::size_t i = begin; i < end; ++i) falls |= keys[i] <= keys[i - 1];
    if (falls) return false;
  }
  return true;
}

bool count_steps(const std::int64_t* keys, std::size_t count, std::int64_t first,
                 std::uint64_t rows_of_table, std::int64_t* rows) {
  const auto base = static_cast<std::uint64_t>(first);
  std::uint64_t beyond = 0;  // its highest bit: a step is 2^63 or more, or above the last
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t steps = static_cast<std::uint64_t>(keys[i]) - base;
    beyond |= steps | (rows_of_table - 1 - steps);
    rows[i] = static_cast<std::int64_t>(steps);
  }
  if (beyond >> 63 == 0) return true;
  for (std::size_t i = 0; i < count; ++i) {
    if (static_cast<std::uint64_t>(rows[i]) >= rows_of_table) rows[i] = kNoRow;
  }
  return false;
}

bool look_up_steps(const std::int64_t* keys, std::size_t count, std::int64_t first,
                   const std::int64_t* table, std::uint64_t size, std::int64_t* rows) {
  bool all = true;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t steps = distance(first, keys[i]);
    const bool there = steps < size;
    const std::int64_t row = table[there ? steps : 0];
    rows[i] = there ? row : kNoRow;
    all &= rows[i] != kNoRow;
  }
  return all;
}

}  // namespace remit::table
