#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace remit::cli {

/// So many bytes as one number.
template <typename Word>
Word load(const char* from) {
  Word word = 0;
  std::memcpy(&word, from, sizeof(word));
  return word;
}

inline constexpr std::uint64_t kHighBits = 0x8080808080808080;

/// The highest bit of each of eight bytes that is `c`, and no other bit (the test for zero bytes of
/// Warren, Hacker's Delight, 6-1).
inline std::uint64_t bytes_that_are(std::uint64_t eight, char c) {
  const std::uint64_t differ = eight ^ (0x0101010101010101 * static_cast<unsigned char>(c));
  return ~(((differ & ~kHighBits) + ~kHighBits) | differ | ~kHighBits);
}

/// Which of the eight is the first with its highest bit in `found`, which is not 0.
inline std::size_t first_of_eight(std::uint64_t found) {
  const int bits = std::endian::native == std::endian::little ? std::countr_zero(found)
                                                              : std::countl_zero(found);
  return static_cast<std::size_t>(bits) / 8;
}

}  // namespace remit::cli
