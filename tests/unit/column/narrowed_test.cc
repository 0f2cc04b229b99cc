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
void expect_held(const std::vector<T>& values, Width width) {
  base::SerialExecutor serial;
  const Values held = narrowed(values.data(), values.size(), options(&serial));
  EXPECT_EQ(held.width, width);
  EXPECT_EQ(held.owner == nullptr, width == kWidthOf<T>);
  for (std::size_t i = 0; i < values.size(); ++i) {
    ASSERT_EQ(integer_at(held, i), Integer(values[i])) << i;
    ASSERT_TRUE(held.range.contains(Integer(values[i]))) << i;
  }
  EXPECT_EQ(held.range.lo, Integer(*std::min_element(values.begin(), values.end())));
  EXPECT_EQ(held.range.hi, Integer(*std::max_element(values.begin(), values.end())));
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

TEST(Narrowed, TheSameOnSeveralThreads) {
  std::vector<std::int64_t> values(1'000'000);
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<std::int64_t>(i) - 500'000;
  base::ThreadPool pool(3);
  const Values held = narrowed(values.data(), values.size(), options(&pool));
  ASSERT_EQ(held.width, Width::int32);
  for (std::size_t i = 0; i < values.size(); ++i) ASSERT_EQ(int64_at(held, i), values[i]);
}

TEST(Narrowed, SmallTablesStayAsTheyAre) {
  base::SerialExecutor serial;
  const std::vector<std::int64_t> values = {1, 2, 3};
  const Values held = narrowed(values.data(), values.size(), options(&serial, 4));
  EXPECT_EQ(held.width, Width::int64);
  EXPECT_EQ(held.data, values.data());
  const std::vector<Int128> wide = {1, 2, 3};  // 128 bits never stay where 64 do
  EXPECT_EQ(narrowed(wide.data(), wide.size(), options(&serial, 4)).width, Width::int64);
}

TEST(Narrowed, NoValues) {
  base::SerialExecutor serial;
  const std::vector<std::int64_t> none;
  const Values held = narrowed(none.data(), 0, options(&serial));
  EXPECT_EQ(held.range.lo, Integer(0));
  EXPECT_EQ(held.range.hi, Integer(0));
}

}  // namespace
}  // namespace remit::column
