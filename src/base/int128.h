// The 128-bit integers of the compiler under names that -Wpedantic accepts.
#pragma once

#include <cstdint>
#include <limits>

namespace remit {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

// std::numeric_limits says nothing about them in strict ISO mode.
inline constexpr Int128 kInt128Max = static_cast<Int128>(~UInt128{0} >> 1);
inline constexpr Int128 kInt128Min = -kInt128Max - 1;

// |value|, which for the smallest Int128 only the unsigned type can hold.
constexpr UInt128 unsigned_abs(Int128 value) {
  return value < 0 ? UInt128{0} - static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

constexpr std::uint64_t unsigned_abs(std::int64_t value) {
  return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value)
                   : static_cast<std::uint64_t>(value);
}

constexpr bool fits_int64(Int128 value) {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

}  // namespace remit
