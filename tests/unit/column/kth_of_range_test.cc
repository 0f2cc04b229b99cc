#include "column/nodes/kth_of_range.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

namespace remit::column {
namespace {

TEST(KthOfRange, IsWhatSortingGives) {
  std::mt19937 random(7);
  for (const std::size_t count : {1u, 2u, 3u, 63u, 64u, 65u, 200u}) {
    std::vector<std::uint32_t> places(count);
    std::iota(places.begin(), places.end(), 0u);
    std::shuffle(places.begin(), places.end(), random);
    const KthOfRange range(places);
    for (int i = 0; i < 200; ++i) {
      std::size_t begin = random() % count, end = random() % count;
      if (begin > end) std::swap(begin, end);
      ++end;
      std::vector<std::uint32_t> sorted(places.begin() + static_cast<std::ptrdiff_t>(begin),
                                        places.begin() + static_cast<std::ptrdiff_t>(end));
      std::sort(sorted.begin(), sorted.end());
      const std::size_t k = random() % sorted.size();
      ASSERT_EQ(range.place(begin, end, k), sorted[k]) << count << ' ' << begin << ' ' << end;
      const std::size_t to = k + random() % (sorted.size() - k + 1);
      std::vector<std::uint32_t> found;
      range.each_place(begin, end, k, to, [&](std::uint32_t place) { found.push_back(place); });
      ASSERT_EQ(found, std::vector<std::uint32_t>(sorted.begin() + static_cast<std::ptrdiff_t>(k),
                                                  sorted.begin() + static_cast<std::ptrdiff_t>(to)))
          << count << ' ' << begin << ' ' << end << ' ' << k << ' ' << to;
    }
  }
}

// Of groups that no stretch crosses, each counts from 0.
TEST(KthOfRange, PlacesMayOccurOnceInEachGroup) {
  const KthOfRange range({2, 0, 1, 1, 0, 3, 2});  // three items, then four
  EXPECT_EQ(range.place(0, 3, 2), 2u);
  EXPECT_EQ(range.place(1, 3, 0), 0u);
  EXPECT_EQ(range.place(3, 7, 3), 3u);
  EXPECT_EQ(range.place(5, 7, 0), 2u);
}

}  // namespace
}  // namespace remit::column
