#include "table/key_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "table/key_guard.h"

namespace remit::table {
namespace {

using Keys = std::vector<std::int64_t>;

ColumnData column(Keys keys) {
  return {type::kNumber, 0, Buffer<std::int64_t>(std::move(keys)), {}};
}

/// The first row with that key, looked for one by one.
std::optional<std::uint64_t> by_search(const Keys& keys, std::int64_t key) {
  const auto found = std::find(keys.begin(), keys.end(), key);
  if (found == keys.end()) return std::nullopt;
  return static_cast<std::uint64_t>(found - keys.begin());
}

TEST(KeyIndex, FindsWhatASearchFindsInAnyOrder) {
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  const std::vector<Keys> cases = {
      {},           {7},       {1, 2, 3, 4}, {0, 1, 2},    {-2, -1, 0, 1},
      {1, 3, 4, 9}, {4, 3, 2}, {5, 5},       {1, 2, 2, 3}, {kMin, 0, 1, kMax},
      {kMin, kMax}, {kMax},    {3, 1, 2}};
  Keys asked = {kMin, kMin + 1, kMax - 1, kMax};
  for (std::int64_t i = -5; i < 12; ++i) asked.push_back(i);
  const ColumnData questions = column(asked);
  for (const Keys& keys : cases) {
    std::vector<KeyIndex::Duplicate> duplicates;
    const KeyIndex index(column(keys), duplicates);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      EXPECT_EQ(index.find(questions, i), by_search(keys, asked[i]))
          << "key " << asked[i] << " among " << testing::PrintToString(keys);
    }
    std::size_t again = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) again += by_search(keys, keys[i]) != i ? 1 : 0;
    EXPECT_EQ(duplicates.size(), again);
  }
}

TEST(KeyGuard, NamesTheFirstRowWhoseKeyCameBefore) {
  KeyGuard guard(false);
  EXPECT_EQ(guard.add(column({5, 3, 9})), std::nullopt);
  EXPECT_EQ(guard.add(column({1, 2})), std::nullopt);
  EXPECT_EQ(guard.add(column({7, 8, 3, 5})), 2u);
}

TEST(KeyGuard, KeysThatWereToAscendAndDoNot) {
  KeyGuard guard(true);
  EXPECT_EQ(guard.add(column({-3, 4})), std::nullopt);
  EXPECT_EQ(guard.add(column({5, 6, 6})), 2u);
  KeyGuard next(true);
  EXPECT_EQ(next.add(column({4})), std::nullopt);
  EXPECT_EQ(next.add(column({3})), 0u);
}

TEST(KeyGuard, FaultsAreNoKeys) {
  ColumnData keys = column({4, 4, 5});
  keys.faults = {{1, {type::CellFault::blank, 0, 1}}};
  KeyGuard guard(true);
  EXPECT_EQ(guard.add(keys), std::nullopt);
  KeyGuard other(false);
  EXPECT_EQ(other.add(keys), std::nullopt);
}

TEST(KeyGuard, TextsAscendByTheirBytes) {
  const auto texts = [](std::vector<char> bytes, std::vector<std::int64_t> offsets) {
    return ColumnData{
        type::kText,
        0,
        TextData{Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))},
        {}};
  };
  KeyGuard guard(true);
  EXPECT_EQ(guard.add(texts({'a', 'b', 'a', 'c'}, {0, 1, 2, 4})), 2u);  // a, b, ac
  KeyGuard other(false);
  EXPECT_EQ(other.add(texts({'a', 'b', 'a', 'c', 'b'}, {0, 1, 2, 4, 5})), 3u);
}

}  // namespace
}  // namespace remit::table
