#include "cli/csv/csv_pieces.h"

#include <algorithm>
#include <utility>

#include "cli/csv/encoding.h"
#include "cli/csv/file_bytes.h"
#include "cli/system/files.h"
#include "remit/text.h"

namespace remit::cli {

struct CsvPieces::File {
  explicit File(int number) : descriptor(number) {}
  ~File() {
    if (descriptor >= 0) system::close(descriptor);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  /// Appends up to `size` bytes; false at the end.
  absl::StatusOr<bool> read(std::size_t size, std::string& to) {
    const std::size_t before = to.size();
    to.resize(before + size);
    const std::ptrdiff_t got = system::read(descriptor, to.data() + before, size);
    to.resize(before + static_cast<std::size_t>(std::max<std::ptrdiff_t>(got, 0)));
    if (got < 0) return system_error();
    return got > 0;
  }

  /// Whether the file is as long, and was written to last, as when it was opened.
  bool is_as_opened() const {
    system::FileState now;
    return system::look_at(descriptor, now) && now.size == opened.size &&
           now.written == opened.written;
  }

  int descriptor;
  system::FileState opened;
};

CsvPieces::CsvPieces(std::size_t piece_bytes) : piece_bytes_(piece_bytes) {}
CsvPieces::~CsvPieces() = default;

absl::Status CsvPieces::open(const std::string& path, const Encoding* chosen) {
  file_ = std::make_unique<File>(system::open_to_read(path));
  if (file_->descriptor < 0) return system_error();
  if (!system::look_at(file_->descriptor, file_->opened)) return system_error();
  if (!file_->opened.is_regular()) return absl::InvalidArgumentError("no regular file");
  scan_ = EncodingScan(chosen);
  if (absl::Status done = scan_all(&EncodingScan::first); !done.ok()) return done;
  if (scan_.needs_second()) {
    if (absl::Status begun = rewind(); !begun.ok()) return begun;
    if (absl::Status done = scan_all(&EncodingScan::second); !done.ok()) return done;
  }
  if (scan_.trouble()) return absl::OutOfRangeError("no text");
  return rewind();
}

/// A line end is one byte in every encoding and never a part of another letter, so that the file
/// can be looked at, and decoded, line by line.
absl::Status CsvPieces::scan_all(Pass pass) {
  std::string block;
  for (bool more = true, wanted = true; more && wanted;) {
    const std::size_t searched = block.size();
    const absl::StatusOr<bool> got = file_->read(piece_bytes_, block);
    if (!got.ok()) return got.status();
    more = *got;
    const std::size_t lines = more ? whole_lines(block, searched) : block.size();
    if (lines == 0 && more) {
      if (block.size() > kLongestRow) wanted = scan_.no_line_end();
      continue;
    }
    wanted = (scan_.*pass)(std::string_view(block).substr(0, lines), !more);
    block.erase(0, lines);
  }
  return absl::OkStatus();
}

absl::Status CsvPieces::rewind() {
  if (!system::go_to(file_->descriptor, scan_.mark())) return system_error();
  raw_.clear();
  text_.clear();
  used_ = 0;
  at_end_ = false;
  headers_.clear();
  header_cells_ = 0;
  next_line_ = 1;
  rows_ = 0;
  piece_ = {};
  return absl::OkStatus();
}

/// Appends whole lines to the text, or what is left at the end of the file.
absl::Status CsvPieces::read_more() {
  text_.erase(0, used_);
  used_ = 0;
  while (!at_end_) {
    const std::size_t searched = raw_.size();
    const absl::StatusOr<bool> more = file_->read(piece_bytes_, raw_);
    if (!more.ok()) return more.status();
    at_end_ = !*more;
    if (at_end_ && !file_->is_as_opened()) return absl::DataLossError("the file has changed");
    const std::size_t lines = at_end_ ? raw_.size() : whole_lines(raw_, searched);
    if (lines == 0 && !at_end_ && raw_.size() <= kLongestRow) continue;
    const std::string_view seen = std::string_view(raw_).substr(0, lines);
    if (&scan_.encoding() == &utf8()) {
      text_ += seen;
    } else {
      const std::optional<std::string> decoded = to_utf8(scan_.encoding(), seen);
      if (!decoded) return absl::DataLossError("the file has changed");
      text_ += *decoded;
    }
    raw_.erase(0, lines);
    return absl::OkStatus();
  }
  return absl::OkStatus();
}

absl::StatusOr<CsvPieces::Piece*> CsvPieces::next() {
  const bool first = headers_.empty();
  piece_.rows_before += rows_;
  rows_ = 0;
  if (at_end_ && !first && used_ == text_.size()) return nullptr;
  while (true) {
    if (absl::Status read = read_more(); !read.ok()) return read;
    piece_.table = {};
    piece_.table.headers.assign(headers_.begin(), headers_.end());
    piece_.table.header_cells = header_cells_;
    piece_.table.next_line = next_line_;
    piece_.table.begun = piece_.rows_before > 0;
    piece_.table.columns.resize(headers_.size());
    const CsvPiece parsed = parse_csv_piece(text_, at_end_, piece_.table);
    used_ = parsed.bytes;
    rows_ = piece_.table.rows();
    next_line_ = piece_.table.next_line;
    piece_.error = parsed.error;
    if (headers_.empty()) {
      headers_.assign(piece_.table.headers.begin(), piece_.table.headers.end());
      header_cells_ = piece_.table.header_cells;
    }
    if (piece_.error || at_end_ || piece_.table.rows() > 0) return &piece_;
  }
}

}  // namespace remit::cli
