#include "type/made_rows.h"

#include <array>

namespace remit::type {
namespace {

using U = CalendarUnit;

constexpr MadeField kYear[] = {MadeField::year};
constexpr MadeField kQuarter[] = {MadeField::year, MadeField::quarter};
constexpr MadeField kMonth[] = {MadeField::year, MadeField::month};
constexpr MadeField kFirstDay[] = {MadeField::first_day};

constexpr std::array kUnits = std::to_array<CalendarUnitInfo>({
    {U::none, "none"},
    {U::stretch, "stretch", 0, false, 0, kFirstDay},
    {U::day, "day", 0, false, 0, kFirstDay},
    {U::week, "week", 0, true, 0, kFirstDay},
    {U::month, "month", 1, false, 0, kMonth},
    {U::quarter, "quarter", 3, false, 0, kQuarter},
    {U::year, "year", 12, false, 0, kYear},
    {U::monday, "monday", 0, false, 1, kFirstDay},
    {U::tuesday, "tuesday", 0, false, 2, kFirstDay},
    {U::wednesday, "wednesday", 0, false, 3, kFirstDay},
    {U::thursday, "thursday", 0, false, 4, kFirstDay},
    {U::friday, "friday", 0, false, 5, kFirstDay},
    {U::saturday, "saturday", 0, false, 6, kFirstDay},
    {U::sunday, "sunday", 0, false, 7, kFirstDay},
});

constexpr bool in_order() {
  for (std::size_t i = 0; i < kUnits.size(); ++i)
    if (kUnits[i].unit != static_cast<CalendarUnit>(i)) return false;
  return kUnits.size() == static_cast<std::size_t>(CalendarUnit::sunday) + 1;
}
static_assert(in_order());

}  // namespace

const CalendarUnitInfo& calendar_unit(CalendarUnit unit) {
  return kUnits[static_cast<std::size_t>(unit)];
}

Word made_field_word(MadeField field) {
  switch (field) {
    case MadeField::year:
      return {"year", "年度"};
    case MadeField::quarter:
      return {"quarter", "季度"};
    case MadeField::month:
      return {"month", "月份"};
    case MadeField::ordinal:
      return {"ordinal", "序号"};
    case MadeField::first_day:
      return {"first_day", "首日"};
    case MadeField::last_day:
      return {"last_day", "末日"};
    case MadeField::days:
      return {"days", "天数"};
    case MadeField::full_days:
      return {"full_days", "全期天数"};
    case MadeField::source:
    case MadeField::group:
      break;
  }
  return {};
}

}  // namespace remit::type
