#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/csv/csv_parser.h"
#include "cli/csv/encoding_scan.h"

namespace remit::cli {

/// The rows of a CSV file, some thousands at a time, in the memory that one piece of it takes. The
/// file has to be one that can be read again from its beginning, and must not change meanwhile.
class CsvPieces {
 public:
  /// `piece_bytes`: of the file, read at once.
  explicit CsvPieces(std::size_t piece_bytes = std::size_t{4} << 20);
  ~CsvPieces();
  CsvPieces(const CsvPieces&) = delete;
  CsvPieces& operator=(const CsvPieces&) = delete;

  /// Finds out the encoding, unless it is `chosen`, and reads the file once or twice for it.
  /// Something else than a regular file is InvalidArgument, bytes that are no text OutOfRange
  /// (`scan().trouble()`); otherwise the status has the system's words.
  absl::Status open(const std::string& path, const Encoding* chosen = nullptr);
  /// What was found out, once opened.
  const EncodingScan& scan() const { return scan_; }

  absl::Status rewind();

  /// The next rows, with the headers of the file. The views hold until the next call.
  struct Piece {
    CsvTable table;
    std::uint64_t rows_before = 0;
    std::optional<CsvError> error;  ///< rows count from the first one of the piece
  };
  /// Null at the end; a file with headers only has one piece, without rows.
  absl::StatusOr<Piece*> next();

 private:
  struct File;

  using Pass = bool (EncodingScan::*)(std::string_view, bool);

  absl::Status read_more();
  absl::Status scan_all(Pass pass);

  std::size_t piece_bytes_;
  std::unique_ptr<File> file_;
  EncodingScan scan_{nullptr};
  std::string raw_;       ///< read, not yet decoded: what follows the last line end
  std::string text_;      ///< decoded, not yet parsed
  std::size_t used_ = 0;  ///< of text_
  bool at_end_ = false;
  std::vector<std::string> headers_;
  std::size_t header_cells_ = 0;
  std::uint64_t next_line_ = 1;
  Piece piece_;
  std::uint64_t rows_ = 0;  ///< of piece_, whose table is the caller's
};

}  // namespace remit::cli
