#include "table/export_loops.h"

#include <cstring>

#include "table/unaligned.h"

namespace remit::table {

void widen(const std::int32_t* values, std::size_t count, Int128* to) {
  for (std::size_t i = 0; i < count; ++i) to[i] = values[i];
}

void widen(const std::int64_t* values, std::size_t count, Int128* to) {
  for (std::size_t i = 0; i < count; ++i) to[i] = values[i];
}

void gather(const std::uint8_t* truths, std::size_t count, std::uint8_t* bits) {
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) bits[i / 8] = gather_bits(load<std::uint64_t>(truths + i, 0));
  if (i == count) return;
  std::uint64_t rest = 0;
  std::memcpy(&rest, truths + i, count - i);
  bits[i / 8] = gather_bits(rest);
}

}  // namespace remit::table
