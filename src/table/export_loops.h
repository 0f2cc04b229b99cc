// Loops over whole columns on their way out, compiled to vectors.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/int128.h"

namespace remit::table {

void widen(const std::int32_t* values, std::size_t count, Int128* to);
void widen(const std::int64_t* values, std::size_t count, Int128* to);

/// Bytes, 0 or not, as bits, the first in the lowest; `bits` has (count + 7) / 8 bytes, and those
/// of the last that stand for nothing are clear.
void gather(const std::uint8_t* truths, std::size_t count, std::uint8_t* bits);

}  // namespace remit::table
