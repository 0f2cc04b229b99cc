// The texts of a column at once are what its cells say one by one.
#include "table/column_texts.h"

#include <gtest/gtest.h>

#include <limits>
#include <memory>
#include <random>

namespace remit::table {
namespace {

Naming naming() {
  auto names = std::make_shared<Names>();
  names->categories = {{"town", "县直, 部门", ""}};
  return {names, nullptr};
}

template <typename T>
ColumnData column(type::Type type, int decimals, std::vector<T> values) {
  ColumnData made;
  made.type = type;
  made.decimals = decimals;
  made.storage = Buffer<T>(std::move(values));
  return made;
}

ColumnData texts(std::string_view bytes, std::vector<std::int64_t> offsets) {
  ColumnData made;
  made.type = type::kText;
  made.storage =
      TextData{Buffer(std::move(offsets)), Buffer(std::vector<char>(bytes.begin(), bytes.end()))};
  return made;
}

void expect_same(const ColumnData& column) {
  const Naming named = naming();
  std::vector<std::string_view> cells = {"of before"};
  std::string made = "of before";
  std::vector<std::uint64_t> backwards;
  for (std::uint64_t row = column.size(); row-- > 0;) backwards.push_back(row);
  const auto check = [&](SomeRows rows) {
    texts_of(column, rows, named, cells, made);
    ASSERT_EQ(cells.size(), rows.count);
    for (std::size_t i = 0; i < rows.count; ++i)
      EXPECT_EQ(cells[i], format_value(column, rows[i], named)) << "row " << rows[i];
  };
  check({0, column.size()});
  check({1, column.size() - 1});
  check({0, backwards.size(), backwards.data()});
  check({0, 0});
}

void expect_same_with_faults(ColumnData column) {
  expect_same(column);
  column.faults = {{0, {type::CellFault::blank, 0, 0}},
                   {column.size() - 1, {type::CellFault::overflow, 0, 0}}};
  expect_same(column);
}

/// Numbers of any length, those at the edges of 64 bits and around zero among them.
template <typename T>
std::vector<T> numbers() {
  std::mt19937_64 dice(20260101);
  std::vector<T> values = {0,
                           1,
                           -1,
                           9,
                           10,
                           -10,
                           99,
                           100,
                           101,
                           999,
                           1000,
                           -1000,
                           std::numeric_limits<T>::max(),
                           std::numeric_limits<T>::min()};
  for (int i = 0; i < 500; ++i) {
    const auto value = static_cast<T>(dice());
    values.push_back(static_cast<T>(value >> dice() % (8 * sizeof(T))));
  }
  return values;
}

TEST(ColumnTexts, Decimals) {
  for (const int decimals : {0, 1, 2, 3, 4, 9, 18, 19, 38, -2}) {
    expect_same_with_faults(column(type::kNumber, decimals, numbers<std::int32_t>()));
    expect_same_with_faults(column(type::kNumber, decimals, numbers<std::int64_t>()));
    std::vector<Int128> wide;
    for (const std::int64_t value : numbers<std::int64_t>()) wide.push_back(value);
    expect_same_with_faults(column(type::kNumber, decimals, wide));
    for (const std::int64_t value : numbers<std::int64_t>())
      wide.push_back(Int128{value} * 1'000'003 * 1'000'000'000);
    expect_same_with_faults(column(type::kNumber, decimals, wide));
  }
}

TEST(ColumnTexts, OtherKinds) {
  const type::Type category{type::TypeKind::category, 0};
  expect_same_with_faults(column<std::int32_t>(category, 0, {0, 1, 2, 1, 0}));
  expect_same_with_faults(column<std::uint8_t>(type::kBoolean, 0, {0, 1, 1, 0}));
  expect_same_with_faults(column<std::int32_t>(type::kDate, 0, {0, 14610, -1, 20000}));
  expect_same_with_faults(
      column<number::Rational>(type::kNumber, 2, {{1, 3}, {5, 2}, {-7, 1}, {0, 1}}));
  const type::Type reference{type::TypeKind::reference, 0};
  expect_same_with_faults(column<std::int64_t>(reference, 0, {3, 0, 2}));
  expect_same_with_faults(column<std::int32_t>(reference, 0, {3, 0, 2}));
}

TEST(ColumnTexts, Texts) {
  expect_same(texts("甲,乙\n\"", {0, 3, 3, 7, 9}));
  ColumnData some = texts("abcab", {0, 3, 3, 5});
  some.faults = {{1, {type::CellFault::blank, 0, 0}}};
  expect_same(some);
}

}  // namespace
}  // namespace remit::table
