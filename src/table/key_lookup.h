// Loops over keys that a compiler turns into vectors, or at least into code without branches.
#pragma once

#include <cstddef>
#include <cstdint>

namespace remit::table {

/// From `from` up to `to`, which is not below it.
inline std::uint64_t distance(std::int64_t from, std::int64_t to) {
  return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

/// Whether each key is greater than the one before it.
bool ascend(const std::int64_t* keys, std::size_t count);

/// The row of key `first + i` is i, below `rows_of_table`; others have none. Whether all have one.
bool count_steps(const std::int64_t* keys, std::size_t count, std::int64_t first,
                 std::uint64_t rows_of_table, std::int64_t* rows);

/// The row of key `first + i` is table[i], below `size`; others have none. Whether all have one.
bool look_up_steps(const std::int64_t* keys, std::size_t count, std::int64_t first,
                   const std::int64_t* table, std::uint64_t size, std::int64_t* rows);

}  // namespace remit::table
