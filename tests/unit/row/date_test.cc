#include "fixture.h"

namespace remit::row {
namespace {

struct Dates : testing::Test {
  Case c;
  plan::Builder& b = c.builder;
  EntityId entity = b.add_entity("e");
  EntityId holidays = b.add_entity("holidays");

  void SetUp() override { c.field(entity, "x", kNumber, "0"); }

  ExpressionId day(const char* text) {
    return b.date(base::days_from_civil(*base::parse_iso_date(text)));
  }
  std::string value(Opcode op, type::Type type, std::initializer_list<ExpressionId> operands,
                    std::uint32_t payload = 0) {
    return cells(c, b.add_map(entity, "", b.apply(op, type, operands, payload)));
  }
  std::string later(Opcode op, const char* from, const char* count, std::uint32_t calendar = 0) {
    return value(op, kDate, {day(from), b.number(count)}, calendar);
  }
  std::string between(Opcode op, const char* from, const char* to, std::uint32_t calendar = 0) {
    return value(op, kNumber, {day(from), day(to)}, calendar);
  }
};

TEST_F(Dates, Adding) {
  EXPECT_EQ(later(Opcode::add_days, "2008-02-28", "2"), "2008-03-01");
  EXPECT_EQ(later(Opcode::add_days, "2008-03-01", "-1"), "2008-02-29");
  EXPECT_EQ(later(Opcode::add_months, "2010-01-31", "1"), "2010-02-28");
  EXPECT_EQ(later(Opcode::add_years, "2008-02-29", "1"), "2009-02-28");
  EXPECT_EQ(later(Opcode::add_days, "9999-12-31", "1").substr(0, 3), "!5@");
  EXPECT_EQ(later(Opcode::add_years, "2000-01-01", "99999999999999999999").substr(0, 3), "!5@");
}

TEST_F(Dates, Between) {
  EXPECT_EQ(between(Opcode::days_between, "2010-01-01", "2010-03-01"), "59");
  EXPECT_EQ(between(Opcode::months_between, "2010-01-31", "2010-02-28"), "1");
  EXPECT_EQ(between(Opcode::months_between, "2010-03-01", "2010-01-31"), "-1");
  EXPECT_EQ(between(Opcode::years_between, "2008-02-29", "2009-02-28"), "1");
  EXPECT_EQ(between(Opcode::years_between, "2008-03-01", "2009-02-28"), "0");
}

TEST_F(Dates, Parts) {
  EXPECT_EQ(value(Opcode::year_of, kNumber, {day("2010-05-17")}), "2010");
  EXPECT_EQ(value(Opcode::quarter_of, kNumber, {day("2010-06-30")}), "2");
  EXPECT_EQ(value(Opcode::quarter_of, kNumber, {day("2010-07-01")}), "3");
  EXPECT_EQ(value(Opcode::month_of, kNumber, {day("2010-05-17")}), "5");
  EXPECT_EQ(value(Opcode::day_of, kNumber, {day("2010-05-17")}), "17");
  EXPECT_EQ(value(Opcode::end_of_month, kDate, {day("2012-02-03")}), "2012-02-29");
  EXPECT_EQ(value(Opcode::end_of_quarter, kDate, {day("2012-02-03")}), "2012-03-31");
  EXPECT_EQ(value(Opcode::end_of_year, kDate, {day("2012-02-03")}), "2012-12-31");
}

TEST_F(Dates, Weekdays) {
  EXPECT_EQ(value(Opcode::weekday_of, kNumber, {day("2010-05-17")}), "1");
  EXPECT_EQ(value(Opcode::weekday_of, kNumber, {day("2010-05-23")}), "7");
  EXPECT_EQ(value(Opcode::weekday_of, kNumber, {day("1969-12-28")}), "7");
  EXPECT_EQ(value(Opcode::weekday_of, kNumber, {day("0001-01-01")}), "1");
  EXPECT_EQ(later(Opcode::next_weekday, "2010-05-17", "1"), "2010-05-17");
  EXPECT_EQ(later(Opcode::next_weekday, "2010-05-17", "5"), "2010-05-21");
  EXPECT_EQ(later(Opcode::next_weekday, "2010-05-18", "1"), "2010-05-24");
  EXPECT_EQ(later(Opcode::next_weekday, "2010-05-17", "0"), "2010-05-23");
  EXPECT_EQ(later(Opcode::next_weekday, "2010-05-17", "-6"), "2010-05-17");
  EXPECT_EQ(later(Opcode::next_weekday, "2010-05-17", "7000000000000000000001"), "2010-05-17");
  EXPECT_EQ(later(Opcode::next_weekday, "9999-12-31", "6").substr(0, 3), "!5@");
}

TEST_F(Dates, WorkdaysWithoutATableAreMondayToFriday) {
  const auto plain = b.add_calendar({"", kWhole, plan::kNoColumn, plan::kNoColumn});
  // 2010-01-08 is a Friday.
  EXPECT_EQ(later(Opcode::add_workdays, "2010-01-08", "1", plain), "2010-01-11");
  EXPECT_EQ(later(Opcode::add_workdays, "2010-01-08", "-5", plain), "2010-01-01");
  EXPECT_EQ(later(Opcode::add_workdays, "2010-01-09", "0", plain), "2010-01-09");
  EXPECT_EQ(between(Opcode::workdays_between, "2010-01-08", "2010-01-15", plain), "5");
  EXPECT_EQ(between(Opcode::workdays_between, "2010-01-15", "2010-01-08", plain), "-5");
  EXPECT_EQ(between(Opcode::workdays_between, "2010-01-09", "2010-01-10", plain), "0");
}

TEST_F(Dates, WorkdaysWithHolidaysAndWorkedWeekends) {
  // Friday 2010-01-01 is free, Saturday 2010-01-09 is worked.
  const ColumnId date = c.field(holidays, "date", kDate, "2010-01-01 2010-01-09");
  const ColumnId worked = c.field(holidays, "worked", kBoolean, "false true");
  const auto cal = b.add_calendar({"cn", holidays, date, worked});
  EXPECT_EQ(later(Opcode::add_workdays, "2010-01-08", "1", cal), "2010-01-09");
  EXPECT_EQ(later(Opcode::add_workdays, "2010-01-04", "-1", cal).substr(0, 4), "!16@");
  EXPECT_EQ(between(Opcode::workdays_between, "2010-01-01", "2010-01-10", cal), "6");
  EXPECT_EQ(between(Opcode::workdays_between, "2010-12-30", "2011-01-03", cal).substr(0, 4),
            "!16@");
}

TEST_F(Dates, AFaultInTheHolidayTableSpoilsIt) {
  const ColumnId date = c.field(holidays, "date", kDate, "2010-01-01 - 2010-01-02");
  const auto cal = b.add_calendar({"cn", holidays, date, plan::kNoColumn});
  EXPECT_EQ(later(Opcode::add_workdays, "2010-01-08", "1", cal),
            "!2@" + std::to_string(date) + ":1");
}

TEST_F(Dates, AMissingHolidayTableIsAHole) {
  b.plan().entities[holidays].hole = true;
  const ColumnId date = c.absent_field(holidays, "date", kDate);
  const auto cal = b.add_calendar({"cn", holidays, date, plan::kNoColumn});
  EXPECT_EQ(later(Opcode::add_workdays, "2010-01-08", "1", cal).substr(0, 4), "!10@");
}

}  // namespace
}  // namespace remit::row
