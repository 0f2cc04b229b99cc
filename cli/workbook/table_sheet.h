#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/text/console.h"
#include "cli/workbook/book_file.h"

namespace remit::cli {

class ShownTable;

/// Widths of columns that fit what stands in them, up to a measure.
class ColumnWidths {
 public:
  /// `least`, `most`: in letters of a spreadsheet's default font.
  void see(std::size_t column, std::string_view text);
  void apply(lxw_worksheet* sheet) const;
  /// Of one column alone, with the look of its cells that are not written.
  void apply_one(lxw_worksheet* sheet, std::size_t column, lxw_format* format) const;

 private:
  std::vector<std::size_t> widths_;
};

/// Writes one row of a table that people see: figures as numbers, days as days, ids as text, errors
/// coloured, with the reason as a comment of the first thousand of them.
class TableRowWriter {
 public:
  TableRowWriter(BookFile& book, lxw_worksheet* sheet, const Console& console)
      : book_(book), sheet_(sheet), console_(console) {}

  /// From the column `first` of the sheet on.
  void header(const ShownTable& table, std::uint32_t row, ColumnWidths& widths,
              std::size_t first = 0);
  void row(const ShownTable& table, std::uint64_t from, std::uint32_t row, ColumnWidths& widths,
           std::size_t first = 0);

 private:
  void cell(const ShownTable& table, std::uint64_t from, std::size_t index, std::uint32_t row,
            std::size_t column, ColumnWidths& widths);

  BookFile& book_;
  lxw_worksheet* sheet_;
  const Console& console_;
  std::size_t comments_ = 0;
};

/// A sheet with a table that comes in pieces, of which none is needed after it was added: its
/// header stays when one scrolls, and has filters. Where a sheet cannot hold all rows, further
/// sheets have the rest.
class TableSheets {
 public:
  TableSheets(BookFile& book, std::string_view name, const Console& console)
      : book_(book), name_(name), console_(console) {}

  /// Further rows, `from` to `end` of a piece; all pieces have the same columns.
  void add(const ShownTable& piece, std::uint64_t from, std::uint64_t end);
  /// Once, after the last of one piece or more, of which some may have no rows.
  void finish();

 private:
  void begin(const ShownTable& piece);

  BookFile& book_;
  std::string name_;
  const Console& console_;
  lxw_worksheet* sheet_ = nullptr;
  std::optional<TableRowWriter> writer_;
  ColumnWidths widths_;
  std::size_t columns_ = 0;
  std::uint32_t row_ = 0;  ///< of the sheet, the next one
};

/// The same of a table that is there as a whole.
void add_table_sheet(BookFile& book, std::string_view name, const ShownTable& table,
                     const Console& console);

}  // namespace remit::cli
