#include "remit/decimal.h"

#include <gtest/gtest.h>

#include <string>

namespace remit {
namespace {

TEST(Decimal, TextGoesThrough) {
  for (const char* text : {"0", "-1", "500000.00", "-0.05", "9223372036854775808",
                           "-99999999999999999999999999999999999999"}) {
    const auto parsed = Decimal::parse(text);
    ASSERT_TRUE(parsed.has_value()) << text;
    EXPECT_EQ(parsed->to_string(), text);
  }
}

TEST(Decimal, RefusesWhatIsNoPlainDecimal) {
  for (const char* text : {"", "1e5", "1,000", " 1", ".5", "1.", "0x10", "--1",
                           "100000000000000000000000000000000000000"}) {
    EXPECT_FALSE(Decimal::parse(text).has_value()) << text;
  }
}

TEST(Decimal, SixtyFourBits) {
  EXPECT_EQ(Decimal::parse("-12.5")->to_int64(), -125);
  EXPECT_EQ(Decimal::from_int64(-125, 1), *Decimal::parse("-12.5"));
  EXPECT_EQ(Decimal::parse("9223372036854775807")->to_int64(), 9223372036854775807);
  EXPECT_FALSE(Decimal::parse("9223372036854775808")->to_int64().has_value());
}

}  // namespace
}  // namespace remit
