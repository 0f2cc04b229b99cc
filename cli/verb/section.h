#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/csv/table_pieces.h"
#include "cli/text/console.h"
#include "cli/text/grid.h"
#include "cli/verb/shown_table.h"
#include "remit/results.h"

namespace remit::cli {

/// Rows for a list, of one table or of several with the same columns. Those that are not shown are
/// counted and not held.
class ShownRows {
 public:
  /// Of the rows the first `lines` are shown, 0 for all.
  ShownRows(std::uint64_t lines, const Console& console) : lines_(lines), console_(console) {}

  void add(const ShownTable& table, std::uint64_t row);
  /// So many rows that are not shown, after as many as are.
  void skip(std::uint64_t rows) { count_ += rows; }
  /// Whether the next row would be counted alone.
  bool is_full() const { return lines_ != 0 && count_ >= lines_; }
  /// Heading, grid and how many more there are; nothing without a row.
  std::string text(const std::string& heading) const;

 private:
  std::uint64_t lines_;
  const Console& console_;
  Grid grid_;
  std::uint64_t count_ = 0;
};

/// One list of what a verb prints for people: a table with some of its rows, under a heading.
class Section {
 public:
  /// Of the rows at most `lines` are shown, 0 for all.
  Section(Table table, std::uint64_t lines, const Console& console);

  /// Leaves out a column, if there is one of that name.
  Section& hide(std::string_view column);
  /// The rows with the largest figure in this column first.
  Section& largest_first(std::string_view column);

  /// Heading and grid, or nothing when no row qualifies.
  std::string text(Text heading, const std::function<bool(std::uint64_t)>& wanted) const;
  std::string text(const std::string& heading,
                   const std::function<bool(std::uint64_t)>& wanted) const;

 private:
  std::vector<std::uint64_t> order() const;

  ShownTable shown_;
  std::uint64_t lines_;
  const Console& console_;
  std::optional<std::size_t> sorted_by_;
};

/// A list of a run, of which only what is shown is made: heading, grid, how many more there are.
/// `hidden`: a column that is left out.
std::string list_text(const std::string& heading, TablePieces list, std::uint64_t lines,
                      const Console& console, std::string_view hidden = {});

/// For sections of all rows.
bool every_row(std::uint64_t row);

}  // namespace remit::cli
