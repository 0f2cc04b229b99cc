// Arithmetic that says when the result does not fit, for the 64-bit and 128-bit roads.
//
// Each function returns true and stores the result, or returns false and stores nothing of use.
#pragma once

#include <cstdint>

#include "base/int128.h"

namespace remit::number {

[[nodiscard]] constexpr bool checked_add(std::int64_t a, std::int64_t b, std::int64_t* sum) {
  return !__builtin_add_overflow(a, b, sum);
}

[[nodiscard]] constexpr bool checked_add(Int128 a, Int128 b, Int128* sum) {
  return !__builtin_add_overflow(a, b, sum);
}

[[nodiscard]] constexpr bool checked_subtract(std::int64_t a, std::int64_t b, std::int64_t* out) {
  return !__builtin_sub_overflow(a, b, out);
}

[[nodiscard]] constexpr bool checked_subtract(Int128 a, Int128 b, Int128* out) {
  return !__builtin_sub_overflow(a, b, out);
}

[[nodiscard]] constexpr bool checked_multiply(std::int64_t a, std::int64_t b, std::int64_t* out) {
  return !__builtin_mul_overflow(a, b, out);
}

// Written out because clang turns the builtin on 128 bits into a call of __muloti4, which libgcc
// does not have.
[[nodiscard]] constexpr bool checked_multiply(Int128 a, Int128 b, Int128* out) {
  if (fits_int64(a) && fits_int64(b)) {
    *out = a * b;
    return true;
  }
  const bool negative = (a < 0) != (b < 0);
  UInt128 big = unsigned_abs(a);
  UInt128 small = unsigned_abs(b);
  if (big < small) {
    const UInt128 held = big;
    big = small;
    small = held;
  }
  if ((small >> 64) != 0) return false;
  const UInt128 low = (big & ~std::uint64_t{0}) * small;
  const UInt128 high = (big >> 64) * small;  // worth 2^64 each; both factors are below 2^64
  if ((high >> 64) != 0) return false;
  UInt128 product = 0;
  if (__builtin_add_overflow(low, high << 64, &product)) return false;
  const UInt128 limit = static_cast<UInt128>(kInt128Max) + (negative ? 1 : 0);
  if (product > limit) return false;
  *out = static_cast<Int128>(negative ? UInt128{0} - product : product);
  return true;
}

}  // namespace remit::number
