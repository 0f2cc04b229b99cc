#include "column/nodes/kth_of_range.h"

#include <bit>
#include <utility>

namespace remit::column {
namespace {

constexpr std::size_t kWordBits = 64;

}  // namespace

KthOfRange::KthOfRange(std::vector<std::uint32_t> places) {
  const std::size_t count = places.size();
  const auto levels = static_cast<std::size_t>(std::bit_width(count > 0 ? count - 1 : 0));
  std::vector<std::uint32_t> next(count);
  for (std::size_t bit = levels; bit-- > 0;) {
    Level level;
    level.ones.assign(count / kWordBits + 1, 0);
    const auto set = [&](std::size_t i) { return ((places[i] >> bit) & 1) != 0; };
    for (std::size_t i = 0; i < count; ++i) {
      if (set(i))
        level.ones[i / kWordBits] |= std::uint64_t{1} << (i % kWordBits);
      else
        next[level.zeros++] = places[i];
    }
    std::size_t at = level.zeros;
    for (std::size_t i = 0; i < count; ++i)
      if (set(i)) next[at++] = places[i];
    std::uint32_t before = 0;
    for (const std::uint64_t word : level.ones) {
      level.ones_before.push_back(before);
      before += static_cast<std::uint32_t>(std::popcount(word));
    }
    std::swap(places, next);
    levels_.push_back(std::move(level));
  }
}

std::size_t KthOfRange::Level::zeros_before(std::size_t position) const {
  const std::size_t word = position / kWordBits;
  const std::uint64_t below = (std::uint64_t{1} << (position % kWordBits)) - 1;
  const auto set = static_cast<std::size_t>(std::popcount(ones[word] & below));
  return position - ones_before[word] - set;
}

std::uint32_t KthOfRange::place(std::size_t begin, std::size_t end, std::size_t k) const {
  std::uint32_t place = 0;
  for (const Level& level : levels_) {
    const std::size_t first = level.zeros_before(begin), last = level.zeros_before(end);
    place <<= 1;
    if (k < last - first) {
      begin = first;
      end = last;
      continue;
    }
    place |= 1;
    k -= last - first;
    begin = level.zeros + (begin - first);
    end = level.zeros + (end - last);
  }
  return place;
}

}  // namespace remit::column
