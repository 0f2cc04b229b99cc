#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "remit/results.h"

namespace remit::cli {

/// Appends one cell as RFC 4180 has it: in quotes only if it must be.
void append_csv_cell(std::string_view cell, std::string& out);

/// A table as CSV: a header of column names, or of the captions that the policy gives them, in that
/// language; then one line for each row. Lines end with CRLF, as the RFC says and spreadsheets
/// expect. Blank cells and errors are empty.
std::string csv_text(const Table& table, Language language = Language::en);
/// The same on so many threads, 0 for one per processor.
std::string csv_text(const Table& table, Language language, std::uint32_t threads);

/// Its first line, and the lines of some rows, each with its end.
void append_csv_header(const Table& table, std::string& out, Language language = Language::en);
void append_csv_rows(const Table& table, std::uint64_t begin, std::uint64_t end, std::string& out);

}  // namespace remit::cli
