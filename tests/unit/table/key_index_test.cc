#include "table/key_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/executor.h"
#include "table/key_guard.h"
#include "table/look_alikes.h"
#include "table/ranges.h"

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

/// What `find` says of every row of `asked`.
std::vector<std::optional<std::uint64_t>> find_all(const KeyIndex& index, const ColumnData& asked) {
  std::vector<std::int64_t> rows(asked.size(), -7);
  const bool all = index.find(asked, rows.data());
  EXPECT_EQ(all, std::find(rows.begin(), rows.end(), kNoRow) == rows.end());
  std::vector<std::optional<std::uint64_t>> found;
  for (const std::int64_t row : rows) {
    found.push_back(row == kNoRow ? std::nullopt : std::optional(static_cast<std::uint64_t>(row)));
  }
  return found;
}

TEST(KeyIndex, FindsWhatASearchFindsInAnyOrder) {
  constexpr std::int64_t kMin = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  const std::vector<Keys> cases = {
      {},           {7},       {1, 2, 3, 4}, {0, 1, 2},    {-2, -1, 0, 1},
      {1, 3, 4, 9}, {4, 3, 2}, {5, 5},       {1, 2, 2, 3}, {kMin, 0, 1, kMax},
      {kMin, kMax}, {kMax},    {3, 1, 2},    {1, 100},     {kMax - 1, kMax},
      {9, 1, 9, 5}, {-5, 11},  {kMin},       {4, 2, 0},    {500, 1, 500, kMin}};
  Keys asked = {kMin, kMin + 1, kMax - 1, kMax, 100, 500};
  for (std::int64_t i = -5; i < 12; ++i) asked.push_back(i);
  for (const Keys& keys : cases) {
    std::size_t again = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) again += by_search(keys, keys[i]) != i ? 1 : 0;
    std::vector<KeyIndex::Duplicate> duplicates, only_duplicates;
    const KeyIndex index(column(keys), true, duplicates);
    EXPECT_EQ(duplicates.size(), again);
    for (const KeyIndex::Duplicate& one : duplicates) {
      EXPECT_EQ(by_search(keys, keys[one.row]), one.first);
    }
    const KeyIndex without_lookups(column(keys), false, only_duplicates);
    EXPECT_EQ(only_duplicates.size(), again);
    const auto found = find_all(index, column(asked));
    const auto wide =
        find_all(index, {type::kNumber, 0, Buffer<Int128>({asked.begin(), asked.end()}), {}});
    for (std::size_t i = 0; i < asked.size(); ++i) {
      EXPECT_EQ(found[i], by_search(keys, asked[i]))
          << "key " << asked[i] << " among " << testing::PrintToString(keys);
      EXPECT_EQ(wide[i], found[i]);
    }
  }
}

TEST(KeyIndex, ManyKeysOfEveryKind) {
  std::mt19937_64 random(7);
  for (const std::uint64_t spread : {10'000u, 15'000u, 4'000'000'000u}) {
    Keys keys(10'000), asked(20'000);
    for (std::int64_t& key : keys) key = static_cast<std::int64_t>(random() % spread) - 500;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      asked[i] = i % 2 == 0 ? keys[random() % keys.size()]
                            : static_cast<std::int64_t>(random() % spread) - 500;
    }
    std::map<std::int64_t, std::uint64_t> first_rows;
    std::size_t again = 0;
    for (std::size_t i = 0; i < keys.size(); ++i)
      again += first_rows.emplace(keys[i], i).second ? 0 : 1;
    // The same numbers as texts and as numbers beyond 64 bits.
    const auto as_texts = [](const Keys& numbers) {
      std::vector<std::int64_t> offsets = {0};
      std::vector<char> bytes;
      for (const std::int64_t number : numbers) {
        const std::string text = std::to_string(number);
        bytes.insert(bytes.end(), text.begin(), text.end());
        offsets.push_back(static_cast<std::int64_t>(bytes.size()));
      }
      return ColumnData{
          type::kText,
          0,
          TextData{Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))},
          {}};
    };
    const auto as_wide = [](const Keys& numbers) {
      std::vector<Int128> wide;
      for (const std::int64_t number : numbers) {
        wide.push_back(number % 3 == 0 ? Int128{number} : Int128{number} << 70);
      }
      return ColumnData{type::kNumber, 0, Buffer<Int128>(std::move(wide)), {}};
    };
    const std::pair<ColumnData, ColumnData> kinds[] = {{column(keys), column(asked)},
                                                       {as_texts(keys), as_texts(asked)},
                                                       {as_wide(keys), as_wide(asked)}};
    for (const auto& [kind_of_keys, questions] : kinds) {
      std::vector<KeyIndex::Duplicate> duplicates;
      const auto found = find_all(KeyIndex(kind_of_keys, true, duplicates), questions);
      EXPECT_EQ(duplicates.size(), again);
      for (std::size_t i = 0; i < asked.size(); ++i) {
        const auto expected = first_rows.find(asked[i]);
        ASSERT_EQ(found[i],
                  expected == first_rows.end() ? std::nullopt : std::optional(expected->second));
      }
    }
  }
}

