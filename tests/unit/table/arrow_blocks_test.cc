// Columns of fixed width come block by block; whatever does not fit has to come out as if every
// cell had been read by itself.
#include <bit>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "arrow_host.h"
#include "gtest/gtest.h"

namespace remit::table {
namespace {

using namespace arrow_host;

constexpr std::int64_t kLeast64 = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost64 = std::numeric_limits<std::int64_t>::max();

/// A column, and which of its rows have a value.
struct Given {
  Column column;
  std::vector<bool> filled;
};

std::vector<char> bitmap(const std::vector<bool>& bits) {
  std::vector<char> bytes((bits.size() + 7) / 8, 0);
  for (std::size_t i = 0; i < bits.size(); ++i) {
    if (bits[i]) bytes[i / 8] = static_cast<char>(bytes[i / 8] | 1 << (i % 8));
  }
  return bytes;
}

std::vector<bool> random_bits(std::size_t count, int percent, std::mt19937& random) {
  std::vector<bool> bits(count);
  for (std::size_t i = 0; i < count; ++i) bits[i] = static_cast<int>(random() % 100) < percent;
  return bits;
}

/// The cells of rows `first` .. `first + count - 1` of a column of numbers, made one by one with
/// the builder's own methods.
std::string one_by_one(const FieldSchema& x, std::size_t first, std::size_t count,
                       const std::function<void(TableBuilder&, std::uint64_t, std::size_t)>& set) {
  DatasetBuilder builder(one_field(x));
  for (std::size_t row = 0; row < count; ++row) set(builder.table(1), row, first + row);
  builder.table(1).set_rows(count);
  return print(builder.build().dataset.tables[1].columns[0], {});
}

/// The same by Arrow, as a slice whose offset is shared out between the table and the column.
std::string by_arrow(const FieldSchema& x, Column column, std::size_t first, std::size_t count) {
  const auto of_table = static_cast<std::int64_t>(first / 3);
  column.offset = static_cast<std::int64_t>(first) - of_table;
  column.length -= column.offset;
  Host host({std::move(column)}, of_table, static_cast<std::int64_t>(count));
  DatasetBuilder builder(one_field(x));
  const ArrowOutcome outcome = import_arrow(host.schema(), host.array(), 100'000, builder.table(1));
  EXPECT_FALSE(outcome.error.has_value());
  return print(builder.build().dataset.tables[1].columns[0], {});
}

Column with_bitmap(Column column, const std::vector<bool>& filled, std::int64_t null_count = -1) {
  column.data[0] = bitmap(filled);
  column.present[0] = true;
  column.null_count = null_count;
  return column;
}

TEST(ArrowBlocks, SlicesOfNumbersWithNullsAtAnyBit) {
  std::mt19937 random(1);
  constexpr std::size_t kRows = 3000;
  std::vector<Int128> values(kRows);
  for (Int128& value : values) value = static_cast<std::int32_t>(random());
  const FieldSchema money = field("x", type::money(0), 2);
  for (const int percent : {0, 1, 50, 99, 100}) {
    const std::vector<bool> filled = random_bits(kRows, percent, random);
    const Column column = with_bitmap(fixed<Int128>("x", "d:38,2", values), filled);
    for (const std::size_t first : {0u, 1u, 7u, 8u, 63u, 64u, 65u, 1001u}) {
      for (const std::size_t count : {0u, 1u, 2u, 63u, 64u, 65u, 1023u, 1024u, 1025u, 1999u}) {
        const auto set = [&](TableBuilder& table, std::uint64_t row, std::size_t at) {
          if (filled[at]) {
            table.set_number(row, 0, values[at], 2);
          } else {
            table.set_blank(row, 0);
          }
        };
        ASSERT_EQ(by_arrow(money, column, first, count), one_by_one(money, first, count, set))
            << first << " " << count << " " << percent;
      }
    }
  }
}

TEST(ArrowBlocks, OneWideDecimalAnywhereWidensTheColumn) {
  const FieldSchema number = field("x", type::kNumber);
  Int128 digits38 = 1;
  for (int i = 0; i < 38; ++i) digits38 *= 10;
  for (const Int128 wide : {Int128{kMost64} + 1, Int128{kLeast64} - 1, digits38 - 1, 1 - digits38,
                            digits38, -digits38, Int128{1} << 64, -(Int128{1} << 64)}) {
    for (const std::size_t at : {0u, 500u, 1023u, 1024u, 2499u}) {
      std::vector<Int128> values(2500);
      for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<std::int64_t>(i) - 7;
      values[1] = kLeast64;
      values[2] = kMost64;
      values[at] = wide;
      const auto set = [&](TableBuilder& table, std::uint64_t row, std::size_t from) {
        table.set_number(row, 0, values[from], 0);
      };
      ASSERT_EQ(by_arrow(number, fixed<Int128>("x", "d:38,0", values), 0, 2500),
                one_by_one(number, 0, 2500, set));
    }
  }
}

TEST(ArrowBlocks, NarrowDecimalsAreKeptIn64Bits) {
  std::vector<Int128> values(1500, kLeast64);
  Host host({fixed<Int128>("x", "d:38,0", values)});
  DatasetBuilder builder(one_field(field("x", type::kNumber)));
  ASSERT_FALSE(import_arrow(host.schema(), host.array(), 2000, builder.table(1)).error);
  EXPECT_EQ(host.released, 1);  // nothing of it is needed any more
  const auto built = builder.build();
  const auto& column = std::get<Buffer<std::int64_t>>(built.dataset.tables[1].columns[0].storage);
  EXPECT_EQ(column.size(), 1500u);
  EXPECT_EQ(column[1499], kLeast64);
}

TEST(ArrowBlocks, ScalesThatDiffer) {
  // The column keeps two decimals; 10^16 of them are the most that fit 64 bits at 10^2.
  const FieldSchema money = field("x", type::money(0), 2);
  const std::vector<std::int64_t> edges = {0,
                                           -1,
                                           kMost64 / 100,
                                           kMost64 / 100 + 1,
                                           -(kMost64 / 100),
                                           -(kMost64 / 100) - 1,
                                           kMost64,
                                           kLeast64,
                                           99,
                                           100,
                                           -100,
                                           12300,
                                           12301};
  for (const int scale : {-30, -19, -18, -1, 0, 1, 2, 3, 4, 20, 21, 40}) {
    for (const std::int64_t edge : edges) {
      std::vector<std::int64_t> values(1100, 0);
      values[1050] = edge;
      const auto set = [&](TableBuilder& table, std::uint64_t row, std::size_t at) {
        table.set_number(row, 0, values[at], scale);
      };
      const std::string format = absl::StrCat("d:18,", scale, ",64");
      ASSERT_EQ(by_arrow(money, fixed<std::int64_t>("x", format, values), 0, 1100),
                one_by_one(money, 0, 1100, set))
          << scale << " " << edge;
    }
  }
}

TEST(ArrowBlocks, UnsignedIntegersBeyondTheSignedOnes) {
  std::vector<std::uint64_t> values(1030, 5);
  values[1025] = ~std::uint64_t{0};
  const auto set = [&](TableBuilder& table, std::uint64_t row, std::size_t at) {
    table.set_number(row, 0, values[at], 0);
  };
  const FieldSchema number = field("x", type::kNumber);
  EXPECT_EQ(by_arrow(number, fixed<std::uint64_t>("x", "L", values), 3, 1027),
            one_by_one(number, 3, 1027, set));
}

TEST(ArrowBlocks, FloatsAreTheirShortestDecimals) {
  std::mt19937_64 random(3);
  const FieldSchema money = field("x", type::money(0), 2);
  std::vector<double> values;
  for (int i = 0; i < 4000; ++i) {
    const auto cents = static_cast<std::int64_t>(random() >> 10 >> random() % 54);
    values.push_back(static_cast<double>(cents) / 100 * (i % 2 == 0 ? 1 : -1));
  }
  const double edges[] = {0.1 + 0.2,
                          -0.0,
                          1e15,
                          999999999999999.0,
                          9999999999999.99,
                          99999999999999.99,
                          1e22,
                          1e300,
                          5e-324,
                          0.005,
                          0.015,
                          std::numeric_limits<double>::quiet_NaN(),
                          std::numeric_limits<double>::infinity()};
  // Each among numbers that are good, and each alone: the others must not hide it.
  std::vector<std::vector<double>> cases = {values};
  for (const double edge : edges) cases.push_back({1.25, edge, 2.5});
  for (int i = 0; i < 2000; ++i) {  // of any bits
    cases.push_back({std::bit_cast<double>(random()), values[static_cast<std::size_t>(i)]});
  }
  for (const std::vector<double>& some : cases) {
    const auto set = [&](TableBuilder& table, std::uint64_t row, std::size_t at) {
      table.set_double(row, 0, some[at]);
    };
    ASSERT_EQ(by_arrow(money, fixed<double>("x", "g", some), 0, some.size()),
              one_by_one(money, 0, some.size(), set))
        << ::testing::PrintToString(some.size() < 4 ? some : std::vector<double>());
  }
}

TEST(ArrowBlocks, BitsOfTruthValuesAtAnyOffset) {
  std::mt19937 random(5);
  const std::vector<bool> truths = random_bits(2100, 50, random);
  const std::vector<bool> filled = random_bits(2100, 90, random);
  const FieldSchema flag = field("x", type::kBoolean);
  Column column{"x", "b", 2100, 0, 0, {{}, bitmap(truths)}, {false, true}};
  for (const bool nulls : {false, true}) {
    if (nulls) column = with_bitmap(column, filled);
    for (const std::size_t first : {0u, 1u, 5u, 64u, 77u}) {
      for (const std::size_t count : {0u, 1u, 64u, 100u, 1024u, 1111u, 2000u}) {
        const auto set = [&](TableBuilder& table, std::uint64_t row, std::size_t at) {
          if (nulls && !filled[at]) return table.set_blank(row, 0);
          table.set_boolean(row, 0, truths[at]);
        };
        ASSERT_EQ(by_arrow(flag, column, first, count), one_by_one(flag, first, count, set));
      }
    }
  }
}

TEST(ArrowBlocks, DaysBeyondTheCalendar) {
  const FieldSchema date = field("x", type::kDate);
  for (const std::int64_t day : {-719'162, -719'163, 2'932'896, 2'932'897}) {
    std::vector<std::int32_t> days(1100, 10);
    days[1060] = static_cast<std::int32_t>(day);
    const auto set = [&](TableBuilder& table, std::uint64_t row, std::size_t at) {
      table.set_date(row, 0, days[at]);
    };
    const std::string expected = one_by_one(date, 0, 1100, set);
    EXPECT_EQ(by_arrow(date, fixed<std::int32_t>("x", "tdD", days), 0, 1100), expected);
    const std::vector<std::int64_t> milliseconds = [&] {
      std::vector<std::int64_t> all;
      for (const std::int32_t one : days) all.push_back(one * std::int64_t{86'400'000});
      return all;
    }();
    EXPECT_EQ(by_arrow(date, fixed<std::int64_t>("x", "tdm", milliseconds), 0, 1100), expected);
  }
}

TEST(ArrowBlocks, CountsOfNullsAreThoseOfTheBitmap) {
  const FieldSchema number = field("x", type::kNumber);
  const std::vector<bool> all_but_one = {true, false, true};
  const Column ints = fixed<std::int32_t>("x", "i", {1, 2, 3});
  EXPECT_EQ(cells(number, with_bitmap(ints, all_but_one, 1)), "1 !1 3");
  EXPECT_EQ(cells(number, with_bitmap(ints, all_but_one, -1)), "1 !1 3");
  EXPECT_EQ(cells(number, with_bitmap(ints, {true, true, true}, -1)), "1 2 3");
  EXPECT_EQ(cells(number, with_bitmap(ints, all_but_one, 0)), "error");
}

TEST(ArrowBlocks, BlanksTakeTheDefault) {
  FieldSchema number = field("x", type::kNumber);
  number.default_text = "7";
  const Column ints = fixed<std::int32_t>("x", "i", {1, 2, 3});
  EXPECT_EQ(cells(number, with_bitmap(ints, {true, false, true})), "1 7 3");
}

TEST(ArrowBlocks, ARequiredColumnOfNullsOnlyIsMissing) {
  Schemas schemas = one_field(field("x", type::kNumber));
  schemas[1].fields[0].optional = false;
  for (const bool one : {false, true}) {
    DatasetBuilder builder(schemas);
    Host host({with_bitmap(fixed<std::int32_t>("x", "i", {1, 2}), {one, false})});
    ASSERT_FALSE(import_arrow(host.schema(), host.array(), 10, builder.table(1)).error);
    const auto problems = builder.build().problems;
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].kind, one ? ProblemKind::blank : ProblemKind::missing_column);
  }
}

TEST(ArrowBlocks, EmptyArrays) {
  const FieldSchema number = field("x", type::kNumber);
  EXPECT_EQ(cells(number, fixed<Int128>("x", "d:38,2", {})), "");
  EXPECT_EQ(cells(number, fixed<double>("x", "g", {})), "");
  EXPECT_EQ(cells(field("x", type::kBoolean), Column{"x", "b", 0, 0, 0, {{}, {}}, {false, true}}),
            "");
  EXPECT_EQ(cells(field("x", type::kText), texts<std::int32_t>("x", "u", {})), "");
}

}  // namespace
}  // namespace remit::table
