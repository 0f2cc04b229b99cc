// Columns as narrow as their values: which width holds what, at its edges, and the same values.
#include "column/bind/narrowed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

#include "column/nodes/cell_reader.h"

namespace remit::column {
namespace {

constexpr std::size_t kMany = 40'000;  ///< more than one look at a time takes

RunOptions options(base::Executor* executor, std::uint64_t narrow_rows = 1) {
  RunOptions run;
  run.kernels = kernels::kernel_table(best_isa());
  run.executor = executor;
  run.narrow_rows = narrow_rows;
  return run;
}

template <typename T>
table::ColumnData::Storage stored(const std::vector<T>& values) {
  return table::Buffer<T>(values.data(), values.size(), nullptr);
}

template <typename T>
Values narrowed(const std::vector<T>& values, const RunOptions& how) {
  std::vector<std::unique_ptr<Narrowing>> one;
  one.push_back(narrowing(stored(values), how));
  narrow_all(one, how.executor);
  return one[0]->take();
}

/// As narrow as `width`, with the same values, and the least and the greatest of them.
template <typename T>
void expect_same(const Values& held, const std::vector<T>& values, Width width) {
  EXPECT_EQ(held.width, width);
  EXPECT_EQ(held.owner == nullptr, width == kWidthOf<T>);
  for (std::size_t i = 0; i < values.size(); ++i)
    ASSERT_EQ(integer_at(held, i), Integer(values[i])) << i;
  EXPECT_EQ(held.range.lo, Integer(*std::min_element(values.begin(), values.end())));
  EXPECT_EQ(held.range.hi, Integer(*std::max_element(values.begin(), values.end())));
}

template <typename T>
void expect_held(const std::vector<T>& values, Width width) {
  base::SerialExecutor serial;
  const RunOptions how = options(&serial);
  const Values held = narrowed(values, how);
  expect_same(held, values, width);
}

TEST(Narrowed, EachWidthAtItsEdges) {
  expect_held<std::int64_t>({0}, Width::int8);
  expect_held<std::int64_t>({-128, 127}, Width::int8);
  expect_held<std::int64_t>({-129, 0}, Width::int16);
  expect_held<std::int64_t>({0, 128}, Width::int16);
  expect_held<std::int64_t>({-32'768, 32'767}, Width::int16);
  expect_held<std::int64_t>({-32'769}, Width::int32);
  expect_held<std::int64_t>({32'768}, Width::int32);
  expect_held<std::int64_t>({INT32_MIN, INT32_MAX}, Width::int32);
  expect_held<std::int64_t>({std::int64_t{INT32_MIN} - 1}, Width::int64);
  expect_held<std::int64_t>({std::int64_t{INT32_MAX} + 1}, Width::int64);
  expect_held<std::int64_t>({INT64_MIN, INT64_MAX}, Width::int64);
}

TEST(Narrowed, CodesAndDays) {
  expect_held<std::int32_t>({0, 2}, Width::int8);
  expect_held<std::int32_t>({20'422}, Width::int16);  // a day of 2025
  expect_held<std::int32_t>({-40'000}, Width::int32);
}

TEST(Narrowed, LongIntegers) {
  const Int128 beyond = Int128{INT64_MAX} + 1;
  expect_held<Int128>({-1, 5}, Width::int8);
  expect_held<Int128>({INT64_MIN}, Width::int64);
  expect_held<Int128>({0, beyond}, Width::int128);
  expect_held<Int128>({-beyond - 1}, Width::int128);
}

TEST(Narrowed, LaterRowsMayTakeMoreThanTheFirst) {
  std::mt19937_64 random(7);
  for (const std::int64_t last : std::vector<std::int64_t>{100, 1'000, 1'000'000, 5'000'000'000}) {
    std::vector<std::int64_t> values(kMany);
    for (std::int64_t& value : values) value = static_cast<std::int64_t>(random() % 100) - 50;
    values.back() = last;
    const Interval range = {-50, last};
    expect_held(values, narrowest_for(range));
  }
}

// Columns by chance, all at once: what fits at first and not later, truth values, and none.
TEST(Narrowed, AnyColumnsTheSameOnAnyNumberOfThreads) {
  std::mt19937_64 random(8);
  std::vector<std::vector<std::int64_t>> integers(9);
  std::vector<std::vector<std::int32_t>> codes(3);
  std::vector<std::uint8_t> truths(600'000, 1);
  for (std::size_t i = 0; i < integers.size(); ++i) {
    integers[i].resize(i == 4 ? 0 : random() % 700'000 + 1);
    const unsigned bits = 1 + static_cast<unsigned>(random() % 40);
    for (std::int64_t& value : integers[i])
      value = static_cast<std::int64_t>(random() >> (64 - bits)) - 9;
    if (i % 2 == 1) integers[i][random() % integers[i].size()] = std::int64_t{1} << (8 * (i % 7));
  }
  for (std::vector<std::int32_t>& column : codes) {
    column.resize(500'000);
    for (std::int32_t& code : column) code = static_cast<std::int32_t>(random() % 300);
  }
  for (const std::size_t threads : {1u, 2u, 3u, 16u}) {
    base::ThreadPool pool(threads);
    const RunOptions how = options(&pool);
    std::vector<std::unique_ptr<Narrowing>> all;
    for (const auto& column : integers) all.push_back(narrowing(stored(column), how));
    for (const auto& column : codes) all.push_back(narrowing(stored(column), how));
    all.push_back(nullptr);
    all.push_back(narrowing(stored(truths), how));
    narrow_all(all, &pool);
    for (std::size_t i = 0; i < integers.size(); ++i) {
      if (integers[i].empty()) continue;
      const auto [least, most] = std::minmax_element(integers[i].begin(), integers[i].end());
      expect_same(all[i]->take(), integers[i], narrowest_for({*least, *most}));
    }
    for (std::size_t i = 0; i < codes.size(); ++i)
      expect_same(all[integers.size() + i]->take(), codes[i], Width::int16);
    const Values truth = all.back()->take();
    EXPECT_EQ(truth.width, Width::mask);
    EXPECT_EQ(truth.data, truths.data());
    EXPECT_TRUE(truth.range.is_point());
  }
}

TEST(Narrowed, SmallTablesStayAsTheyAre) {
  base::SerialExecutor serial;
  const RunOptions how = options(&serial, 4);
  const std::vector<std::int64_t> values = {1, 2, 3};
  const Values held = narrowed(values, how);
  EXPECT_EQ(held.width, Width::int64);
  EXPECT_EQ(held.data, values.data());
  const std::vector<Int128> wide = {1, 2, 3};  // 128 bits never stay where 64 do
  EXPECT_EQ(narrowed(wide, how).width, Width::int64);
}

TEST(Narrowed, NoValues) {
  base::SerialExecutor serial;
  const std::vector<std::int64_t> none;
  const Values held = narrowed(none, options(&serial));
  EXPECT_EQ(held.range.lo, Integer(0));
  EXPECT_EQ(held.range.hi, Integer(0));
}

}  // namespace
}  // namespace remit::column
