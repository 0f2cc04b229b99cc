#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "cli/csv/csv_parser.h"

namespace remit::cli {

/// Takes the rows of a file one by one, whatever the file is, and says which of them cannot be rows
/// of a table. Cells come without the blanks around them.
class TableRows {
 public:
  explicit TableRows(CsvTable& table) : table_(table) {}

  /// The first row, which has the names of the columns. Blank cells at its end are none.
  std::optional<CsvError> add_header(const std::vector<std::string_view>& row, std::uint64_t line);
  /// A row below it; one of blanks only is skipped.
  std::optional<CsvError> add(std::vector<std::string_view>& row, std::uint64_t line);

  /// What is wrong with the row that comes next.
  CsvError error(CsvError::Kind kind, std::size_t cells, std::uint64_t line) const;

 private:
  std::optional<CsvError> wrong_width(std::vector<std::string_view>& row, std::uint64_t line) const;
  std::optional<CsvError> look_for_numbers(const std::vector<std::string_view>& row,
                                           std::uint64_t line);
  void note_line(std::uint64_t line);

  CsvTable& table_;
};

bool is_blank_row(const std::vector<std::string_view>& row);

}  // namespace remit::cli
