// Any bytes are a table or an error, in whatever encoding; read piece by piece they are the same as
// read at once, and headers and their units are taken apart without harm.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "cli/csv/csv_parser.h"
#include "cli/csv/csv_writer.h"
#include "cli/csv/decode.h"
#include "cli/csv/encoding.h"
#include "cli/csv/header_unit.h"

namespace {

using namespace remit;  // NOLINT(google-build-using-namespace)

void require(bool holds) {
  if (!holds) std::abort();
}

void look_at_headers(const cli::CsvTable& table) {
  for (const std::string_view header : table.headers) {
    const cli::HeaderParts parts = cli::split_header(header);
    for (const ValueKind kind : {ValueKind::number, ValueKind::money, ValueKind::text}) {
      ValueType type;
      type.kind = kind;
      type.currency = "CNY";
      type.scale = 2;
      (void)cli::unit_exponent(parts.unit, type);
    }
  }
}

/// The rows, read in pieces of `size` bytes that end with a line.
struct Rows {
  std::vector<std::string> headers;
  std::vector<std::vector<std::string>> cells;
  std::optional<cli::CsvError::Kind> error;
};

void append(const cli::CsvTable& table, Rows& rows) {
  if (rows.headers.empty()) rows.headers.assign(table.headers.begin(), table.headers.end());
  for (std::uint64_t row = 0; row < table.rows(); ++row) {
    std::vector<std::string>& cells = rows.cells.emplace_back();
    for (const auto& column : table.columns) cells.emplace_back(column[row]);
  }
}

Rows at_once(std::string_view text) {
  Rows rows;
  cli::CsvTable table;
  if (const auto wrong = cli::parse_csv(text, table)) rows.error = wrong->kind;
  append(table, rows);
  look_at_headers(table);
  return rows;
}

Rows in_pieces(std::string_view text, std::size_t size) {
  Rows rows;
  std::size_t header_cells = 0, begin = 0, end = 0;
  std::uint64_t next_line = 1;
  while (!rows.error) {
    bool last = false;
    do {
      const std::size_t more = std::min(text.size(), end + size);
      last = more == text.size();
      const std::size_t lines =
          last ? text.size() - begin : cli::whole_lines(text.substr(begin, more - begin));
      end = more;
      if (last || lines > 0) {
        cli::CsvTable table;
        table.headers.assign(rows.headers.begin(), rows.headers.end());
        table.header_cells = header_cells;
        table.next_line = next_line;
        table.columns.resize(rows.headers.size());
        const cli::CsvPiece piece = cli::parse_csv_piece(text.substr(begin, lines), last, table);
        append(table, rows);
        header_cells = table.header_cells;
        next_line = table.next_line;
        if (piece.error) rows.error = piece.error->kind;
        begin += piece.bytes;
      }
    } while (!rows.error && !last);
    return rows;
  }
  return rows;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  static const std::vector<const cli::Encoding*> kEncodings = [] {
    std::vector<const cli::Encoding*> all{nullptr};
    for (const char* name : {"utf-8", "gb18030", "big5", "shift-jis", "euc-kr", "windows-1252"})
      all.push_back(*cli::encoding_named(name));
    return all;
  }();
  const cli::Decoded decoded = cli::decode(bytes, kEncodings[data[0] % kEncodings.size()]);
  if (decoded.trouble) return 0;
  require(!base::first_invalid_utf8(decoded.text));
  const Rows whole = at_once(decoded.text);
  const Rows pieces = in_pieces(decoded.text, 1 + data[0] / kEncodings.size());
  // Which row may number the columns is asked of the first of a piece: pieces have 4 MiB.
  constexpr auto kNumbers = cli::CsvError::Kind::column_numbers;
  if (whole.error == kNumbers || pieces.error == kNumbers) return 0;
  require(whole.error == pieces.error);
  require(whole.headers == pieces.headers && whole.cells == pieces.cells);
  if (whole.error) return 0;
  // What is written is read again.
  std::string written;
  const auto write = [&](const std::vector<std::string>& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) written += ',';
      cli::append_csv_cell(row[i], written);
    }
    written += "\r\n";
  };
  write(whole.headers);
  for (const auto& row : whole.cells) write(row);
  // A mark of UTF-8 before a row, and a line `sep=,`, mean something outside of quotes.
  if (written.find("\xEF\xBB\xBF") != std::string::npos || written.starts_with("sep=")) return 0;
  const Rows again = at_once(written);
  if (again.error == kNumbers) return 0;
  require(!again.error && again.headers == whole.headers && again.cells == whole.cells);
  return 0;
}
