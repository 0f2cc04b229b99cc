#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace remit::table {

/// A value of a buffer that need not be aligned.
template <typename T>
T load(const void* buffer, std::int64_t index) {
  T value;
  std::memcpy(&value,
              static_cast<const char*>(buffer) + index * static_cast<std::int64_t>(sizeof(T)),
              sizeof(T));
  return value;
}

static_assert(std::endian::native == std::endian::little, "bitmaps are read a word at a time");

/// `count` bits, 1 to 64, from bit `first` of a bitmap; those above are clear. Reads no byte that
/// has none of them.
inline std::uint64_t load_bits(const void* bits, std::int64_t first, unsigned count) {
  const auto* const bytes = static_cast<const unsigned char*>(bits) + (first >> 3);
  const auto skip = static_cast<unsigned>(first & 7);
  const unsigned span = (skip + count + 7) / 8;
  std::uint64_t word = 0;
  if (span >= 8) {
    std::memcpy(&word, bytes, 8);
  } else {
    for (unsigned i = 0; i < span; ++i) word |= std::uint64_t{bytes[i]} << (8 * i);
  }
  word >>= skip;
  if (span > 8) word |= std::uint64_t{bytes[8]} << (64 - skip);
  return count >= 64 ? word : word & ((std::uint64_t{1} << count) - 1);
}

/// Eight bits as eight bytes of 0 or 1, the lowest first.
inline std::uint64_t spread_bits(std::uint64_t byte) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
  const std::uint64_t apart = (byte * kOnes) & 0x8040'2010'0804'0201;  // bit k is in byte k
  return ((apart + 0x7F * kOnes) >> 7) & kOnes;
}

/// The reverse: of eight bytes, which are not 0, as bits.
inline std::uint8_t gather_bits(std::uint64_t bytes) {
  constexpr std::uint64_t kOnes = 0x0101'0101'0101'0101;
  const std::uint64_t high = ((bytes & 0x7F * kOnes) + 0x7F * kOnes) | bytes;
  return static_cast<std::uint8_t>(((high >> 7 & kOnes) * 0x0102'0408'1020'4080) >> 56);
}

}  // namespace remit::table
