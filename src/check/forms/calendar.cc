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
    for (const Label part : {Label::day, Label::worked}) {
      if (!item[part]) continue;
      const auto field = field_named(context, *table, item[part]);
      if (!field) return;
      (part == Label::day ? calendar.date : calendar.worked) = *field;
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
