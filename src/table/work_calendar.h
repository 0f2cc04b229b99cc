#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include "base/hash_map.h"
#include "type/cell.h"

namespace remit::table {

/// Which days are worked: Monday to Friday, and with a table of exceptions what the table says. A
/// table covers the years in which it has at least one row.
///
/// Built by add() for each row of the table, in their order, and finish(); after that it only
/// answers, each question in O(1) whatever the span, from counts of the worked days up to each day
/// (eight bytes for each day from the first covered year to the last, four for each worked one).
class WorkCalendar {
 public:
  /// Why a question has no answer: CellFault::no_holidays (a day that is looked at is not covered)
  /// or overflow (it lies outside the years 1 to 9999).
  using Days = std::variant<std::int64_t, type::CellFault>;

  /// There is a table; without this call Monday to Friday are worked on all days.
  void begin_table() { has_table_ = true; }
  /// One row of the table. False: the day was there already, as worked and now as free or the other
  /// way round.
  bool add(std::int32_t day, bool is_worked);
  void finish();

  /// Worked days after `from` up to and including `to`, all of which must be covered; negative if
  /// `to` is the earlier.
  Days between(std::int32_t from, std::int32_t to) const {
    if (!has_table_) return between_weekends(from, to);
    const Day a = at(from), b = at(to);
    const bool forward = from < to;
    const std::uint16_t first = forward ? a.next_run : b.next_run;
    const std::uint16_t last = forward ? b.run : a.run;
    const bool is_covered = first == last && last != 0;
    if (!is_covered && from != to) return type::CellFault::no_holidays;
    return std::int64_t{b.worked} - a.worked;
  }
  /// The day on which so many worked days after `from` are met (before it, if the count is
  /// negative); all days up to it must be covered. `from` itself for none.
  Days later(std::int32_t from, std::int64_t count) const;

  /// Why the table cannot be used; the owner's business, like `hole`.
  std::optional<type::Fault> fault;
  bool hole = false;  ///< the table is an open entity's and was not given

 private:
  struct Day {
    std::int32_t worked = 0;     ///< worked days of the table up to and including this one
    std::uint16_t run = 0;       ///< which unbroken run of covered years it lies in; 0: none
    std::uint16_t next_run = 0;  ///< the same of the day after
  };
  bool is_worked(std::int32_t day) const;
  /// A day outside the table is in no run.
  Day at(std::int64_t day) const {
    const auto index = static_cast<std::uint64_t>(day - first_);
    if (index < days_.size()) return days_[index];
    return {day < first_ ? 0 : static_cast<std::int32_t>(worked_.size()), 0, 0};
  }
  static Days between_weekends(std::int32_t from, std::int32_t to);

  bool has_table_ = false;
  base::HashMap<std::int32_t, bool> exceptions_;  ///< day -> worked
  base::HashSet<std::int32_t> years_;             ///< covered
  std::int64_t first_ = 0;  ///< the day of days_[0]: the one before the first covered year
  std::vector<Day> days_;
  std::vector<std::int32_t> worked_;  ///< all worked days of the table, ascending
};

}  // namespace remit::table
