#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace remit::base {

/// The hash of names: short texts, which are looked up far more often than declared. Every byte
/// counts. A name of up to eight bytes takes some ten instructions, each further eight bytes five.
struct NameHash {
  using is_avalanching = void;
  using is_transparent = void;

  std::size_t operator()(std::string_view name) const noexcept {
    constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15;
    const char* at = name.data();
    std::size_t left = name.size();
    std::uint64_t hash = left;
    std::uint64_t part = 0;
    for (; left > sizeof(part); at += sizeof(part), left -= sizeof(part)) {
      std::memcpy(&part, at, sizeof(part));
      hash = (hash ^ part) * kFactor;
      hash ^= hash >> 32;
    }
    hash = (hash ^ tail(at, left)) * kFactor;
    hash = (hash ^ hash >> 32) * kFactor;
    return static_cast<std::size_t>(hash ^ hash >> 29);
  }

 private:
  /// The last bytes, at most eight, as a number.
  static std::uint64_t tail(const char* at, std::size_t size) {
    std::uint64_t low = 0;
    if (size == sizeof(low)) {
      std::memcpy(&low, at, sizeof(low));
      return low;
    }
    if (size >= 4) {
      std::uint32_t first = 0, last = 0;
      std::memcpy(&first, at, 4);
      std::memcpy(&last, at + size - 4, 4);
      return std::uint64_t{last} << 32 | first;
    }
    for (; size > 0; --size) low = low << 8 | static_cast<unsigned char>(at[size - 1]);
    return low;
  }
};

}  // namespace remit::base
