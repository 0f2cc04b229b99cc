#include "number/capital_numerals.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace remit::number {
namespace {

std::string capitals(std::string_view text) {
  const std::optional<Decimal> value = parse_decimal(text);
  return value ? capital_amount(*value).value_or("none") : "no decimal";
}

// Examples of the rules for bills (支付结算办法, annex 1), where they leave a choice without 零.
TEST(CapitalNumeralsTest, WritesTheExamplesOfTheRules) {
  EXPECT_EQ(capitals("1409.50"), "壹仟肆佰零玖元伍角");
  EXPECT_EQ(capitals("6007.14"), "陆仟零柒元壹角肆分");
  EXPECT_EQ(capitals("1680.32"), "壹仟陆佰捌拾元叁角贰分");
  EXPECT_EQ(capitals("107000.53"), "壹拾万柒仟元伍角叁分");
  EXPECT_EQ(capitals("16409.02"), "壹万陆仟肆佰零玖元零贰分");
  EXPECT_EQ(capitals("325.04"), "叁佰贰拾伍元零肆分");
}

TEST(CapitalNumeralsTest, WritesZerosWhereTheyAreHeard) {
  const std::map<std::string, std::string> amounts = {
      {"0", "零元整"},
      {"0.05", "伍分"},
      {"0.50", "伍角"},
      {"-0.05", "负伍分"},
      {"10", "壹拾元整"},
      {"500000", "伍拾万元整"},
      {"100500", "壹拾万零伍佰元整"},
      {"10005", "壹万零伍元整"},
      {"100000001", "壹亿零壹元整"},
      {"100000000", "壹亿元整"},
      {"1010000", "壹佰零壹万元整"},
      {"10010000", "壹仟零壹万元整"},
      {"120000000000", "壹仟贰佰亿元整"},
      {"1000000000000", "壹万亿元整"},
      {"1000100000000", "壹万零壹亿元整"},
      {"1000000010000", "壹万亿零壹万元整"},
      {"9999999999999999.99",
       "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"},
  };
  for (const auto& [amount, words] : amounts) EXPECT_EQ(capitals(amount), words) << amount;
}

TEST(CapitalNumeralsTest, HasNoWordsForLessThanACentOrTooMuch) {
  EXPECT_EQ(capitals("0.001"), "none");
  EXPECT_EQ(capitals("1.500"), "壹元伍角");
  EXPECT_EQ(capitals("10000000000000000"), "none");
}

/// Reads capital numerals back: digits times places, summed up by groups.
std::string read_back(const std::string& words) {
  const std::map<std::string, int> digits = {{"零", 0}, {"壹", 1}, {"贰", 2}, {"叁", 3}, {"肆", 4},
                                             {"伍", 5}, {"陆", 6}, {"柒", 7}, {"捌", 8}, {"玖", 9}};
  const std::map<std::string, long long> places = {{"拾", 10}, {"佰", 100}, {"仟", 1000}};
  long long sum = 0, group = 0, digit = 0, cents = 0;
  for (std::size_t i = 0; i + 3 <= words.size(); i += 3) {
    const std::string letter = words.substr(i, 3);
    if (const auto found = digits.find(letter); found != digits.end()) {
      digit = found->second;
      continue;
    }
    if (const auto found = places.find(letter); found != places.end()) {
      group += digit * found->second;
    } else if (letter == "万") {
      sum += (group + digit) * 10'000;
      group = 0;
    } else if (letter == "亿") {
      sum = (sum + group + digit) * 100'000'000;
      group = 0;
    } else if (letter == "元") {
      sum += group + digit;
      group = 0;
    } else if (letter == "角") {
      cents += digit * 10;
    } else if (letter == "分") {
      cents += digit;
    }
    digit = 0;
  }
  return format({Integer(static_cast<std::int64_t>(sum * 100 + cents)), 2});
}

TEST(CapitalNumeralsTest, CanBeReadBack) {
  std::uint64_t state = 7;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    // Many zeros among the digits, of which there are 1 to 17.
    std::string cents;
    for (std::uint64_t bits = state >> 3, n = 1 + (state >> 40) % 17; n > 0;
         --n, bits = bits * 31 + 7)
      cents += (bits >> 20) % 3 == 0 ? static_cast<char>('0' + (bits >> 23) % 10) : '0';
    const std::optional<Decimal> read = parse_decimal(cents);
    const Decimal amount{read->coefficient, 2};
    const std::optional<std::string> words = capital_amount(amount);
    ASSERT_TRUE(words) << cents;
    EXPECT_EQ(read_back(*words), format(amount)) << *words;
    EXPECT_EQ(words->find("零零"), std::string::npos) << *words;
  }
}

}  // namespace
}  // namespace remit::number
