#include "base/identity_numbers.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace remit::base {
namespace {

// The examples of GB 11643-1999, annex A.
constexpr const char* kCitizens[] = {"11010519491231002X", "440524188001010014"};
// The example of GB 32100-2015, and codes that registers publish.
constexpr const char* kCodes[] = {"91350100M000100Y43", "91110000802100433B", "91330106673959654P"};

TEST(IdentityNumbers, PublishedExamplesAreAccepted) {
  for (const char* number : kCitizens) EXPECT_TRUE(is_citizen_id(number)) << number;
  for (const char* code : kCodes) EXPECT_TRUE(is_credit_code(code)) << code;
  EXPECT_EQ(birth_date(kCitizens[0]), (CivilDate{1949, 12, 31}));
  EXPECT_EQ(birth_date(kCitizens[1]), (CivilDate{1880, 1, 1}));
}

TEST(IdentityNumbers, CarryPlaceAndSex) {
  EXPECT_EQ(region_code(kCitizens[0]), 110105);
  EXPECT_EQ(region_code(kCitizens[1]), 440524);
  EXPECT_EQ(is_male(kCitizens[0]), false);
  EXPECT_EQ(is_male(kCitizens[1]), true);
  EXPECT_EQ(is_male("110105194912310021"), std::nullopt);
  EXPECT_EQ(region_code(""), std::nullopt);
}

TEST(IdentityNumbers, DigitsAreAscii) {
  EXPECT_TRUE(is_digits("007"));
  for (const char* text : {"", "-7", "1.5", "１２", " 1"}) EXPECT_FALSE(is_digits(text)) << text;
}

/// Both check characters are made to find any one wrong character and any two that changed places.
template <typename Accepts>
void expect_faults_found(const std::string& number, const std::string& characters,
                         Accepts accepts) {
  for (std::size_t i = 0; i < number.size(); ++i) {
    for (const char c : characters) {
      std::string wrong = number;
      wrong[i] = c;
      EXPECT_EQ(accepts(wrong), wrong == number) << wrong;
    }
    if (i + 1 == number.size() || number[i] == number[i + 1]) continue;
    std::string swapped = number;
    std::swap(swapped[i], swapped[i + 1]);
    EXPECT_FALSE(accepts(swapped)) << swapped;
  }
  EXPECT_FALSE(accepts(number.substr(1)));
  EXPECT_FALSE(accepts(number + "0"));
  EXPECT_FALSE(accepts(""));
}

/// With whichever check character: the date is asked as well.
TEST(IdentityNumbers, TheDateOfBirthExists) {
  const auto with_check = [](const std::string& digits) {
    std::optional<CivilDate> born;
    for (const char check : std::string("0123456789X"))
      if (const auto date = birth_date(digits + check)) born = date;
    return born;
  };
  EXPECT_EQ(with_check("11010519491231002"), (CivilDate{1949, 12, 31}));
  EXPECT_EQ(with_check("11010520000229002"), (CivilDate{2000, 2, 29}));
  for (const char* digits : {"11010519490229002", "11010519491301002", "11010519490001002",
                             "11010519490100002", "11010519490132002", "11010500000101002"})
    EXPECT_EQ(with_check(digits), std::nullopt) << digits;
}

TEST(IdentityNumbers, OneFaultIsFound) {
  for (const char* number : kCitizens)
    expect_faults_found(number, "0123456789Xx \xFF",
                        [](const std::string& t) { return is_citizen_id(t); });
  for (const char* code : kCodes)
    expect_faults_found(code, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                        [](const std::string& t) { return is_credit_code(t); });
}

}  // namespace
}  // namespace remit::base
