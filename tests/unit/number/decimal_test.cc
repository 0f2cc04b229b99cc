#include "number/decimal.h"

#include <gtest/gtest.h>

namespace remit::number {
namespace {

std::string read_and_write(std::string_view text, DecimalSyntax syntax = {}) {
  const std::optional<Decimal> value = parse_decimal(text, syntax);
  return value ? format(*value) : "refused";
}

TEST(DecimalTest, KeepsTheScaleThatWasWritten) {
  EXPECT_EQ(read_and_write("12.50"), "12.50");
  EXPECT_EQ(read_and_write("+0.10"), "0.10");
  EXPECT_EQ(read_and_write("-0.05"), "-0.05");
  EXPECT_EQ(read_and_write("-0.00"), "0.00");
  EXPECT_EQ(read_and_write("007"), "7");
}

TEST(DecimalTest, RefusesEverythingElse) {
  for (const char* text :
       {"",      "+",     "-",        ".",   ".5",   "5.",  "-.5",   "1..2", "1.2.3",
        "1,000", "1_000", "1e3",      "1E3", " 1",   "1 ",  "1.5 ",  "--1",  "+-1",
        "0x10",  "NaN",   "Infinity", "12%", "１２", "1,5", "1'000", "1.-5", "¥5"}) {
    EXPECT_EQ(read_and_write(text), "refused") << '"' << text << '"';
  }
}

TEST(DecimalTest, TakesThousandsOnlyWhenAskedAndOnlyInGroupsOfThree) {
  const DecimalSyntax syntax{.thousands = true};
  EXPECT_EQ(read_and_write("1,234,567.89", syntax), "1234567.89");
  EXPECT_EQ(read_and_write("-12,345", syntax), "-12345");
  EXPECT_EQ(read_and_write("1234567.89", syntax), "1234567.89");
  for (const char* text : {"1,23", "12,34,567", "1234,567", ",123", "1,234,", "1,,234", "1,234.5,6",
                           "0.123,456", "1,2345"}) {
    EXPECT_EQ(read_and_write(text, syntax), "refused") << text;
  }
}

TEST(DecimalTest, TakesAnExponentOnlyWhenAsked) {
  const DecimalSyntax syntax{.exponent = true};
  EXPECT_EQ(read_and_write("1.5e3", syntax), "1500");
  EXPECT_EQ(read_and_write("15E-1", syntax), "1.5");
  EXPECT_EQ(read_and_write("1e+2", syntax), "100");
  EXPECT_EQ(read_and_write("12.5", syntax), "12.5");
  EXPECT_EQ(read_and_write("1e0003", syntax), "1000");  // the most digits
  for (const char* text : {"1e", "1e+", "e5", "1e1.5", "1e99999", "1e00000", "1ee5", "1e5x"}) {
    EXPECT_EQ(read_and_write(text, syntax), "refused") << text;
  }
}

TEST(DecimalTest, GroupsTheDigitsBeforeThePoint) {
  const auto grouped = [](const char* text) {
    return format(*parse_decimal(text), Grouping::thousands);
  };
  EXPECT_EQ(grouped("1234567.8901"), "1,234,567.8901");
  EXPECT_EQ(grouped("-123456"), "-123,456");
  EXPECT_EQ(grouped("123"), "123");
  EXPECT_EQ(grouped("1000"), "1,000");
  EXPECT_EQ(grouped("0.12345"), "0.12345");
}

TEST(DecimalTest, FormatsWithGivenAndWithFewestDigits) {
  EXPECT_EQ(format(Decimal{5, 0}, 2), "5.00");
  EXPECT_EQ(format(Decimal{1250, 2}, 1), "12.5");
  EXPECT_EQ(format(Decimal{1255, 2}, 1), "12.55") << "never another value";
  EXPECT_EQ(format(Decimal{12, -2}, 2, Grouping::thousands), "1,200.00");
  EXPECT_EQ(format_minimal(Decimal{1250, 2}), "12.5");
  EXPECT_EQ(format_minimal(Decimal{1200, 2}), "12");
  EXPECT_EQ(format_minimal(Decimal{0, 5}), "0");
  EXPECT_EQ(format_minimal(Decimal{12, -3}), "12000");
}

TEST(DecimalTest, RescalesOnlyWithoutLoss) {
  EXPECT_EQ(Decimal({15, 1}).rescaled(3)->coefficient, Integer(1500));
  EXPECT_EQ(Decimal({1500, 3}).rescaled(1)->coefficient, Integer(15));
  EXPECT_FALSE(Decimal({1501, 3}).rescaled(1).has_value());
  EXPECT_EQ(Decimal({1500, 0}).rescaled(-2)->coefficient, Integer(15));
  EXPECT_FALSE(Decimal({1510, 0}).rescaled(-2).has_value());
}

TEST(DecimalTest, EqualMeansEqualInValue) {
  EXPECT_EQ((Decimal{10, 1}), (Decimal{100, 2}));
  EXPECT_EQ((Decimal{5, -3}), (Decimal{5000, 0}));
  EXPECT_LT((Decimal{-1, 2}), (Decimal{0, 9}));
  EXPECT_LT((Decimal{101, 2}), (Decimal{102, 2}));
  EXPECT_EQ((Decimal{-3, 2}), (Decimal{-3, 2}));
  EXPECT_GT((Decimal{Integer::pow10(50) + 1, 60}), (Decimal{1, 10}));
}

TEST(DecimalTest, ComesFromARatioThatHasOne) {
  EXPECT_EQ(format(*Decimal::from_rational(Rational(1, 8))), "0.125");
  EXPECT_EQ(format(*Decimal::from_rational(Rational(-12))), "-12");
  EXPECT_FALSE(Decimal::from_rational(Rational(Integer(1), Integer(3))).has_value());
}

}  // namespace
}  // namespace remit::number
