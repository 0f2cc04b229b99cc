#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "remit/data.h"

namespace remit::cli {

/// What a row may take, in bytes of UTF-8. A longer one has a quote that nobody closed, or is no
/// row: a cell may have 1 MiB.
inline constexpr std::size_t kLongestRow = std::size_t{16} << 20;

/// The columns of a table at most: more than any sheet has, and each takes some hundred bytes.
inline constexpr std::size_t kMostHeaders = 20'000;

/// What is read at most of a table whose sender is not trusted.
struct CsvMost {
  std::uint64_t rows = ~std::uint64_t{0};   ///< reading ends behind one more, to be refused
  std::uint64_t cells = ~std::uint64_t{0};  ///< more are an error

  bool is_limited() const { return ~rows != 0 || ~cells != 0; }
};

/// Why a text is no table. Rows count from 1, without the header.
struct CsvError {
  enum class Kind : std::uint8_t {
    no_header,
    ragged_row,
    unclosed_quote,
    no_header_above,    ///< a cell stands under a blank header
    text_behind_quote,  ///< a cell goes on behind its closing quote
    long_row,           ///< longer than kLongestRow
    column_numbers,     ///< the row says 1, 2, 3
    repeated_header,    ///< the row says what the header says: files were put together
    many_headers,       ///< more than kMostHeaders
    many_cells,         ///< more than CsvMost::cells
  };
  Kind kind = Kind::no_header;
  std::uint64_t row = 0;
  std::uint64_t line = 0;  ///< at which the row begins
  std::size_t cells = 0;   ///< of a ragged row
  std::string text{};      ///< the cell as it stands there, where one is to be shown
};

/// A table of texts. The cells are views of the text that was parsed, or of `unquoted`.
struct CsvTable {
  std::vector<std::string_view> headers;
  std::size_t header_cells = 0;  ///< with the blank ones at its end, which are no headers
  std::vector<std::vector<std::string_view>> columns;  ///< one per header, all of one length
  std::deque<std::string> unquoted;                    ///< cells that had doubled quotes
  std::vector<LineRun> lines;                          ///< where the rows begin
  std::optional<CsvError> numbered;  ///< a row that may number the columns, and may not
  std::uint64_t next_line = 1;       ///< of the text that was not read yet
  bool begun = false;                ///< rows of the table stand before these
  CsvMost most{};

  std::uint64_t rows() const { return columns.empty() ? 0 : columns[0].size(); }
};

/// Bytes up to the last line end, 0 if there is none. A CR at the very end is left, since a LF may
/// belong to it. It is known that there is none in the first `searched` bytes.
std::size_t whole_lines(std::string_view text, std::size_t searched = 0);

/// How many lines end in the text: with LF, CRLF or CR.
std::uint64_t count_line_ends(std::string_view text);

/// The same for a text that comes in pieces: reads rows from the beginning of `text`, the first one
/// of a table without headers as headers, and says how many bytes they took. Unless this is the
/// `last` piece, what follows the last line end that is not within quotes is left for the next
/// call, whose text begins there; its table takes over headers, `header_cells` and `next_line`.
/// Every piece but the last ends with a line end.
struct CsvPiece {
  std::size_t bytes = 0;
  std::optional<CsvError> error;  ///< rows count from the first one of `table`
};
CsvPiece parse_csv_piece(std::string_view text, bool last, CsvTable& table);

/// Of a text that is there to its end: the rows that begin before the byte `until`, behind those
/// that are in `table`. A table without headers gets them first, and one row at least. Rows begin
/// where one before them ended, or the text does.
CsvPiece parse_csv_rows(std::string_view text, std::size_t until, CsvTable& table);

/// Reads comma-separated values as RFC 4180 has them: cells may stand in quotes, quotes inside them
/// are doubled, and quoted cells may hold commas and line ends. Lines end with LF, CRLF or CR.
/// Beyond the RFC: blanks around unquoted cells and around quotes are dropped, rows whose cells are
/// all blank are skipped, and so is a first line `sep=,`. Where the header itself ends in blank
/// cells, rows may too; otherwise a cell beyond the header is an error even if it is blank.
/// `text` must outlive the table. One pass; no allocation per cell but for doubled quotes.
std::optional<CsvError> parse_csv(std::string_view text, CsvTable& table);

}  // namespace remit::cli
