#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace remit::walk {

/// std::mt19937_64 gives the same numbers everywhere; the standard distributions do not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}

  /// From 0 to below `bound`, which is above 0.
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  /// True so many times in a thousand.
  bool chance(std::size_t per_mille) { return below(1000) < per_mille; }
  template <typename List>
  const auto& one_of(const List& list) {
    return *(std::begin(list) + static_cast<std::ptrdiff_t>(below(std::size(list))));
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace remit::walk
