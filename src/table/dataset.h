#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "number/integer.h"
#include "remit/lines.h"
#include "table/column_data.h"

namespace remit::table {

/// The rows of one entity. `columns` match plan::Entity::fields one to one and all have `rows`
/// rows; references already are row numbers.
struct Table {
  std::uint64_t rows = 0;
  std::vector<ColumnData> columns;
  bool given = false;  ///< false: no table was supplied (an open entity); it has no rows
  /// The rows that are in error as a whole, with the fault of their key: nobody can say which row
  /// is meant where the key is blank, unreadable or stands twice. Every cell of such a row that is
  /// no error of its own (one left out counts as none) has this fault, computed cells too, and the
  /// row takes part in nodes as one whose `where` is it. A key that stands twice keeps its stored
  /// value beside its fault.
  Faults refused{};
  std::vector<LineRun> lines{};  ///< where the rows stand in a file, as far as known
  /// What the columns are called in their spreadsheet, `sheet!C`, by field; empty: in none.
  std::vector<std::string> places{};
};

/// The line at which a row begins; 0 where it is not known.
std::uint64_t line_of(const std::vector<LineRun>& lines, std::uint64_t row);

/// Between the parts of a key of several fields where it is one text: `甲/2019`.
inline constexpr char kKeySeparator = '/';

/// The keys as a reader sees them: one that stands twice is a fault, but what it is is known.
/// Shares the memory of the values.
ColumnData shown_keys(const ColumnData& keys);

/// One table per entity of the plan; [0], the whole, has exactly one row.
struct Dataset {
  std::vector<Table> tables;
};

/// What a column comes to, where its cells are not kept.
struct Tally {
  number::Integer sum;        ///< of the coefficients of the rows that have a value
  std::uint64_t nonzero = 0;  ///< rows with a value other than zero
  std::uint64_t faults = 0;   ///< rows without a value
};

struct DividedGroup;

/// The columns that a run computed, by plan::ColumnId; those the plan does not mark as output may
/// be absent.
struct Results {
  std::vector<std::optional<ColumnData>> columns;
  /// By plan::ColumnId, ascending: of columns that the plan marks as output and that are absent
  /// because no more than this was asked for.
  std::vector<std::pair<std::uint32_t, Tally>> tallies{};
  /// By plan::ColumnId, ascending: of divisions among rows their larger groups, if they are kept.
  std::vector<std::pair<std::uint32_t, std::shared_ptr<const std::vector<DividedGroup>>>>
      divisions{};
};

}  // namespace remit::table
