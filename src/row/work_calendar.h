#pragma once

#include "row/cells.h"
#include "table/work_calendar.h"

namespace remit::row {

/// Plan::calendars[index], from its table. Its fault is the first one of the table, by row, date
/// before `worked`; or CellFault::duplicate_key of a day that stands there both as worked and as
/// free.
table::WorkCalendar read_calendar(const plan::Plan& plan, Cells& cells, std::uint32_t index);

}  // namespace remit::row
