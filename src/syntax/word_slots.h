#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// The hash tables of words that the grammar compiler fills and the library reads.

namespace remit::syntax {

/// Open addressing. A slot holds one more than the index of an entry; 0 is free. `size` is a power
/// of two, and at least a slot is free.
template <std::size_t size>
using WordSlots = std::array<std::uint16_t, size>;

/// Where the search for a word begins.
inline std::size_t hash_word(std::string_view word) {
  std::uint64_t head = 0, tail = 0;
  const char* const text = word.data();
  const std::size_t size = word.size();
  if (size >= 8) {
    std::memcpy(&head, text, 8);
    std::memcpy(&tail, text + size - 8, 8);
  } else if (size >= 4) {
    std::uint32_t part = 0;
    std::memcpy(&part, text, 4);
    head = part;
    std::memcpy(&part, text + size - 4, 4);
    tail = part;
  } else {
    for (const char c : word) head = head << 8 | static_cast<unsigned char>(c);
  }
  const std::uint64_t mixed = (head * 0x9E3779B97F4A7C15u) ^ (tail * 0xC2B2AE3D27D4EB4Fu) ^ size;
  return static_cast<std::size_t>((mixed * 0x9E3779B97F4A7C15u) >> 48);
}

inline constexpr std::size_t kNoEntry = static_cast<std::size_t>(-1);

/// Index of the entry for which `is_it(index)` holds, or kNoEntry. O(1).
template <std::size_t size, typename IsIt>
std::size_t find_entry(const WordSlots<size>& slots, std::string_view word, IsIt is_it) {
  static_assert((size & (size - 1)) == 0);
  for (std::size_t at = hash_word(word) % size; slots[at] != 0; at = (at + 1) % size) {
    if (is_it(slots[at] - std::size_t{1})) return slots[at] - std::size_t{1};
  }
  return kNoEntry;
}

/// Puts an entry in the first free slot of its word.
template <std::size_t size>
void add_entry(WordSlots<size>& slots, std::string_view word, std::size_t entry) {
  std::size_t at = hash_word(word) % size;
  while (slots[at] != 0) at = (at + 1) % size;
  slots[at] = static_cast<std::uint16_t>(entry + 1);
}

}  // namespace remit::syntax
