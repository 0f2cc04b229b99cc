#include "table/cell_text.h"

#include <random>
#include <string>

#include "base/civil_date.h"
#include "gtest/gtest.h"
#include "number/integer.h"
#include "remit/limits.h"
#include "table/cell_leftovers.h"
#include "table/cell_words.h"

namespace remit::table {
namespace {

// The coefficient as text, or which status it is.
std::string read(std::string_view text, int scale, NumberSyntax syntax = {}) {
  Int128 value = 0;
  switch (read_number(text, scale, syntax, Limits{}.number_digits, value)) {
    case NumberStatus::ok:
      return number::to_string(value);
    case NumberStatus::not_a_number:
      return "not a number";
    case NumberStatus::too_many_decimals:
      return "too many decimals";
    case NumberStatus::too_large:
      return "too large";
    case NumberStatus::misplaced_percent:
      return "misplaced percent";
    case NumberStatus::percent_twice:
      return "percent twice";
  }
  return "?";
}

TEST(ReadNumber, KeepsEveryDigit) {
  EXPECT_EQ(read("0", 2), "0");
  EXPECT_EQ(read("-0", 2), "0");
  EXPECT_EQ(read("12.5", 2), "1250");
  EXPECT_EQ(read("-12.05", 2), "-1205");
  EXPECT_EQ(read("+3", 0), "3");
  EXPECT_EQ(read("  7 ", 0), "7");
  EXPECT_EQ(read("123456789012345678", 0), "123456789012345678");
  EXPECT_EQ(read("1234567890123456789", 0), "1234567890123456789");
  EXPECT_EQ(read("-9223372036854775808", 0), "-9223372036854775808");
  EXPECT_EQ(read("123456789012345678901234567890.12", 2), "12345678901234567890123456789012");
}

TEST(ReadNumber, NeverRounds) {
  EXPECT_EQ(read("1.500", 2), "150");
  EXPECT_EQ(read("1.505", 2), "too many decimals");
  EXPECT_EQ(read("0.001", 2), "too many decimals");
  EXPECT_EQ(read("0.0000000000000000000000000001", 2), "too many decimals");
}

TEST(ReadNumber, StopsAtThirtyEightDigits) {
  const std::string nines(38, '9');
  EXPECT_EQ(read(nines, 0), nines);
  EXPECT_EQ(read("1" + std::string(38, '0'), 0), "too large");
  EXPECT_EQ(read(nines, 1), "too large");
  EXPECT_EQ(read("1" + std::string(36, '0'), 2), "too large");
}

TEST(ReadNumber, RefusesWhatIsNoPlainNumber) {
  for (const char* text : {"", "-", ".", "1.", ".5", "1e5", "1,234", "12a", "１２", "--1", "1.2.3",
                           "1 2", "0x10", "NaN", "五"}) {
    EXPECT_EQ(read(text, 2), "not a number") << text;
  }
  EXPECT_EQ(read(std::string(100'000, '1'), 2), "not a number");
}

TEST(ReadNumber, HoldsToTheLimitOfDigits) {
  Int128 value = 0;
  const auto status = [&](std::string_view text) {
    return read_number(text, 2, {.thousands = true, .percent = true}, 5, value);
  };
  EXPECT_EQ(status("12345"), NumberStatus::ok);
  EXPECT_EQ(status("-123.45"), NumberStatus::ok);
  EXPECT_EQ(value, -12345);
  EXPECT_EQ(status("12,345"), NumberStatus::ok);
  EXPECT_EQ(status("123.45%"), NumberStatus::too_many_decimals);
  for (const char* text : {"123456", "000001", "1234.56", "123,456", "123456%"}) {
    EXPECT_EQ(status(text), NumberStatus::not_a_number) << text;
  }
}

TEST(ReadNumber, TakesThousandsOnlyWhenAsked) {
  EXPECT_EQ(read("1,234,567.89", 2, {.thousands = true}), "123456789");
  EXPECT_EQ(read("1,23", 2, {.thousands = true}), "not a number");
}

TEST(ReadNumber, AppliesTheUnitOfTheColumn) {
  EXPECT_EQ(read("3900.5", 2, {.exponent = 4}), "3900500000");
  EXPECT_EQ(read("0.000001", 2, {.exponent = 4}), "1");
  EXPECT_EQ(read("0.0000001", 2, {.exponent = 4}), "too many decimals");
  EXPECT_EQ(read("12.5", 3, {.exponent = -2}), "125");
}

TEST(ReadNumber, ReadsPercentInTheCell) {
  const NumberSyntax shares{.percent = true};
  EXPECT_EQ(read("12.5%", 4, shares), "1250");
  EXPECT_EQ(read("80 %", 4, shares), "8000");
  EXPECT_EQ(read("５%", 4, shares), "not a number");
  EXPECT_EQ(read("5‰", 4, shares), "50");
  EXPECT_EQ(read("12.555%", 4, shares), "too many decimals");
}

TEST(ReadNumber, ASignOfPercentStandsWhereItIsMeantAndOnce) {
  for (const char* text : {"5%", "300 %", "5‰", "0％", "-1%"}) {
    EXPECT_EQ(read(text, 4), "misplaced percent") << text;
    EXPECT_EQ(read(text, 4, {.exponent = 4}), "misplaced percent") << text;
    EXPECT_EQ(read(text, 4, {.exponent = -2, .percent = true}), "percent twice") << text;
  }
  EXPECT_EQ(read("x%", 4), "not a number");
}

TEST(Leftovers, OfSpreadsheetsAreNoValues) {
  for (const char* text : {"#N/A", "#n/a", "#REF!", "#DIV/0!", "#NAME?", "##", "#########"}) {
    EXPECT_EQ(leftover_of(text), Leftover::error) << text;
  }
  for (const char* text : {"1.1E+17", "6.22202E+18", "1E+05", "-1.5e+20", "2E-07"}) {
    EXPECT_EQ(leftover_of(text), Leftover::lost_digits) << text;
  }
  for (const char* text : {"=\"001\"", "=A1+B1"}) EXPECT_EQ(leftover_of(text), Leftover::formula);
  for (const char* text : {"", "#", "#3", "# N/A", "1E+5", "E+17", "3E17", "1.1E+1x", "=", "a=b",
                           "No. 1E+17", "摊1"}) {
    EXPECT_EQ(leftover_of(text), Leftover::none) << text;
  }
}

TEST(WhyNoNumber, SaysWhatWasMeant) {
  using Why = NumberTrouble::Kind;
  const auto meant = [](std::string_view text, Why kind) {
    const NumberTrouble trouble = why_no_number(text);
    EXPECT_EQ(trouble.kind, kind) << text;
    return trouble.meant;
  };
  EXPECT_EQ(meant("1,234.50", Why::grouped), "1234.50");
  EXPECT_EQ(meant("１２．５", Why::wide), "12.5");
  EXPECT_EQ(meant("−5", Why::wide), "-5");
  EXPECT_EQ(meant("１，２３４", Why::wide), "1234");
  for (const char* text : {"12万", "￥12", "¥ 12", "12 元", "CNY 12", "$12"}) {
    EXPECT_EQ(meant(text, Why::unit), "12") << text;
  }
  for (const char* text : {"(12)", "（12）", "12-", "( 12 )"})
    EXPECT_EQ(meant(text, Why::other_way), "-12") << text;
  for (const char* text : {"abc", "", "--3", "+ 3", "12-13", "1 2", "12/3", "2010年1月", "一万",
                           "约12", ">12", "12以上"}) {
    EXPECT_EQ(meant(text, Why::unknown), "") << text;
  }
}

/// Every number in every notation of elsewhere means the number, and what has two readings nothing.
TEST(WhyNoNumber, KnowsTheNotationsOfElsewhere) {
  using Why = NumberTrouble::Kind;
  int tried = 0;
  for (const std::int64_t whole : {1000, 12345, 999999, 1234567, 1000000000}) {
    for (const std::string decimals : {"", "5", "50", "1234"}) {
      for (const std::string sign : {"", "-"}) {
        const std::string digits = std::to_string(whole);
        const std::string plain = sign + digits + (decimals.empty() ? "" : "." + decimals);
        for (const std::string separator :
             {" ", "\xC2\xA0", "\xE2\x80\x89", "\xE2\x80\xAF", "'", "\xE2\x80\x99", "."}) {
          std::string grouped = digits;
          for (std::size_t at = digits.size(); at > 3; at -= 3) grouped.insert(at - 3, separator);
          for (const std::string point : {".", ","}) {
            if (separator == "." && (point == "." || decimals.empty())) continue;
            const std::string text = sign + grouped + (decimals.empty() ? "" : point + decimals);
            const NumberTrouble trouble = why_no_number(text);
            EXPECT_EQ(trouble.kind, Why::other_way) << text;
            EXPECT_EQ(trouble.meant, plain) << text;
            ++tried;
          }
        }
      }
    }
  }
  EXPECT_GT(tried, 400);
  EXPECT_EQ(why_no_number("1E+3").meant, "1000");
  EXPECT_EQ(why_no_number("1.5e6").meant, "1500000");
  EXPECT_EQ(why_no_number("12,5").meant, "12.5");
  for (const char* text :
       {"1.000", "1,000", "12 34", "1'00", "1 000 00", "1E", "E3", "1.0.0,5", "1,2,3"})
    EXPECT_NE(why_no_number(text).kind, Why::other_way) << text;
}

/// Every day of three years in each other order means that day, or nothing where it has two
/// readings.
TEST(DayInOtherOrder, IsTheDayOrNothing) {
  const char* months[] = {"Jan", "February", "mar", "APR", "May", "June",
                          "Jul", "Aug",      "Sep", "Oct", "Nov", "December"};
  for (std::int32_t days = base::days_from_civil({2023, 1, 1});
       days < base::days_from_civil({2026, 1, 1}); ++days) {
    const base::CivilDate date = base::civil_from_days(days);
    const std::string iso = base::to_iso_text(date);
    const std::string year = std::to_string(date.year), month = std::to_string(date.month),
                      day = std::to_string(date.day);
    std::string compact = iso;
    std::erase(compact, '-');
    for (const std::string& text :
         {compact, iso + " 00:00:00", iso + "T00:00", iso + "T00:00:00.000Z",
          year + "年" + month + "月" + day + "号", day + "-" + months[date.month - 1] + "-" + year,
          std::string(months[date.month - 1]) + " " + day + ", " + year})
      EXPECT_EQ(day_in_other_order(text), days) << text;
    const bool certain = date.day > 12 || date.day == date.month;
    for (const std::string sign : {"/", "-", "."}) {
      const std::string text = day + sign + month + sign + year;
      EXPECT_EQ(day_in_other_order(text), certain ? std::optional(days) : std::nullopt) << text;
    }
  }
  for (const char* text :
       {"", "2024", "20240230", "31/2/2024", "2024-01-05 12:30:00", "24-01-05", "5-Jan-24", "1/2/3",
        "99999999", "2024-01-05 x", "32/1/2024", "12345678901"})
    EXPECT_EQ(day_in_other_order(text), std::nullopt) << text;
}

TEST(SpreadsheetDay, IsThatOfALikelyYear) {
  EXPECT_EQ(spreadsheet_day("45292"), base::days_from_civil({2024, 1, 1}));
  EXPECT_EQ(spreadsheet_day("45292.0"), base::days_from_civil({2024, 1, 1}));
  for (const char* text : {"1", "2024", "99999", "10000", "4529x", "20240101", ""}) {
    EXPECT_EQ(spreadsheet_day(text), std::nullopt) << text;
  }
}

TEST(NamesTotals, InBothLanguages) {
  for (const char* text :
       {"合计",     "合 计",        "合　计：",     "总计",     "小计",       "本页小计",
        "Total",    "TOTAL:",       "Grand Total",  "subtotal", "ｔｏｔａｌ", "總計",
        "全县合计", "合计（元）",   "合计(万元)",   "小计1",    "平均值",     "Average",
        "∑",        "total amount", ": T o t a l 2"}) {
    EXPECT_TRUE(names_totals(text)) << text;
  }
  for (const char* text : {"", "合计局", "Totally", "TotalEnergies", "计", "合计(处)室", "p1"}) {
    EXPECT_FALSE(names_totals(text)) << text;
  }
}

TEST(SaysTotals, OnlyWhereNothingElseIsSaid) {
  for (const char* text :
       {"合计", "总 计", "小计：", "合计（元）", "全县合计", "本页小计", "各镇总计", "Total",
        "TOTALS", "Sub-total", "Grand total", "合計", "合计 2"}) {
    EXPECT_TRUE(says_totals(text)) << text;
  }
  for (const char* text : {"", "计", "会计", "设计费", "含两项合计", "合计科技有限公司", "totally",
                           "sum", "average", "全部纳入统计", "本地会计"}) {
    EXPECT_FALSE(says_totals(text)) << text;
  }
}

TEST(StandsForNothing, SaysWhoWritesSo) {
  for (const char* text :
       {"NULL", "null", "NaN", "nan", "NaT", "<NA>", "(null)", "\\N", "undefined"})
    EXPECT_EQ(stands_for_nothing(text), Nothing::of_program) << text;
  for (const char* text : {"-", "--", "—", "——", "－", "/", "None"})
    EXPECT_EQ(stands_for_nothing(text), Nothing::no_name) << text;
  for (const char* text : {"无", "無", "暂无", "N/A", "n/a", "（空白）"})
    EXPECT_EQ(stands_for_nothing(text), Nothing::of_person) << text;
  for (const char* text :
       {"", "0", "Nan", "Nullarbor", "无锡", "-5", "NA", "no", "a/b", "---x", "空", "none"})
    EXPECT_EQ(stands_for_nothing(text), Nothing::none) << text;
}

TEST(NamesNote, WhatStandsUnderATable) {
  for (const char* text : {"备注：以上为准", "注: 单位为元", "填表人：张三", "以下空白",
                           "第1页 共3页", "Note: preliminary", "Prepared by: Li"}) {
    EXPECT_TRUE(names_note(text)) << text;
  }
  for (const char* text : {"", "备注", "注册处", "第一", "Notes", "a: b", "第3"}) {
    EXPECT_FALSE(names_note(text)) << text;
  }
}

TEST(ReadBoolean, KnowsTheWordsOfBothLanguages) {
  for (const char* text : {"true", "TRUE", "1", "Yes", "y", "是", " 是 "}) {
    EXPECT_EQ(read_boolean(text), true) << text;
  }
  for (const char* text : {"false", "0", "No", "N", "否"})
    EXPECT_EQ(read_boolean(text), false) << text;
  for (const char* text : {"", "2", "t", "对", "truee"})
    EXPECT_EQ(read_boolean(text), std::nullopt) << text;
}

TEST(ReadDate, TakesYearFirstForms) {
  const std::int32_t day = base::days_from_civil({2010, 1, 31});
  for (const char* text :
       {"2010-01-31", "2010/1/31", "2010.1.31", "2010年1月31日", " 2010-1-31 "}) {
    EXPECT_EQ(read_date(text), day) << text;
  }
  for (const char* text : {"2010-02-30", "31/1/2010", "2010-1/31", "20100131", "2010-1-31 00:00",
                           "10-1-31", "2010年1月31", "2010-13-01", "0000-01-01", ""}) {
    EXPECT_EQ(read_date(text), std::nullopt) << text;
  }
}

TEST(Trim, TakesTheBlanksOfSpreadsheets) {
  EXPECT_EQ(trim("\xC2\xA0 　甲 乙\t\r\n"), "甲 乙");
  EXPECT_EQ(trim(" 　"), "");
}

TEST(IsGoodText, RefusesWhatTheInterfacesCannotCarry) {
  EXPECT_TRUE(is_good_text("甲", 3));
  EXPECT_FALSE(is_good_text("甲", 2));
  EXPECT_FALSE(is_good_text(std::string_view("a\0b", 3), 10));
  EXPECT_FALSE(is_good_text("\xC0\xAF", 10));
}

// What is told of plain texts at a look is what is told of them in the form in which they look
// alike: with a mark that leaves no trace they are not plain.
TEST(CellText, WordsOfPlainTextsAreToldAsThoseOfOthers) {
  static constexpr const char* kPieces[] = {
      "合", "计",  "計", "总", "總",    "小",    "共", "累", "数",    "和",       "平",
      "均", "值",  "全", "县", "以下",  "空白",  "第", "页", "备注",  "注",       "元",
      " ",  "  ",  ":",  "(",  ")",     "2",     "1",  "a",  "Total", "sub",      "-total",
      "s",  "Sum", "of", "av", "erage", "mean",  "甲", "乙", "note",  "checked ", "by",
      "/",  "“",   "：", "（", "）",    "grand", "σ",  "∑",  "白",    "累计",     "合计"};
  std::mt19937 random(23);
  std::size_t totals = 0, notes = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text;
    for (std::size_t piece = 1 + random() % 4; piece != 0; --piece)
      text += kPieces[random() % std::size(kPieces)];
    const std::string marked = text + "\u200B";
    if (marked.size() > 40) continue;  // longer ones are no words
    totals += names_totals(text);
    notes += names_note(text);
    ASSERT_EQ(names_totals(text), names_totals(marked)) << text;
    ASSERT_EQ(says_totals(text), says_totals(marked)) << text;
    ASSERT_EQ(names_note(text), names_note(marked)) << text;
  }
  EXPECT_GT(totals, 1'000u);
  EXPECT_GT(notes, 100u);
}

}  // namespace
}  // namespace remit::table
