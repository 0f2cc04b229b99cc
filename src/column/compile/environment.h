// What is complete when a pass is compiled: columns, tables, texts.
#pragma once

#include <memory>
#include <vector>

#include "column/bind/column_store.h"
#include "column/bind/missed_texts.h"
#include "column/bind/text_codes.h"
#include "column/run/earlier.h"
#include "column/run/memory.h"
#include "plan/plan.h"
#include "table/work_calendar.h"

namespace remit::column {

struct Environment {
  const plan::Plan& plan;
  std::vector<std::uint64_t> row_counts;                   ///< by entity
  std::vector<bool> given;                                 ///< by entity: a table was supplied
  std::vector<std::shared_ptr<const ColumnStore>> stores;  ///< by column; null: not complete
  const TextCodes& texts;
  std::shared_ptr<MissedTexts> missed;  ///< those put together that `texts` does not have
  ColumnMemory& memory;
  /// By entity: a condition that holds in each row but those that are in error as a whole
  /// (table::Table::refused), where it has their fault; null where there are none.
  std::vector<std::shared_ptr<const ColumnStore>> refused;
  std::vector<std::shared_ptr<const table::WorkCalendar>>
      calendars;  ///< by Plan::calendars, on demand
  /// By column: those of the recurrence that the pass computes; null for all others. Empty: none.
  std::vector<std::shared_ptr<EarlierColumn>> earlier = {};
  /// RunOptions::narrow_rows
  std::uint64_t narrow_rows = ~std::uint64_t{0};
};

/// Reads Plan::calendars[index] from its table, whose columns are complete.
std::shared_ptr<const table::WorkCalendar> read_calendar(const Environment& environment,
                                                         std::uint32_t index);

}  // namespace remit::column
