#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "type/ids.h"
#include "type/words.h"

// Tables that nobody hands over: their rows are made of the rows of others. The model and the plan
// say it alike. They are made once, before anything else is computed, by run/made_tables.h.

namespace remit::type {

/// What a span of time is cut into. A weekday gives each such day of the span.
enum class CalendarUnit : std::uint8_t {
  none,     ///< no calendar: rows of one table crossed with rows of others
  stretch,  ///< not of the calendar: from one day on which something changes to the next
  day,
  week,  ///< Monday to Sunday
  month,
  quarter,
  year,
  monday,
  tuesday,
  wednesday,
  thursday,
  friday,
  saturday,
  sunday,
};

/// What a field of a made table holds.
enum class MadeField : std::uint8_t {
  source,     ///< the row it was made of, a reference
  group,      ///< of a summary: a value that all rows of the group have
  year,       ///< of the part of the calendar
  quarter,    ///< 1 to 4
  month,      ///< 1 to 12
  ordinal,    ///< 1 for the first of the rows made of the same source rows, and so on
  first_day,  ///< of the part, or of the span if that begins later
  last_day,   ///< the same of its end; both days are within
  days,       ///< from first_day to last_day, both counted
  full_days,  ///< of the whole part, whatever the span cuts off
};

/// What each unit is.
struct CalendarUnitInfo {
  CalendarUnit unit = CalendarUnit::none;
  std::string_view name;
  int months = 0;  ///< that a part has, from January on; 0: its length is not one of months
  bool week = false;
  int weekday = 0;  ///< 1 to 7: of each week that day alone
  /// By what its parts are told apart, beside what they are made of.
  std::span<const MadeField> told_by{};
};

const CalendarUnitInfo& calendar_unit(CalendarUnit unit);

/// How one calls those fields that have a name of the language.
Word made_field_word(MadeField field);

/// The rows of one entity and what they are made of. Blanks and errors: run/made_tables.h.
struct MadeRows {
  struct Source {
    EntityId rows = kWhole;
    ColumnId where = kNone;  ///< boolean of these rows; none: all of them
  };
  EntityId entity = kWhole;
  std::vector<Source> sources{};  ///< each row of each with each row of the others; of a summary
                                  ///< one. None: the parts of the calendar alone
  CalendarUnit unit = CalendarUnit::none;
  ColumnId from = kNone;  ///< date, of the first source or of the whole
  ColumnId to = kNone;    ///< the same; itself within the span
  std::vector<ColumnId>
      cuts{};  ///< dates, of the first source (its own row) or of others (all rows)
  std::vector<ColumnId> groups{};   ///< of a summary: of the source, one for each group field
  std::vector<MadeField> fields{};  ///< one for each field of the entity

  bool is_summary() const { return !groups.empty(); }
  /// Whose row an end of the span is of.
  EntityId span_rows() const { return sources.empty() ? kWhole : sources.front().rows; }
};

/// The columns that its rows are known from, kNone left out.
template <typename Visit>
void visit_columns(MadeRows& made, Visit visit) {
  const auto one = [&](ColumnId& column) {
    if (column != kNone) visit(column);
  };
  for (MadeRows::Source& source : made.sources) one(source.where);
  one(made.from);
  one(made.to);
  for (ColumnId& column : made.cuts) one(column);
  for (ColumnId& column : made.groups) one(column);
}

}  // namespace remit::type
