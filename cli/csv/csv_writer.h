#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "cli/csv/table_pieces.h"
#include "remit/results.h"

namespace remit::cli {

/// Appends one cell as RFC 4180 has it: in quotes only if it must be.
void append_csv_cell(std::string_view cell, std::string& out);

/// For whom a table is written.
struct CsvStyle {
  CsvStyle(Language spoken, bool for_excel = false)  // NOLINT(google-explicit-constructor)
      : language(spoken), excel(for_excel) {}

  Language language;
  /// For a spreadsheet that opens the file: a byte order mark, so that it sees UTF-8; an apostrophe
  /// before what it would run as a formula; a tab behind texts that it would take for numbers or
  /// days, of which it would drop zeros and digits. What reads tables here drops the tab again.
  bool excel = false;
};

/// A table as CSV: a header of column names, or of the captions that the policy gives them, in that
/// language; then one line for each row. Lines end with CRLF, as the RFC says and spreadsheets
/// expect. Blank cells and errors are empty.
std::string csv_text(const Table& table, CsvStyle style = Language::en);
/// The same, written by so many threads, 0 for one per processor; its bytes go to `take` in order,
/// and no more than what some pieces come to is held.
absl::Status write_csv(TablePieces table, CsvStyle style, std::uint32_t threads,
                       const std::function<absl::Status(std::string_view)>& take);

/// Its first line, and the lines of some rows, each with its end.
void append_csv_header(const Table& table, std::string& out, CsvStyle style = Language::en);
void append_csv_rows(const Table& table, std::uint64_t begin, std::uint64_t end, std::string& out,
                     CsvStyle style = Language::en);

}  // namespace remit::cli
