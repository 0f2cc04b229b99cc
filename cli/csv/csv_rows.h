#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/csv/csv_style.h"
#include "remit/results.h"

namespace remit::cli {

/// Appends one cell as RFC 4180 has it: in quotes only if it must be.
void append_csv_cell(std::string_view cell, std::string& out);

/// Writes rows of tables as lines of CSV. Some rows at a time are told column by column, then
/// copied line by line, so that what a column is is asked once for all of them. What it needs for
/// that it keeps; it holds no more than the texts of those rows.
class CsvRows {
 public:
  explicit CsvRows(CsvStyle style) : style_(style) {}
  CsvRows(const CsvRows&) = delete;
  CsvRows& operator=(const CsvRows&) = delete;

  /// Appends the lines of the rows `begin` to `end`, each with its end.
  void append(const Table& table, std::uint64_t begin, std::uint64_t end, std::string& out);

 private:
  /// The cells of a column as they are written.
  struct Column {
    std::vector<std::string_view> cells;
    std::string made;    ///< what cells are in
    std::string quoted;  ///< and cells that are written otherwise than they read
  };

  void quote(const TableColumn& head, Column& column) const;
  void append_lines(std::size_t rows, std::size_t columns, std::string& out);

  CsvStyle style_;
  std::vector<Column> columns_;
};

}  // namespace remit::cli
