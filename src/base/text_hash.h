#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace remit::base {

/// A hash of texts for tables of names that the policy itself declares, which are asked at every
/// mention: some twenty instructions for a name, where the general one takes a hundred. Whoever
/// writes a policy may make names meet in it, and only the policy's own check gets slower.
struct TextHash {
  using is_transparent = void;
  using is_avalanching = void;

  std::size_t operator()(std::string_view text) const noexcept {
    constexpr std::uint64_t kFirst = 0x9E3779B97F4A7C15u, kSecond = 0xC2B2AE3D27D4EB4Fu;
    const char* at = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = kSecond ^ left;
    for (; left > 8; left -= 8, at += 8) hash = mixed(hash ^ (word(at) * kFirst));
    std::uint64_t tail = 0;
    if (left == 8) {
      tail = word(at);
    } else if (left >= 4) {
      std::uint32_t low = 0, high = 0;
      std::memcpy(&low, at, 4);
      std::memcpy(&high, at + left - 4, 4);
      tail = std::uint64_t{high} << 32 | low;
    } else {
      for (; left > 0; --left, ++at) tail = tail << 8 | static_cast<unsigned char>(*at);
    }
    return static_cast<std::size_t>(mixed(hash ^ (tail * kFirst)));
  }

 private:
  static std::uint64_t word(const char* at) {
    std::uint64_t value = 0;
    std::memcpy(&value, at, 8);
    return value;
  }
  static std::uint64_t mixed(std::uint64_t value) {
    value ^= value >> 32;
    value *= 0xD6E8FEB86659FD93u;
    return value ^ value >> 32;
  }
};

}  // namespace remit::base
