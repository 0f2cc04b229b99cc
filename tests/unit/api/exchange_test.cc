// Cells in and figures out by memory, from C++: what a case computes. The words themselves, and
// what is refused, are those of the C interface (tests/capi/exchange_test.c).

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "remit/remit.h"

namespace remit::exchange_test {
namespace {

constexpr const char* kPolicy = R"(
policy p {
  currency CNY
  rounding half_up to 0.01
  entity row {
    key id : text
    a      : money
    b      : count
    day    : date
    yes    : bool
    level  : one of { low, high }
  }
  define per for row = round(a / b, to 0.01 CNY, half_up)
  define next for row : date = day + 1 month
  define no for row = not yes
  define kept for row = if yes then level else low
  define twice for row = 2 * b
})";

enum { kRow = 1 };
enum { kA, kB, kDay, kYes, kLevel };            // the cells
enum { kId, kPer, kNext, kNo, kKept, kTwice };  // the figures: all columns
constexpr std::size_t kFields[] = {1, 2, 3, 4, 5};

Case new_case() {
  Result<Policy> policy = compile({{"p.remit", kPolicy}});
  EXPECT_TRUE(policy.ok());
  return *policy->new_case(policy->new_data(), kRow);
}

std::vector<std::size_t> all_columns(const Case& one) {
  std::vector<std::size_t> columns(one.table().columns().size());
  for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = i;
  return columns;
}

TEST(Exchange, GivesWhatTheCaseComputes) {
  Case one = new_case();
  ASSERT_TRUE(one.data().set_text(kRow, 0, 0, "k").ok());
  Result<Exchange> made = Exchange::make(one, kFields, all_columns(one));
  ASSERT_TRUE(made.ok());
  Exchange& desk = *made;
  EXPECT_EQ(desk.state(kPer), ExchangeState::kept);
  desk.set_decimal(kA, Decimal::from_int64(10000, 2));
  desk.set_decimal(kB, Decimal::from_int64(3));
  desk.set_date(kDay, {2010, 1, 31});
  desk.set_bool(kYes, true);
  desk.set_category(kLevel, 1);
  ASSERT_TRUE(desk.run().ok());
  EXPECT_EQ(desk.state(kId), ExchangeState::text);
  EXPECT_EQ(desk.decimal(kPer), Decimal::from_int64(3333, 2));
  EXPECT_EQ(date_of_days(static_cast<std::int32_t>(*desk.decimal(kNext).to_int64())),
            (Date{2010, 2, 28}));
  EXPECT_EQ(desk.decimal(kNo), Decimal::from_int64(0));
  EXPECT_EQ(desk.decimal(kKept), Decimal::from_int64(1));
  EXPECT_EQ(desk.decimal(kTwice), Decimal::from_int64(6));
  EXPECT_EQ(one.table().text(0, kPer), "33.33");

  desk.keep(kA);
  desk.set_decimal(kB, Decimal::from_int64(0));
  desk.set_bool(kYes, false);
  desk.set_blank(kLevel);
  ASSERT_TRUE(desk.run().ok());
  EXPECT_EQ(desk.state(kPer), ExchangeState::error);
  EXPECT_STREQ(one.table().fault_name(0, kPer), "division_by_zero");
  desk.set_decimal(kB, Decimal::from_int64(2));
  ASSERT_TRUE(desk.run().ok());
  EXPECT_EQ(desk.decimal(kPer), Decimal::from_int64(5000, 2));
}

TEST(Exchange, LivesOnWithoutItsCase) {
  std::optional<Case> one(new_case());
  Result<Exchange> made = Exchange::make(*one, kFields, all_columns(*one));
  ASSERT_TRUE(made.ok());
  const std::int64_t* const words = made->figures().data();
  one.reset();
  Exchange moved = *std::move(made);
  ASSERT_TRUE(moved.run().ok());
  EXPECT_EQ(moved.figures().data(), words);
}

}  // namespace
}  // namespace remit::exchange_test
