#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace remit::walk {

/// Random numbers, the same everywhere (SplitMix64, by Steele, Lea and Flood). Cheap to begin, so
/// that every cell of a table may have dice of its own.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  /// The dice for what has these names, whatever else there is.
  Dice of(std::string_view name, std::uint64_t number = 0) const {
    std::uint64_t hash = state_ ^ (number * 0x9E3779B97F4A7C15u);
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
    return Dice(hash);
  }

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  /// From 0 to below `bound`, which is above 0.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  /// True so many times in a thousand.
  bool chance(std::size_t per_mille) { return below(1000) < per_mille; }
  template <typename List>
  const auto& one_of(const List& list) {
    return *(std::begin(list) + static_cast<std::ptrdiff_t>(below(std::size(list))));
  }

 private:
  std::uint64_t state_;
};

}  // namespace remit::walk
