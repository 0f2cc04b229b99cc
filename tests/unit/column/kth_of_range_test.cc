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
    }
  }
}

}  // namespace
}  // namespace remit::column
