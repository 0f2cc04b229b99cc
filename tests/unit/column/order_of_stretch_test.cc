#include "column/nodes/order_of_stretch.h"

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

TEST(OrderOfStretch, IsWhatSortingGives) {
  std::mt19937_64 random(3);
  for (const std::size_t count : {1u, 2u, 5u, 64u, 130u}) {
    std::vector<std::int64_t> key(count);
    for (std::int64_t& each : key) each = static_cast<std::int64_t>(random() % 7);
    SortedRows rows;
    rows.rows.resize(count);
    std::iota(rows.rows.begin(), rows.rows.end(), std::uint64_t{0});
    std::shuffle(rows.rows.begin(), rows.rows.end(), random);
    rows.begins = {0, count};
    const OrderOfStretch order(rows, {key});
    for (int i = 0; i < 100; ++i) {
      std::size_t begin = random() % count, end = random() % count;
      if (begin > end) std::swap(begin, end);
      const Positions at{begin, end + 1};
      std::vector<std::uint64_t> sorted(rows.rows.begin() + static_cast<std::ptrdiff_t>(at.begin),
                                        rows.rows.begin() + static_cast<std::ptrdiff_t>(at.end));
      std::sort(sorted.begin(), sorted.end(), [&](std::uint64_t a, std::uint64_t b) {
        return key[a] != key[b] ? key[a] < key[b] : a < b;
      });
      const std::size_t place = random() % sorted.size();
      ASSERT_EQ(order.row(at, place), sorted[place]) << count;
      ASSERT_EQ(rows.rows[order.position(at, place)], sorted[place]) << count;
    }
  }
}

}  // namespace
}  // namespace remit::column
