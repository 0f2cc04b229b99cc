// Which days are workdays.
#include "check/declare.h"
#include "check/forms/form.h"

namespace remit::check {

namespace {

void declare_calendar(Context& context, NodeView item) {
  Calendar calendar;
  calendar.name = item[Label::name].text();
  if (item[Label::table]) {
    const auto table = entity_named(context, item[Label::table]);
    if (!table) return;
    calendar.entity = *table;
    const auto day = field_of_type(context, *table, item[Label::day], {type::kDate});
    if (day) calendar.date = *day;
    if (item[Label::worked]) {
      const auto worked = field_of_type(context, *table, item[Label::worked], {type::kBoolean});
      if (worked) calendar.worked = *worked;
    }
  }
  const auto id = static_cast<std::uint32_t>(context.model.calendars.size());
  context.model.calendars.push_back(std::move(calendar));
  declare_name(context, item, SymbolKind::calendar, id);
}

}  // namespace

constinit const Form kCalendar{
    .rule = Rule::calendar, .phase = Phase::tables, .declare = declare_calendar};

}  // namespace remit::check
