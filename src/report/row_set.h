#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace remit::report {

/// Some rows of a table: a bit and an eighth for each row that the table has, however many they
/// are. Immutable once it is made.
class RowSet {
 public:
  RowSet() = default;
  /// Those of `rows` rows for which `holds(row)`.
  template <typename Holds>
  RowSet(std::uint64_t rows, Holds holds) {
    for (std::uint64_t first = 0; first < rows; first += kWord) {
      if (first % kBlock == 0) before_.push_back(size_);
      std::uint64_t word = 0;
      const std::uint64_t end = std::min(rows - first, kWord);
      for (std::uint64_t i = 0; i < end; ++i)
        if (holds(first + i)) word |= std::uint64_t{1} << i;
      words_.push_back(word);
      size_ += static_cast<std::uint64_t>(std::popcount(word));
    }
  }

  std::uint64_t size() const { return size_; }
  /// The row with so many of the set before it; `index` < size(). O(log rows).
  std::uint64_t operator[](std::uint64_t index) const {
    const auto after = std::upper_bound(before_.begin(), before_.end(), index);
    const auto block = static_cast<std::size_t>(after - before_.begin()) - 1;
    std::uint64_t left = index - before_[block];
    std::size_t at = block * (kBlock / kWord);
    for (; left >= count(at); ++at) left -= count(at);
    std::uint64_t word = words_[at];
    for (; left > 0; --left) word &= word - 1;
    return at * kWord + static_cast<std::uint64_t>(std::countr_zero(word));
  }

 private:
  static constexpr std::uint64_t kWord = 64, kBlock = 512;

  std::uint64_t count(std::size_t word) const {
    return static_cast<std::uint64_t>(std::popcount(words_[word]));
  }

  std::vector<std::uint64_t> words_;
  std::vector<std::uint64_t> before_;  ///< rows of the set before each block
  std::uint64_t size_ = 0;
};

}  // namespace remit::report
