// The k-th smallest of the items at any stretch of positions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace remit::column {

/// A wavelet matrix (F. Claude, G. Navarro and A. Ordonez, "The wavelet matrix", Information
/// Systems 47, 2015) over the items' places in their order. With n positions and places below m it
/// has n log m bits and as many again; log m steps for each position to build and to ask.
class KthOfRange {
 public:
  /// `places`: for each position the place of its item among those that a stretch may hold with it,
  /// from 0; no two of one stretch are the same.
  explicit KthOfRange(std::vector<std::uint32_t> places);

  /// The place of the item that is the k-th smallest, from 0, of those at `begin` to `end`;
  /// k < end - begin.
  std::uint32_t place(std::size_t begin, std::size_t end, std::size_t k) const {
    std::uint32_t found = 0;
    each_place(begin, end, k, k + 1, [&](std::uint32_t place) { found = place; });
    return found;
  }

  /// The places of the `from`-th to the one before the `to`-th smallest, rising: what they have in
  /// common is walked once.
  template <typename Use>
  void each_place(std::size_t begin, std::size_t end, std::size_t from, std::size_t to,
                  const Use& use) const {
    if (from < to) walk({begin, end}, 0, from, to, 0, use);
  }

 private:
  /// The bits of 64 positions beside how many are set before them: one line of the cache has both.
  struct Word {
    std::uint64_t ones = 0;
    std::uint64_t ones_before = 0;
  };
  struct Level {
    std::vector<Word> words;
    std::size_t zeros = 0;  ///< of all
    /// How many of the first positions have a bit that is not set.
    std::size_t zeros_before(std::size_t position) const {
      const Word& word = words[position / kWordBits];
      const std::uint64_t below = (std::uint64_t{1} << (position % kWordBits)) - 1;
      return position - static_cast<std::size_t>(word.ones_before) - set_bits(word.ones & below);
    }
  };
  struct Span {
    std::size_t begin = 0, end = 0;
  };
  static constexpr std::size_t kWordBits = 64;

  /// As std::popcount, which is a call where the processor is not known to have it.
  static std::size_t set_bits(std::uint64_t word) {
    word -= (word >> 1) & 0x5555'5555'5555'5555;
    word = (word & 0x3333'3333'3333'3333) + ((word >> 2) & 0x3333'3333'3333'3333);
    word = (word + (word >> 4)) & 0x0f0f'0f0f'0f0f'0f0f;
    return static_cast<std::size_t>((word * 0x0101'0101'0101'0101) >> 56);
  }

  /// From `level` on; as deep as there are levels, 32 at most.
  template <typename Use>
  void walk(Span at, std::size_t level, std::size_t from, std::size_t to, std::uint32_t place,
            const Use& use) const {
    for (; level < levels_.size(); ++level) {
      const Level& bits = levels_[level];
      const Span zeros = {bits.zeros_before(at.begin), bits.zeros_before(at.end)};
      const std::size_t smaller = zeros.end - zeros.begin;
      place <<= 1;
      if (to <= smaller) {
        at = zeros;
        continue;
      }
      if (from < smaller) {
        walk(zeros, level + 1, from, smaller, place, use);
        from = smaller;
      }
      from -= smaller;
      to -= smaller;
      place |= 1;
      at = {bits.zeros + (at.begin - zeros.begin), bits.zeros + (at.end - zeros.end)};
    }
    use(place);
  }

  std::vector<Level> levels_;  ///< the highest bit first
};

}  // namespace remit::column
