// The k-th smallest of the items at any stretch of positions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace remit::column {

/// A wavelet matrix (F. Claude, G. Navarro and A. Ordonez, "The wavelet matrix", Information
/// Systems 47, 2015) over the items' places in their order. n log n bits and half as many again,
/// log n steps to build each and to ask.
class KthOfRange {
 public:
  /// `places`: for each position the place of its item among all, from 0, no two the same.
  explicit KthOfRange(std::vector<std::uint32_t> places);

  /// The place of the item that is the k-th smallest, from 0, of those at `begin` to `end`;
  /// k < end - begin.
  std::uint32_t place(std::size_t begin, std::size_t end, std::size_t k) const;

 private:
  /// How many of the first positions have a bit that is not set.
  struct Level {
    std::vector<std::uint64_t> ones;         ///< a bit a position
    std::vector<std::uint32_t> ones_before;  ///< by word
    std::size_t zeros = 0;                   ///< of all
    std::size_t zeros_before(std::size_t position) const;
  };
  std::vector<Level> levels_;  ///< the highest bit first
};

}  // namespace remit::column
