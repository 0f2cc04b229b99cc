// What each Arrow type becomes as a cell of a field.
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "arrow_host.h"
#include "gtest/gtest.h"

namespace remit::table {
namespace {

using namespace arrow_host;

TEST(ArrowValues, ReadsEveryWidthOfInteger) {
  const FieldSchema number = field("x", type::kNumber);
  EXPECT_EQ(cells(number, fixed<std::int8_t>("x", "c", {-128, 127})), "-128 127");
  EXPECT_EQ(cells(number, fixed<std::uint8_t>("x", "C", {255})), "255");
  EXPECT_EQ(cells(number, fixed<std::int16_t>("x", "s", {-32768})), "-32768");
  EXPECT_EQ(cells(number, fixed<std::uint16_t>("x", "S", {65535})), "65535");
  EXPECT_EQ(cells(number, fixed<std::int32_t>("x", "i", {-7})), "-7");
  EXPECT_EQ(cells(number, fixed<std::uint32_t>("x", "I", {4294967295u})), "4294967295");
  EXPECT_EQ(cells(number, fixed<std::int64_t>("x", "l", {-9})), "-9");
  EXPECT_EQ(cells(number, fixed<std::uint64_t>("x", "L", {~0ull})), "18446744073709551615");
  EXPECT_EQ(cells(field("x", type::money(0), 2), fixed<std::int64_t>("x", "l", {5})), "5.00");
}

TEST(ArrowValues, ReadsEveryWidthOfDecimal) {
  const FieldSchema money = field("x", type::money(0), 2);
  EXPECT_EQ(cells(money, fixed<std::int32_t>("x", "d:9,2,32", {-12345})), "-123.45");
  EXPECT_EQ(cells(money, fixed<std::int64_t>("x", "d:18,2,64", {12345})), "123.45");
  EXPECT_EQ(cells(money, fixed<std::int64_t>("x", "d:18,3,64", {12340, 12345})), "12.34 !3");
  EXPECT_EQ(cells(money, fixed<Int128>("x", "d:38,2", {-1, 250})), "-0.01 2.50");
  EXPECT_EQ(cells(money, fixed<Int128>("x", "d:38,-2,128", {3})), "300.00");
  const std::vector<std::int64_t> minus_five = {-5, -1, -1, -1};
  const std::vector<std::int64_t> huge = {0, 0, 0, 1};
  std::vector<std::int64_t> wide = minus_five;
  wide.insert(wide.end(), huge.begin(), huge.end());
  Column decimal256 = fixed<std::int64_t>("x", "d:76,2,256", wide);
  decimal256.length = 2;
  EXPECT_EQ(cells(money, decimal256), "-0.05 !5");
}

TEST(ArrowValues, FloatsMustFitTheField) {
  const FieldSchema money = field("x", type::money(0), 2);
  EXPECT_EQ(cells(money, fixed<double>("x", "g", {1.25, 0.1 + 0.2, 1e13, 1e15})),
            "1.25 !3 10000000000000.00 !3");
  EXPECT_EQ(cells(money, fixed<float>("x", "f", {0.1f})), "0.10");
  EXPECT_EQ(cells(money, fixed<double>("x", "g", {std::numeric_limits<double>::infinity()})), "!3");
}

TEST(ArrowValues, ReadsTextsOfEveryLayout) {
  const FieldSchema text = field("x", type::kText);
  EXPECT_EQ(cells(text, texts<std::int32_t>("x", "u", {"甲", "", "c"})), "甲 !1 c");
  EXPECT_EQ(cells(text, texts<std::int64_t>("x", "U", {"甲乙", "c"})), "甲乙 c");
  // A view holds up to 12 bytes itself; longer ones name a buffer and an offset.
  std::vector<char> views(32, 0);
  views[0] = 3;
  std::memcpy(&views[4], "abc", 3);
  views[16] = 14;
  const std::int32_t at[2] = {0, 1};
  std::memcpy(&views[24], at, 8);
  const std::string long_text = "_fourteen bytes";
  Column view{
      "x",
      "vu",
      2,
      0,
      0,
      {{}, views, std::vector<char>(long_text.begin(), long_text.end()), bytes<std::int64_t>({15})},
      {false, true, true, true}};
  EXPECT_EQ(cells(text, view), "abc fourteen bytes");
  view.data[1][28] = 9;  // beyond the buffer
  EXPECT_EQ(cells(text, view), "abc !3");
  view.data[1][24] = 1;  // no such buffer
  EXPECT_EQ(cells(text, view), "abc !3");
}

TEST(ArrowValues, TextsAreReadLikeCellsOfATable) {
  EXPECT_EQ(cells(field("x", type::money(0), 2), texts<std::int32_t>("x", "u", {"1.5", "x"})),
            "1.50 !3");
  EXPECT_EQ(cells(field("x", type::kDate), texts<std::int32_t>("x", "u", {"2010/1/2"})),
            "2010-01-02");
  EXPECT_EQ(cells(field("x", type::kBoolean), texts<std::int32_t>("x", "u", {"是"})), "true");
}

TEST(ArrowValues, ReadsDictionaries) {
  FieldSchema kind = field("x", type::category(0));
  kind.categories = {"甲", "乙"};
  Column codes = fixed<std::int8_t>("x", "c", {1, 0, 2, 3});
  codes.dictionary = {with_nulls(texts<std::int32_t>("", "u", {"甲", "乙", "丙", "甲"}), 0b0111)};
  EXPECT_EQ(cells(kind, codes), "乙 甲 !3 !1");
}

TEST(ArrowValues, ReadsBooleansDatesAndTimes) {
  Column bits{"x", "b", 3, 0, 0, {{}, {0b101}}, {false, true}};
  EXPECT_EQ(cells(field("x", type::kBoolean), bits), "true false true");
  const FieldSchema date = field("x", type::kDate);
  EXPECT_EQ(cells(date, fixed<std::int32_t>("x", "tdD", {0, -1})), "1970-01-01 1969-12-31");
  EXPECT_EQ(cells(date, fixed<std::int32_t>("x", "tdD", {0, 2147483647})), "1970-01-01 !3");
  EXPECT_EQ(cells(date, fixed<std::int64_t>("x", "tdm", {86'400'000, 1})), "1970-01-02 !3");
  EXPECT_EQ(cells(date, fixed<std::int64_t>("x", "tsn:", {-86'400'000'000'000})), "1969-12-31");
}

}  // namespace
}  // namespace remit::table
