#include "column/nodes/kth_of_range.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace remit::column {

KthOfRange::KthOfRange(std::vector<std::uint32_t> places) {
  const std::size_t count = places.size();
  const std::uint32_t most = count == 0 ? 0 : *std::max_element(places.begin(), places.end());
  const auto levels = static_cast<std::size_t>(std::bit_width(most));
  std::vector<std::uint32_t> unset(count), set(count);
  for (std::size_t bit = levels; bit-- > 0;) {
    Level level;
    level.words.assign(count / kWordBits + 1, {});
    std::size_t ones = 0;
    for (std::size_t i = 0; i < count; ++i) {
      // Each is written to both, and counted in one: a branch would be a guess.
      const std::uint32_t place = places[i], is_set = (place >> bit) & 1;
      level.words[i / kWordBits].ones |= std::uint64_t{is_set} << (i % kWordBits);
      unset[level.zeros] = place;
      set[ones] = place;
      ones += is_set;
      level.zeros += 1 - is_set;
    }
    std::copy_n(set.begin(), ones, unset.begin() + static_cast<std::ptrdiff_t>(level.zeros));
    std::uint64_t before = 0;
    for (Word& word : level.words) {
      word.ones_before = before;
      before += set_bits(word.ones);
    }
    std::swap(places, unset);
    levels_.push_back(std::move(level));
  }
}

}  // namespace remit::column
