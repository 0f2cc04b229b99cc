// Sorting rows by several keys, against std::stable_sort.
#include "column/nodes/order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

namespace remit::column {
namespace {

using Keys = std::vector<std::vector<std::int64_t>>;
using Rows = std::vector<std::uint64_t>;

/// By what was promised: each row is compared with every key.
Rows reference(Rows rows, const Keys& keys) {
  std::stable_sort(rows.begin(), rows.end(), [&](std::uint64_t a, std::uint64_t b) {
    for (const auto& key : keys) {
      if (key[a] != key[b]) return key[a] < key[b];
    }
    return false;
  });
  return rows;
}

Change reference_change(const Keys& keys, std::uint64_t before, std::uint64_t row) {
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (keys[k][before] != keys[k][row]) return k == 0 ? Change::first_key : Change::later_key;
  }
  return Change::none;
}

void check(const Rows& rows, const Keys& keys) {
  Rows sorted = rows;
  std::vector<Change> changes;
  sort_rows(&sorted, keys, &changes);
  ASSERT_EQ(sorted, reference(rows, keys));
  ASSERT_EQ(changes.size(), rows.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const Change expected =
        i == 0 ? Change::first_key : reference_change(keys, sorted[i - 1], sorted[i]);
    ASSERT_EQ(changes[i], expected) << i;
  }
}

class Order : public testing::TestWithParam<std::size_t> {
 protected:
  std::vector<std::int64_t> key(std::int64_t lo, std::int64_t hi) {
    std::uniform_int_distribution<std::int64_t> values(lo, hi);
    std::vector<std::int64_t> made(GetParam());
    for (std::int64_t& value : made) value = values(random_);
    return made;
  }
  Rows all_rows() const {
    Rows rows(GetParam());
    std::iota(rows.begin(), rows.end(), std::uint64_t{0});
    return rows;
  }
  Rows shuffled_half() {
    Rows rows = all_rows();
    std::shuffle(rows.begin(), rows.end(), random_);
    rows.resize(rows.size() / 2);
    return rows;
  }

  std::mt19937_64 random_{7};
};

TEST_P(Order, NarrowKeysWithManyTies) {
  const Keys keys = {key(-3, 3), key(0, 0), key(1'000'000, 1'000'020)};
  check(all_rows(), keys);
  check(shuffled_half(), keys);
}

TEST_P(Order, KeysOfAllBits) {
  const Keys keys = {key(0, 5), key(INT64_MIN, INT64_MAX)};
  check(all_rows(), keys);
  check(shuffled_half(), keys);
}

TEST_P(Order, KeysThatFillSixtyFourBitsWithTheRow) {
  const auto row_bits = static_cast<unsigned>(std::bit_width(GetParam() - 1));
  for (const unsigned bits : {63 - row_bits, 64 - row_bits, 65 - row_bits}) {
    if (bits > 63) continue;
    const std::int64_t span = static_cast<std::int64_t>((std::uint64_t{1} << bits) - 1);
    Keys keys = {key(-5, span - 5)};
    keys[0].front() = -5;
    keys[0].back() = span - 5;
    check(all_rows(), keys);
  }
}

TEST_P(Order, WithoutChangesAndWithoutKeys) {
  const Keys keys = {key(0, 50)};
  Rows rows = shuffled_half();
  const Rows expected = reference(rows, keys);
  sort_rows(&rows, keys);
  EXPECT_EQ(rows, expected);
  Rows untouched = shuffled_half();
  const Rows before = untouched;
  sort_rows(&untouched, {});
  EXPECT_EQ(untouched, before);
}

// Below and above the number of rows that are compared with each other.
INSTANTIATE_TEST_SUITE_P(Sizes, Order, testing::Values(2, 3, 100, 400, 401, 5'000));

TEST(OrderOfFew, NoneAndOne) {
  Rows none;
  std::vector<Change> changes = {Change::none};
  sort_rows(&none, {{}}, &changes);
  EXPECT_TRUE(changes.empty());
  Rows one = {0};
  sort_rows(&one, {{5}}, &changes);
  EXPECT_EQ(one, Rows{0});
  EXPECT_EQ(changes, std::vector<Change>{Change::first_key});
}

}  // namespace
}  // namespace remit::column
