#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "cli/csv/csv_rows.h"
#include "cli/csv/csv_style.h"
#include "cli/csv/table_pieces.h"
#include "remit/results.h"

namespace remit::cli {

/// A table as CSV: a header of column names, or of the captions that the policy gives them, in that
/// language; then one line for each row. Lines end with CRLF, as the RFC says and spreadsheets
/// expect. Blank cells and errors are empty.
std::string csv_text(const Table& table, CsvStyle style = Language::en);
/// The same, written by so many threads, 0 for one per processor. Its bytes go to `take` in order,
/// by one thread at a time while the others write what comes next; a piece for each thread is held.
absl::Status write_csv(TablePieces table, CsvStyle style, std::uint32_t threads,
                       const std::function<absl::Status(std::string_view)>& take);

/// Its first line, and the lines of some rows, each with its end.
void append_csv_header(const Table& table, std::string& out, CsvStyle style = Language::en);
void append_csv_rows(const Table& table, std::uint64_t begin, std::uint64_t end, std::string& out,
                     CsvStyle style = Language::en);

}  // namespace remit::cli