TEST(KeyIndex, FaultsAreNoKeys) {
  for (const Keys& keys : {Keys{0, 1, 2, 0}, Keys{0, 5'000'000, 9'000'000, 0}}) {
    ColumnData data = column(keys);
    data.faults = {{0, {}}};  // the first 0 is none
    std::vector<KeyIndex::Duplicate> duplicates;
    const KeyIndex index(data, true, duplicates);
    EXPECT_TRUE(duplicates.empty());
    EXPECT_EQ(find_all(index, column({0}))[0], 3u);
    data.faults = {{0, {}}, {3, {}}};
    const KeyIndex none(data, true, duplicates);
    EXPECT_EQ(find_all(none, column({0}))[0], std::nullopt);
    EXPECT_EQ(find_all(none, column({keys[2]}))[0], 2u);
  }
}

TEST(KeyIndex, SmallKeys) {
  const ColumnData days{type::kDate, 0, Buffer<std::int32_t>({30, 10, 20, 10}), {}};
  std::vector<KeyIndex::Duplicate> duplicates;
  const KeyIndex index(days, true, duplicates);
  ASSERT_EQ(duplicates.size(), 1u);
  EXPECT_EQ(duplicates[0].row, 3u);
  EXPECT_EQ(duplicates[0].first, 1u);
  const auto found = find_all(index, {type::kDate, 0, Buffer<std::int32_t>({10, 20, 11}), {}});
  EXPECT_EQ(found[0], 1u);
  EXPECT_EQ(found[1], 2u);
  EXPECT_EQ(found[2], std::nullopt);
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

/// Keys by chance as a column of texts.
ColumnData as_texts(const Keys& keys) {
  std::vector<std::int64_t> offsets = {0};
  std::vector<char> bytes;
  for (const std::int64_t key : keys) {
    const std::string text = (key % 4 == 0 ? "号" : "no") + std::to_string(key);
    bytes.insert(bytes.end(), text.begin(), text.end());
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
  }
  return {type::kText,
          0,
          TextData{Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))},
          {}};
}

std::vector<std::pair<std::uint64_t, std::uint64_t>> pairs(
    const std::vector<KeyIndex::Duplicate>& duplicates) {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> all;
  for (const KeyIndex::Duplicate& one : duplicates) all.emplace_back(one.row, one.first);
  return all;
}

/// The same duplicates, and rows found, on one thread and on several.
void expect_same_on_threads(const ColumnData& keys, const ColumnData& asked,
                            const std::string& where) {
  std::vector<KeyIndex::Duplicate> alone, alike;
  const KeyIndex index(keys, true, alone);
  add_look_alikes(keys, alike);
  const auto found = find_all(index, asked);
  for (const std::size_t threads : {1u, 2u, 3u, 16u}) {
    base::ThreadPool pool(threads);
    std::vector<KeyIndex::Duplicate> shared, shared_alike;
    const KeyIndex other(keys, true, shared, &pool);
    add_look_alikes(keys, shared_alike, &pool);
    EXPECT_EQ(pairs(alone), pairs(shared)) << where << ", threads " << threads;
    EXPECT_EQ(pairs(alike), pairs(shared_alike)) << where << ", threads " << threads;
    EXPECT_EQ(found, find_all(other, asked)) << where << ", threads " << threads;
  }
}

TEST(KeyIndex, TheSameOnAnyNumberOfThreads) {
  constexpr std::size_t kRows = 2 * kRowsPerTask + 777;
  std::mt19937_64 random(24);
  for (const std::uint64_t spread : {2 * kRows - 5, std::uint64_t{1} << 60}) {
    for (const bool twice : {false, true}) {
      Keys keys(kRows);  // in no order, none twice
      for (std::size_t i = 0; i < kRows; ++i)
        keys[i] = static_cast<std::int64_t>(i * (spread / kRows) + 3);
      std::shuffle(keys.begin(), keys.end(), random);
      if (twice)
        for (int i = 0; i < 50; ++i) keys[random() % kRows] = keys[random() % kRows];
      Faults faults;
      for (std::uint64_t row = 9; row < kRows; row += 1 + random() % 30'000)
        faults.push_back({row, {type::CellFault::blank, 0, row}});
      Keys asked(1'000);
      for (std::int64_t& key : asked) key = keys[random() % kRows] + (random() % 3 == 0 ? 1 : 0);
      for (const bool faulty : {false, true}) {
        std::vector<std::pair<ColumnData, ColumnData>> kinds = {
            {column(keys), column(asked)},
            {as_texts(keys), as_texts(asked)},
            {{type::kNumber, 0, Buffer<Int128>({keys.begin(), keys.end()}), {}},
             {type::kNumber, 0, Buffer<Int128>({asked.begin(), asked.end()}), {}}}};
        for (auto& [of, for_them] : kinds) {
          if (faulty) of.faults = faults;
          expect_same_on_threads(of, for_them,
                                 "kind " + std::to_string(of.storage.index()) + ", twice " +
                                     std::to_string(twice) + ", faulty " + std::to_string(faulty));
        }
      }
    }
  }
}

}  // namespace
}  // namespace remit::table
