#include "base/civil_date.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

namespace remit::base {
namespace {

CivilDate date(std::string_view text) {
  const auto parsed = parse_iso_date(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed.value_or(CivilDate{});
}

// 400 days, written by Python's datetime.date: isoformat, toordinal less that of 1970-01-01,
// isoweekday; the ends of February and of the year in 27 chosen years, the rest at random.
TEST(CivilDate, AgreesWithPython) {
  std::ifstream file("tests/unit/base/civil_dates.csv");
  std::string line;
  ASSERT_TRUE(std::getline(file, line));
  int rows = 0;
  for (; std::getline(file, line); ++rows) {
    std::istringstream cells(line);
    std::string text, days_text, weekday_text;
    std::getline(cells, text, ',');
    std::getline(cells, days_text, ',');
    std::getline(cells, weekday_text, ',');
    const int32_t days = std::stoi(days_text);
    EXPECT_EQ(days_from_civil(date(text)), days) << text;
    EXPECT_EQ(to_iso_text(civil_from_days(days)), text);
    EXPECT_EQ(static_cast<int>(weekday(days)), std::stoi(weekday_text)) << text;
  }
  EXPECT_EQ(rows, 400);
}

TEST(CivilDate, EveryDayFollowsTheOneBefore) {
  CivilDate expected{kMinYear, 1, 1};
  const int32_t last = days_from_civil({kMaxYear, 12, 31});
  for (int32_t days = days_from_civil(expected); days <= last; ++days) {
    const CivilDate actual = civil_from_days(days);
    ASSERT_EQ(actual, expected) << days;
    ASSERT_EQ(days_from_civil(actual), days);
    if (++expected.day > days_in_month(expected.year, expected.month)) {
      expected.day = 1;
      if (++expected.month > 12) {
        expected.month = 1;
        ++expected.year;
      }
    }
  }
}

TEST(CivilDate, KnowsWhichDaysExist) {
  EXPECT_TRUE(is_valid({2008, 2, 29}));
  EXPECT_FALSE(is_valid({2010, 2, 29}));
  EXPECT_FALSE(is_valid({1900, 2, 29}));
  EXPECT_TRUE(is_valid({2000, 2, 29}));
  EXPECT_FALSE(is_valid({2010, 13, 1}));
  EXPECT_FALSE(is_valid({2010, 0, 1}));
  EXPECT_FALSE(is_valid({2010, 4, 31}));
  EXPECT_FALSE(is_valid({2010, 4, 0}));
  EXPECT_FALSE(is_valid({2010, 4, -1}));
  EXPECT_FALSE(is_valid({0, 1, 1}));
  EXPECT_FALSE(is_valid({10000, 1, 1}));
}

TEST(CivilDate, ReadsIsoTextOnly) {
  EXPECT_EQ(date("2010-01-31"), (CivilDate{2010, 1, 31}));
  for (const char* text : {"2010-1-31", "2010-01-32", "2010/01/31", "2010-01-31 ", "", "10-01-31",
                           "+010-01-31", "2010-02-29", "0000-01-01", "2010年1月31日", "2010-01/31",
                           "2010/01-31", "2010-0:-31", "2010-01-3:", "2010-01-00", "201a-01-31"}) {
    EXPECT_EQ(parse_iso_date(text), std::nullopt) << text;
  }
  EXPECT_EQ(to_iso_text({1, 2, 3}), "0001-02-03");
}

TEST(CivilDate, AddingMonthsStaysInTheMonth) {
  EXPECT_EQ(add_months(date("2010-01-31"), 1), date("2010-02-28"));
  EXPECT_EQ(add_months(date("2008-01-31"), 1), date("2008-02-29"));
  EXPECT_EQ(add_months(date("2010-03-31"), -1), date("2010-02-28"));
  EXPECT_EQ(add_months(date("2010-11-30"), 3), date("2011-02-28"));
  EXPECT_EQ(add_months(date("2010-06-15"), 0), date("2010-06-15"));
  EXPECT_EQ(add_months(date("2010-06-15"), 12 * 50), date("2060-06-15"));
  EXPECT_EQ(add_months(date("2008-02-29"), 12), date("2009-02-28"));
  EXPECT_EQ(add_months(date("9999-12-01"), 1), std::nullopt);
  EXPECT_EQ(add_months(date("0001-01-01"), -1), std::nullopt);
  EXPECT_EQ(add_months(date("2010-01-01"), INT32_MAX), std::nullopt);
  EXPECT_EQ(add_months(date("2010-01-01"), INT32_MIN), std::nullopt);
}

TEST(CivilDate, CountsWholeMonthsAndYears) {
  EXPECT_EQ(months_between(date("2010-01-15"), date("2010-02-14")), 0);
  EXPECT_EQ(months_between(date("2010-01-15"), date("2010-02-15")), 1);
  EXPECT_EQ(months_between(date("2010-01-31"), date("2010-02-28")), 1);
  EXPECT_EQ(months_between(date("2010-02-15"), date("2010-01-15")), -1);
  EXPECT_EQ(months_between(date("2010-02-14"), date("2010-01-15")), 0);
  EXPECT_EQ(months_between(date("2010-01-15"), date("2010-01-15")), 0);
  EXPECT_EQ(years_between(date("2006-07-01"), date("2010-06-30")), 3);
  EXPECT_EQ(years_between(date("2006-07-01"), date("2010-07-01")), 4);
  EXPECT_EQ(years_between(date("2008-02-29"), date("2009-02-28")), 1);
  EXPECT_EQ(years_between(date("2010-07-01"), date("2006-07-02")), -3);
}

TEST(CivilDate, CountsMonthsAndYearsBegun) {
  EXPECT_EQ(months_begun(date("2024-01-31"), date("2024-02-29")), 1);
  EXPECT_EQ(months_begun(date("2024-01-31"), date("2024-03-01")), 2);
  EXPECT_EQ(months_begun(date("2024-03-15"), date("2024-03-15")), 0);
  EXPECT_EQ(months_begun(date("2024-03-15"), date("2024-03-16")), 1);
  EXPECT_EQ(months_begun(date("2024-04-20"), date("2024-03-15")), -1);
  EXPECT_EQ(months_begun(date("2024-03-16"), date("2024-03-15")), 0);
  EXPECT_EQ(years_begun(date("2024-02-29"), date("2025-02-28")), 1);
  EXPECT_EQ(years_begun(date("2024-02-29"), date("2025-03-01")), 2);
  EXPECT_EQ(years_begun(date("2024-03-15"), date("2024-03-15")), 0);
  EXPECT_EQ(years_begun(date("2024-04-20"), date("2022-03-15")), -2);
}

// months_between is defined by add_months; this checks the definition itself.
TEST(CivilDate, MonthsBetweenIsTheLargestThatFits) {
  const int32_t begin = days_from_civil({2007, 12, 25});
  for (int32_t a = begin; a < begin + 100; a += 3) {
    for (int32_t b = a; b < a + 800; b += 7) {
      const CivilDate from = civil_from_days(a);
      const CivilDate to = civil_from_days(b);
      const int32_t months = months_between(from, to);
      EXPECT_LE(add_months(from, months), to);
      EXPECT_GT(add_months(from, months + 1), to);
    }
  }
}

}  // namespace
}  // namespace remit::base
