#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace remit::cli {

/// A table of texts. The cells are views of the text that was parsed, or of `unquoted`.
struct CsvTable {
  std::vector<std::string_view> headers;
  std::vector<std::vector<std::string_view>> columns;  ///< one per header, all of one length
  std::deque<std::string> unquoted;                    ///< cells that had doubled quotes

  std::uint64_t rows() const { return columns.empty() ? 0 : columns[0].size(); }
};

/// Why a text is no table. Rows count from 1, without the header.
struct CsvError {
  enum class Kind : std::uint8_t { no_header, ragged_row, unclosed_quote };
  Kind kind = Kind::no_header;
  std::uint64_t row = 0;
  std::size_t cells = 0;  ///< of a ragged row
};

/// The same for a text that comes in pieces: reads rows from the beginning of `text`, the first one
/// of a table without headers as headers, and says how many bytes they took. Unless this is the
/// `last` piece, what follows the last line end that is not within quotes is left for the next
/// call, whose text begins there. Every piece but the last ends with a line end.
struct CsvPiece {
  std::size_t bytes = 0;
  std::optional<CsvError> error;  ///< rows count from the first one of `table`
};
CsvPiece parse_csv_piece(std::string_view text, bool last, CsvTable& table);

/// Reads comma-separated values as RFC 4180 has them: cells may stand in quotes, quotes inside them
/// are doubled, and quoted cells may hold commas and line ends. Lines end with LF, CRLF or CR.
/// Beyond the RFC: blanks around unquoted cells and around quotes are dropped, rows whose cells are
/// all blank are skipped, blank cells beyond the header are dropped.
/// `text` must outlive the table. One pass; no allocation per cell but for doubled quotes.
std::optional<CsvError> parse_csv(std::string_view text, CsvTable& table);

}  // namespace remit::cli
