#include "table/narrow_column.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "arrow_host.h"

namespace remit::table {
namespace {

using namespace arrow_host;

constexpr std::int64_t kLeast32 = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t kMost32 = std::numeric_limits<std::int32_t>::max();

std::vector<std::int64_t> counting(std::size_t size) {
  std::vector<std::int64_t> values(size);
  for (std::size_t i = 0; i < size; ++i) values[i] = static_cast<std::int64_t>(i) - 5;
  return values;
}

ColumnData column(type::Type type, std::vector<std::int64_t> values) {
  return {type, 0, Buffer<std::int64_t>(std::move(values)), {}};
}

bool is_narrow(const ColumnData& column) {
  return std::holds_alternative<Buffer<std::int32_t>>(column.storage);
}

TEST(NarrowColumn, HoldsTheSameValuesWhereTheyFit) {
  for (const type::Type type : {type::kNumber, type::money(0), type::reference(1)}) {
    std::vector<std::int64_t> values = counting(kNarrowRows);
    values.front() = kLeast32;
    values.back() = kMost32;
    const ColumnData wide = column(type, values);
    ColumnData narrow = wide;
    narrow_column(narrow);
    EXPECT_TRUE(is_narrow(narrow));
    EXPECT_TRUE(same(narrow, wide));
    EXPECT_EQ(referred_row(narrow, 7), referred_row(wide, 7));
    EXPECT_EQ(referred_row(narrow, 7), 2U);
  }
}

TEST(NarrowColumn, OneValueMoreThanFitsKeepsItWide) {
  for (const std::int64_t value :
       {kLeast32 - 1, kMost32 + 1, std::numeric_limits<std::int64_t>::min(),
        std::numeric_limits<std::int64_t>::max()}) {
    for (const std::size_t at : {std::size_t{0}, kNarrowRows / 2, kNarrowRows}) {
      std::vector<std::int64_t> values = counting(kNarrowRows + 1);
      values[at] = value;
      ColumnData wide = column(type::kNumber, std::move(values));
      narrow_column(wide);
      EXPECT_FALSE(is_narrow(wide)) << value << " at " << at;
    }
  }
}

TEST(NarrowColumn, ShortOnesAndDurationsStayAsTheyAre) {
  ColumnData few = column(type::kNumber, counting(kNarrowRows - 1));
  narrow_column(few);
  EXPECT_FALSE(is_narrow(few));
  ColumnData days = column({type::TypeKind::duration, 0}, counting(kNarrowRows));
  narrow_column(days);
  EXPECT_FALSE(is_narrow(days));
}

TEST(NarrowColumn, IsWrittenAsANumberWhateverItCounts) {
  ColumnData rows = column(type::reference(1), counting(kNarrowRows));
  narrow_column(rows);
  ASSERT_TRUE(is_narrow(rows));
  EXPECT_EQ(format_value(rows, 7, {}), "2");  // without tables, whose keys it would name
  for (const type::TypeKind kind :
       {type::TypeKind::number, type::TypeKind::money, type::TypeKind::duration}) {
    std::string text;
    append_stored(rows.storage, 7, field("x", {kind, 0}), text);  // a key that is referred to
    EXPECT_EQ(text, "2");
  }
}

TEST(NarrowColumn, WhatTheHostLentIsLetGo) {
  Host host({fixed<std::int64_t>("x", "l", counting(kNarrowRows))});
  const Outcome outcome = read(field("x", type::kNumber), host);
  EXPECT_TRUE(is_narrow(outcome.built.dataset.tables[1].columns[0]));
  EXPECT_EQ(host.released, 1);
}

TEST(NarrowColumn, CopiedCellsAndTheirFaultsTakeTheSameRoad) {
  std::vector<std::int64_t> values = counting(kNarrowRows);
  Column given = fixed<std::int64_t>("x", "l", values);
  given.data[0].assign((kNarrowRows + 7) / 8, static_cast<char>(0xFF));
  given.data[0][0] = static_cast<char>(0xFB);  // row 2 is null
  given.present[0] = true;
  given.null_count = -1;
  Host host({given});
  const Outcome outcome = read(field("x", type::kNumber), host);
  const ColumnData& read_column = outcome.built.dataset.tables[1].columns[0];
  EXPECT_TRUE(is_narrow(read_column));
  ASSERT_EQ(read_column.faults.size(), 1U);
  EXPECT_EQ(read_column.faults[0].first, 2U);
}

}  // namespace
}  // namespace remit::table
