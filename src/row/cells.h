#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "plan/plan.h"
#include "row/value.h"
#include "table/work_calendar.h"

namespace remit::row {

/// Where the nodes read the cells they need.
///
/// A cell may not be known yet when a node asks. It is then noted as wanted, a stand-in fault comes
/// back, and whatever the node makes of it is thrown away: the evaluator computes what was wanted
/// and asks the node again. So nodes are written as if every cell were there, chains of any length
/// need no recursion, and nothing is computed that nobody asked for. A node that keeps something
/// for later cells must look at `complete()` first.
class Cells {
 public:
  virtual ~Cells() = default;

  /// The cell of `column` in `row` of its entity; for a column of the whole any row will do.
  virtual Value at(plan::ColumnId column, std::uint64_t row) = 0;
  /// Whether every cell asked for since the node was started was known.
  virtual bool complete() const = 0;

  virtual std::uint64_t row_count(plan::EntityId entity) const = 0;
  /// False for an open entity whose table was not supplied.
  virtual bool is_given(plan::EntityId entity) const = 0;
  /// The fault of a row that is in error as a whole (table::Table::refused), or null.
  virtual const type::Fault* refused(plan::EntityId entity, std::uint64_t row) const = 0;
  /// What an input cell holds, also where a fault stands in it: of a key that stands twice, the
  /// key.
  virtual Value input(plan::ColumnId column, std::uint64_t row) = 0;
  /// The same text, which lives as long as the cells do.
  virtual std::string_view keep(std::string text) = 0;
  /// The days of Plan::calendars[index].
  virtual const table::WorkCalendar& calendar(std::uint32_t index) = 0;
};

/// The cell that is being computed.
struct CellPlace {
  const plan::Plan& plan;
  Cells& cells;
  plan::ColumnId column = 0;
  std::uint64_t row = 0;

  /// A fault that begins here.
  type::Fault fault(type::CellFault code) const { return {code, column, row}; }
  Value at(plan::ColumnId other) const { return cells.at(other, row); }
};

}  // namespace remit::row
