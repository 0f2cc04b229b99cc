#include "cli/csv/csv_pieces.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "cli/csv/encoding.h"
#include "cli/csv/file_bytes.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

/// A row that does not end after so many bytes has a quote that nobody closed: a cell may have 1
/// MiB.
constexpr std::size_t kLongestRow = std::size_t{64} << 20;

/// Bytes up to the last line end.
std::size_t whole_lines(std::string_view text) {
  std::size_t end = text.rfind('\n');
  if (end == std::string_view::npos) end = text.rfind('\r');
  return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace

struct CsvPieces::File {
  explicit File(int number) : descriptor(number) {}
  ~File() {
    if (descriptor >= 0) ::close(descriptor);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  /// Appends up to `size` bytes; false at the end.
  absl::StatusOr<bool> read(std::size_t size, std::string& to) {
    const std::size_t before = to.size();
    to.resize(before + size);
    ssize_t got = 0;
    do {
      got = ::read(descriptor, to.data() + before, size);
    } while (got < 0 && errno == EINTR);
    to.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0) return system_error();
    return got > 0;
  }

  int descriptor;
};

CsvPieces::CsvPieces(std::size_t piece_bytes) : piece_bytes_(piece_bytes) {}
CsvPieces::~CsvPieces() = default;

absl::Status CsvPieces::open(const std::string& path) {
  file_ = std::make_unique<File>(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file_->descriptor < 0) return system_error();
  struct stat status {};
  if (::fstat(file_->descriptor, &status) != 0) return system_error();
  if (!S_ISREG(status.st_mode)) return absl::InvalidArgumentError("no regular file");
  if (absl::Status found = find_encoding(); !found.ok()) return found;
  return rewind();
}

/// A line end is one byte in both encodings and never a part of another character, so that the file
/// can be looked at, and decoded, line by line.
absl::Status CsvPieces::find_encoding() {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::size_t before = 0;
  std::string block;
  bool whole = true;  // everything was seen
  for (bool more = true; more;) {
    const absl::StatusOr<bool> got = file_->read(piece_bytes_, block);
    if (!got.ok()) return got.status();
    more = *got;
    if (before == 0 && bom_ == 0 && block.starts_with(kByteOrderMark)) {
      bom_ = kByteOrderMark.size();
      block.erase(0, bom_);
    }
    const std::size_t lines = more ? whole_lines(block) : block.size();
    const std::string_view seen = std::string_view(block).substr(0, lines);
    if (gb18030_ || first_invalid_utf8(seen)) {
      if (!gb18030_) {
        bad_byte_ = before + *first_invalid_utf8(seen) + 1;
        gb18030_ = true;
        whole = before == 0;
      }
      if (decode_gb18030(seen) == std::nullopt) return absl::OutOfRangeError("no encoding");
    }
    before += lines;
    block.erase(0, lines);
  }
  if (whole) return absl::OkStatus();
  // What came before the first byte that is not UTF-8 has to be GB18030 too.
  if (absl::Status begun = rewind(); !begun.ok()) return begun;
  block.clear();
  for (std::size_t at = 0; at < bad_byte_;) {
    const absl::StatusOr<bool> got = file_->read(piece_bytes_, block);
    if (!got.ok()) return got.status();
    const std::size_t lines = *got ? whole_lines(block) : block.size();
    if (decode_gb18030(std::string_view(block).substr(0, lines)) == std::nullopt) {
      return absl::OutOfRangeError("no encoding");
    }
    at += lines;
    block.erase(0, lines);
    if (!*got) break;
  }
  return absl::OkStatus();
}

absl::Status CsvPieces::rewind() {
  if (::lseek(file_->descriptor, static_cast<off_t>(bom_), SEEK_SET) < 0) return system_error();
  raw_.clear();
  text_.clear();
  used_ = 0;
  at_end_ = false;
  headers_.clear();
  rows_ = 0;
  piece_ = {};
  return absl::OkStatus();
}

/// Appends whole lines to the text, or what is left at the end of the file.
absl::Status CsvPieces::read_more() {
  text_.erase(0, used_);
  used_ = 0;
  while (!at_end_) {
    const absl::StatusOr<bool> more = file_->read(piece_bytes_, raw_);
    if (!more.ok()) return more.status();
    at_end_ = !*more;
    const std::size_t lines = at_end_ ? raw_.size() : whole_lines(raw_);
    if (lines == 0 && !at_end_ && raw_.size() < kLongestRow) continue;
    const std::string_view seen = std::string_view(raw_).substr(0, lines);
    if (gb18030_) {
      const std::optional<std::string> decoded = decode_gb18030(seen);
      if (!decoded) return absl::OutOfRangeError("no encoding");
      text_ += *decoded;
    } else {
      text_ += seen;
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
    piece_.table.columns.resize(headers_.size());
    const CsvPiece parsed = parse_csv_piece(text_, at_end_, piece_.table);
    used_ = parsed.bytes;
    rows_ = piece_.table.rows();
    piece_.error = parsed.error;
    const std::size_t left = std::max(text_.size() - used_, raw_.size());
    if (!piece_.error && !at_end_ && piece_.table.rows() == 0 && left >= kLongestRow) {
      piece_.error = CsvError{CsvError::Kind::unclosed_quote, 1, 0};
    }
    if (headers_.empty()) {
      headers_.assign(piece_.table.headers.begin(), piece_.table.headers.end());
    }
    if (piece_.error || at_end_ || piece_.table.rows() > 0) return &piece_;
  }
}

}  // namespace remit::cli
