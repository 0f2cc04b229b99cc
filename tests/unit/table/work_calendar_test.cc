#include "table/work_calendar.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/civil_date.h"

namespace remit::table {
namespace {

using Days = WorkCalendar::Days;
using type::CellFault;

constexpr std::int64_t kFarAway = 4'000'000;

std::int32_t day(std::string_view text) {
  return base::days_from_civil(*base::parse_iso_date(text));
}

/// The definition: one day after the other.
struct DayByDay {
  bool has_table = false;
  std::map<std::int32_t, bool> exceptions;
  std::set<std::int32_t> years;

  bool covers(std::int32_t at) const {
    return !has_table || years.contains(base::civil_from_days(at).year);
  }
  bool is_worked(std::int32_t at) const {
    const auto found = exceptions.find(at);
    if (found != exceptions.end()) return found->second;
    return base::weekday(at) < base::Weekday::saturday;
  }
  Days between(std::int32_t from, std::int32_t to) const {
    std::int64_t worked = 0;
    for (std::int32_t at = std::min(from, to) + 1; at <= std::max(from, to); ++at) {
      if (!covers(at)) return CellFault::no_holidays;
      worked += is_worked(at) ? 1 : 0;
    }
    return from <= to ? worked : -worked;
  }
  Days later(std::int32_t from, std::int64_t count) const {
    const std::int32_t step = count < 0 ? -1 : 1;
    std::int32_t at = from;
    for (std::int64_t left = count; left != 0;) {
      at += step;
      if (!base::is_valid(base::civil_from_days(at))) return CellFault::overflow;
      if (!covers(at)) return CellFault::no_holidays;
      if (is_worked(at)) left -= step;
    }
    return at;
  }
};

struct Both {
  DayByDay slow;
  WorkCalendar quick;

  void add(std::int32_t at, bool worked) {
    if (!slow.exceptions.try_emplace(at, worked).second) return;
    if (!worked) slow.years.insert(base::civil_from_days(at).year);
    EXPECT_TRUE(quick.add(at, worked));
  }
  void compare(std::int32_t from, std::int32_t to) const {
    EXPECT_EQ(quick.between(from, to), slow.between(from, to)) << from << " to " << to;
  }
  void compare_later(std::int32_t from, std::int64_t count) const {
    EXPECT_EQ(quick.later(from, count), slow.later(from, count)) << from << " and " << count;
  }
};

/// Some holidays and worked weekends of some of the years from `first` on, some years left out.
Both random_calendar(std::mt19937& random, std::int32_t first, int years) {
  Both both;
  both.slow.has_table = true;
  both.quick.begin_table();
  for (std::int32_t year = first; year < first + years; ++year) {
    if (year < base::kMinYear || year > base::kMaxYear || random() % 4 == 0) continue;
    const std::int32_t begin = base::days_from_civil({year, 1, 1});
    const int length = base::is_leap_year(year) ? 366 : 365;
    for (int count = 1 + static_cast<int>(random() % 12); count > 0; --count) {
      const auto at = begin + static_cast<std::int32_t>(random() % static_cast<unsigned>(length));
      both.add(at, base::weekday(at) >= base::Weekday::saturday && random() % 2 == 0);
    }
    if (random() % 3 == 0) both.add(begin, false);
    if (random() % 3 == 0) both.add(begin + length - 1, false);
  }
  both.quick.finish();
  return both;
}

TEST(WorkCalendar, CountsAsDayByDay) {
  std::mt19937 random(20260714);
  for (int round = 0; round < 24; ++round) {
    constexpr std::int32_t kFirsts[] = {1, 1999, 2008, 9994};
    const std::int32_t first = kFirsts[round % 4];
    const Both both = random_calendar(random, first, 8);
    const std::int32_t begin = base::days_from_civil({std::max(first - 1, 1), 1, 1});
    const std::int32_t end = base::days_from_civil({std::min(first + 9, 9999), 12, 31});
    const auto any_day = [&] {
      const auto length = static_cast<unsigned>(end - begin) + 1;
      return begin + static_cast<std::int32_t>(random() % length);
    };
    for (int pair = 0; pair < 100; ++pair) {
      const std::int32_t from = any_day();
      const std::int32_t near = std::clamp(from + static_cast<int>(random() % 41) - 20, begin, end);
      both.compare(from, random() % 2 == 0 ? near : any_day());
      const std::int64_t count = static_cast<std::int64_t>(random() % 1200) - 600;
      both.compare_later(from, random() % 2 == 0 ? count : count / 40);
    }
  }
}

TEST(WorkCalendar, MondayToFridayAsDayByDay) {
  std::mt19937 random(7);
  Both both;
  both.quick.finish();
  for (const char* near : {"0001-01-10", "1969-12-28", "2010-01-08", "9999-12-25"}) {
    for (int pair = 0; pair < 300; ++pair) {
      const std::int32_t least = day("0001-01-01"), most = day("9999-12-31");
      const auto around = [&] {
        return std::clamp(day(near) + static_cast<int>(random() % 61) - 30, least, most);
      };
      const std::int32_t from = around();
      both.compare(from, around());
      both.compare_later(from, static_cast<std::int64_t>(random() % 81) - 40);
    }
  }
}

TEST(WorkCalendar, AnswersWhateverTheSpan) {
  Both both;
  both.quick.finish();
  both.compare(day("0001-01-01"), day("9999-12-31"));
  EXPECT_EQ(both.quick.later(day("2020-01-01"), kFarAway), Days(CellFault::overflow));
  EXPECT_EQ(both.quick.later(day("2020-01-01"), -kFarAway), Days(CellFault::overflow));
}

TEST(WorkCalendar, ADayIsWorkedOrFree) {
  WorkCalendar calendar;
  calendar.begin_table();
  EXPECT_TRUE(calendar.add(day("2010-01-01"), false));
  EXPECT_TRUE(calendar.add(day("2010-01-01"), false));
  EXPECT_FALSE(calendar.add(day("2010-01-01"), true));
}

TEST(WorkCalendar, AnEmptyTableCoversNothing) {
  WorkCalendar calendar;
  calendar.begin_table();
  calendar.finish();
  EXPECT_EQ(calendar.between(day("2010-01-01"), day("2010-01-02")), Days(CellFault::no_holidays));
  EXPECT_EQ(calendar.between(day("2010-01-01"), day("2010-01-01")), Days(0));
  EXPECT_EQ(calendar.later(day("2010-01-01"), 1), Days(CellFault::no_holidays));
}

}  // namespace
}  // namespace remit::table
