#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <random>
#include <string>

#include "cli/workbook/book_file.h"
#include "cli/workbook/cell_place.h"
#include "cli/workbook/cell_styles.h"
#include "cli/workbook/cell_text.h"
#include "cli/workbook/sheet_names.h"
#include "cli/workbook/summing.h"

namespace remit::cli {
namespace {

std::string plain(const std::string& stored) {
  return number_text(stored, NumberLook::plain, false);
}

TEST(Workbook, NumbersAreTheShortestDecimalOfTheirDouble) {
  EXPECT_EQ(plain("0"), "0");
  EXPECT_EQ(plain("-0"), "0");
  EXPECT_EQ(plain("12.50"), "12.5");
  EXPECT_EQ(plain("+1.5"), "1.5");
  EXPECT_EQ(plain("007"), "7");
  EXPECT_EQ(plain("0.29999999999999999"), "0.3");
  EXPECT_EQ(plain("0.30000000000000004"), "0.30000000000000004");
  EXPECT_EQ(plain("1.0E-7"), "0.0000001");
  EXPECT_EQ(plain("123456789012345"), "123456789012345");
  EXPECT_EQ(plain("9007199254740991"), "9007199254740991");
  EXPECT_EQ(plain("9007199254740992"), "9.007199254740992E+15");
  EXPECT_EQ(plain("nan"), "nan");
  EXPECT_EQ(plain("1e999"), "1e999");
  EXPECT_EQ(plain("x"), "x");
}

TEST(Workbook, EveryShortDecimalComesBackFromItsDouble) {
  std::mt19937_64 random(22);
  for (int i = 0; i < 20'000; ++i) {
    const auto digits = static_cast<std::uint64_t>(random() % 1'000'000'000'000'000);
    const int decimals = static_cast<int>(random() % 8);
    std::string wanted = std::to_string(digits);
    if (decimals > 0) {
      wanted.insert(0,
                    wanted.size() <= static_cast<std::size_t>(decimals)
                        ? static_cast<std::size_t>(decimals) + 1 - wanted.size()
                        : 0,
                    '0');
      wanted.insert(wanted.size() - static_cast<std::size_t>(decimals), ".");
      wanted.erase(wanted.find_last_not_of('0') + 1);
      if (wanted.back() == '.') wanted.pop_back();
    }
    char stored[64];
    std::snprintf(stored, sizeof stored, "%.17g", std::stod(wanted));
    ASSERT_EQ(plain(stored), wanted) << stored;
  }
}

TEST(Workbook, PercentagesAreAHundredTimesWhatIsStored) {
  const auto shown = [](const char* stored) {
    return number_text(stored, NumberLook::percent, false);
  };
  EXPECT_EQ(shown("0.15"), "15%");
  EXPECT_EQ(shown("1"), "100%");
  EXPECT_EQ(shown("0.07"), "7%");
  EXPECT_EQ(shown("0.00125"), "0.125%");
  EXPECT_EQ(shown("-0.5"), "-50%");
  EXPECT_EQ(shown("0"), "0%");
}

TEST(Workbook, DaysOfBothCalendars) {
  const auto day = [](const char* stored, bool since_1904 = false) {
    return number_text(stored, NumberLook::date, since_1904);
  };
  EXPECT_EQ(day("1"), "1900-01-01");
  EXPECT_EQ(day("59"), "1900-02-28");
  EXPECT_EQ(day("60"), "1900-02-29");
  EXPECT_EQ(day("61"), "1900-03-01");
  EXPECT_EQ(day("45292"), "2024-01-01");
  EXPECT_EQ(day("43830", true), "2024-01-01");
  EXPECT_EQ(day("2958465"), "9999-12-31");
  EXPECT_EQ(day("2958466"), "2958466");
  EXPECT_EQ(day("-1"), "-1");
  EXPECT_EQ(day("45292.75"), "2024-01-01 18:00:00");
  EXPECT_EQ(day("45291.999999999"), "2024-01-01");
}

TEST(Workbook, FormatsThatMakeADay) {
  for (const char* const code : {"yyyy-mm-dd", "m/d/yy", "yyyy\"年\"m\"月\"d\"日\"",
                                 "[$-804]yyyy/m/d", "d", "mmm", "dd.mm.yyyy hh:mm"})
    EXPECT_EQ(look_of_format(code), NumberLook::date) << code;
  for (const char* const code : {"h:mm", "[h]:mm:ss", "mm:ss"})
    EXPECT_EQ(look_of_format(code), NumberLook::time) << code;
  for (const char* const code : {"0%", "0.00%", "#,##0.0%"})
    EXPECT_EQ(look_of_format(code), NumberLook::percent) << code;
  for (const char* const code : {"General", "0.00", "#,##0", "0\" days\"", "[Red]0", "0.0\\%", "@",
                                 "_(* #,##0_);_(* (#,##0)", "0.0,\"万元\"", "0\\d", "[DBNum2]0"})
    EXPECT_EQ(look_of_format(code), NumberLook::plain) << code;
  EXPECT_EQ(look_of_built_in(14), NumberLook::date);
  EXPECT_EQ(look_of_built_in(31), NumberLook::date);
  EXPECT_EQ(look_of_built_in(10), NumberLook::percent);
  EXPECT_EQ(look_of_built_in(20), NumberLook::time);
  EXPECT_EQ(look_of_built_in(49), NumberLook::plain);
}

TEST(Workbook, FormatsThatShowAPart) {
  for (const char* const code : {"0.0,", "0,", "#,##0,", "0.0,\"万元\"", "0!.0,", "0\\.0000",
                                 "0\".\"0,", "[Red]0.0,;0", "#,##0.00,,"})
    EXPECT_TRUE(is_scaled(code)) << code;
  for (const char* const code : {"0.0", "#,##0", "#,##0.00", "0\",\"", "0_,", "General", "@",
                                 "0.00\" ,\"", "0;0.0,", "000", "\".\"0"})
    EXPECT_FALSE(is_scaled(code)) << code;
  EXPECT_EQ(least_digits("0000"), 4u);
  for (const char* const code : {"0", "00.0", "#000", "000;-000", ""})
    EXPECT_EQ(least_digits(code), 0u) << code;
  EXPECT_EQ(padded("7", 4), "0007");
  for (const char* const same : {"-7", "7.5", "12345", "x"}) EXPECT_EQ(padded(same, 4), same);
}

TEST(Workbook, PlacesOfCells) {
  EXPECT_EQ(column_letters(0), "A");
  EXPECT_EQ(column_letters(25), "Z");
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(16'383), "XFD");
  for (const std::uint32_t column : {0u, 25u, 26u, 701u, 702u, 16'383u}) {
    const auto place = parse_place(column_letters(column) + "7");
    ASSERT_TRUE(place);
    EXPECT_EQ(place->column, column);
    EXPECT_EQ(place->row, 6u);
  }
  for (const char* const none :
       {"", "A", "7", "A0", "XFE1", "A1048577", "A1B", "a-1", "AAAAAAAAAAAAAAA1"})
    EXPECT_FALSE(parse_place(none)) << none;
  EXPECT_TRUE(parse_range("$B$2:C9"));
  EXPECT_FALSE(parse_range("C9:B2"));
  EXPECT_EQ(quoted_sheet("stall"), "stall");
  EXPECT_EQ(quoted_sheet("摊位"), "摊位");
  EXPECT_EQ(quoted_sheet("my stall's"), "'my stall''s'");
  EXPECT_EQ(quoted_sheet("A1"), "'A1'");
}

TEST(Workbook, FormulasThatAddUpTheirColumn) {
  constexpr std::uint32_t kC = 2;
  for (const char* const sums :
       {"SUM(C2:C9)", "SUM(C9,C5)", "SUBTOTAL(9,C2,C5)", "sum($C$2:$C$9)", "SUM(A2:D9)",
        "ROUND(SUM(C2:C9),2)", "SUM(C2:C5,C7:C9)", "SUM(C2:C9)/10000", "SUBTOTAL(9,C2:C9)",
        "SUBTOTAL(109,Table1[fee])", "SUBTOTAL(109,[fee])", "_xlfn.AGGREGATE(9,5,C2:C9)",
        "SUMIF(A2:A9,\"x\",C2:C9)", "IF(SUM(C2:C9)=0,\"\",SUM(C2:C9))", "C2+C5", "+C2+C3+C4",
        "$C$2 + $C$5"})
    EXPECT_TRUE(adds_up(sums, kC)) << sums;
  for (const char* const other : {"",
                                  "A2+B2",
                                  "B3/SUM(B$2:B$9)",
                                  "C1",
                                  "C2+1",
                                  "C2-C3",
                                  "C2*C3",
                                  "D2+C3",
                                  "SUM(C2)",
                                  "SUM(A2:B9)",
                                  "SUM(Other!C2:C9)",
                                  "SUM('my sheet'!C2:C9)",
                                  "SUBTOTAL(3,B$2:B2)",
                                  "MAX(C2:C9)",
                                  "VLOOKUP(A2,C2:C9,1)",
                                  "\"SUM(C2:C9)\"",
                                  "B2/SUM(Table1[fee])",
                                  "SUM(",
                                  "C2:C9",
                                  "'",
                                  "\""})
    EXPECT_FALSE(adds_up(other, kC)) << other;
}

TEST(Workbook, NamesOfSheets) {
  EXPECT_EQ(sheet_name("a/b:c"), "a_b_c");
  EXPECT_EQ(sheet_name("'quoted'"), "_quoted_");
  EXPECT_EQ(sheet_name(std::string(40, 'x')).size(), 31u);
  SheetNames names;
  EXPECT_EQ(names.add("Errors"), "Errors");
  EXPECT_EQ(names.add("errors"), "errors (2)");
  EXPECT_EQ(names.add(std::string(31, 'y')), std::string(31, 'y'));
  EXPECT_EQ(names.add(std::string(31, 'y')), std::string(27, 'y') + " (2)");
}

TEST(Workbook, FiguresThatASpreadsheetKeeps) {
  for (const char* const fits :
       {"0", "-12.50", "123456789012345", "0.00000123456789012345", "000000000000000001"})
    EXPECT_TRUE(fits_spreadsheet(fits)) << fits;
  for (const char* const not_kept :
       {"1234567890123456", "12345678901234.50", "1/3", "", ".", "1.2.3", "x"})
    EXPECT_FALSE(fits_spreadsheet(not_kept)) << not_kept;
}

TEST(Workbook, EscapesOfCharactersThatXmlCannotHold) {
  EXPECT_EQ(without_escapes("a_x000D_b"), "a\rb");
  EXPECT_EQ(without_escapes("a_x005F_x000D_"), "a_x000D_");
  EXPECT_EQ(without_escapes("_x00G0_ _x4E00_ _x00"), "_x00G0_ _x4E00_ _x00");
}

}  // namespace
}  // namespace remit::cli
