#include "cli/csv/csv_parser.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "cli/csv/cell_ends.h"
#include "cli/csv/eight_bytes.h"
#include "cli/csv/table_rows.h"

namespace remit::cli {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

class Parser {
 public:
  Parser(std::string_view text, CsvTable& table)
      : at_(text.data()),
        end_(text.data() + text.size()),
        ends_(end_),
        table_(table),
        rows_(table),
        line_(table.next_line) {}

  std::optional<CsvError> run() {
    if (std::optional<CsvError> error = read_header(true)) return error;
    return read_rows(true, end_);
  }

  // Unless the text ends here, a header that it breaks off within is left: there is none then.
  std::optional<CsvError> read_header(bool last) {
    const char* const begin = at_;
    bool whole = read_row();
    if (whole && is_separator_line()) whole = (last || at_ != end_) && read_row();
    if (whole && !glued_.empty()) return glued();
    if (is_long() || (!whole && last)) return broken_off();
    if (!whole) {
      at_ = begin;
      return std::nullopt;
    }
    if (row_.size() > kMostHeaders) return error(CsvError::Kind::many_headers);
    if (auto wrong = rows_.add_header(row_, line_of_row_)) return wrong;
    table_.next_line = line_;
    return std::nullopt;
  }

  // The rows that begin before `until`, and one at least of a table without rows. Unless the text
  // ends here, a row that it breaks off within is left.
  std::optional<CsvError> read_rows(bool last, const char* until) {
    reserve(until);
    while (at_ != end_ && (at_ < until || (!table_.begun && table_.rows() == 0))) {
      skip_mark();
      const char* const row = at_;
      const bool whole = read_row();
      if (whole && !glued_.empty()) return glued();
      if (is_long() || (!whole && last)) return broken_off();
      if (!whole) {
        at_ = row;
        line_ = line_of_row_;
        break;
      }
      if (auto wrong = rows_.add(row_, line_of_row_)) return wrong;
      if (table_.rows() > table_.most.rows) break;
      if (table_.rows() * table_.headers.size() > table_.most.cells)
        return error(CsvError::Kind::many_cells);
    }
    table_.next_line = line_;
    return std::nullopt;
  }

  const char* at() const { return at_; }

 private:
  CsvError error(CsvError::Kind kind) const { return rows_.error(kind, row_.size(), line_of_row_); }

  CsvError glued() const {
    CsvError wrong = error(CsvError::Kind::text_behind_quote);
    wrong.text = glued_;
    return wrong;
  }

  CsvError broken_off() const {
    return error(is_long() ? CsvError::Kind::long_row : CsvError::Kind::unclosed_quote);
  }

  // The row just read; after an open quote, all that there is.
  bool is_long() const {
    return static_cast<std::size_t>((open_ ? end_ : at_) - row_begin_) > kLongestRow;
  }

  // `sep=,`, which spreadsheets understand and do not show.
  bool is_separator_line() const {
    return line_of_row_ == 1 && row_.size() == 2 && row_[0] == "sep=" && row_[1].empty();
  }

  // Rows are about as long as the first ones.
  void reserve(const char* until) {
    constexpr std::ptrdiff_t kSample = 1 << 14;
    const auto left = std::max<std::ptrdiff_t>(until - at_, 0);
    const auto lines = std::count(at_, at_ + std::min(left, kSample), '\n');
    if (lines < 2) return;
    const auto seen = static_cast<std::uint64_t>(left / (std::min(left, kSample) / lines));
    const auto rows = static_cast<std::size_t>(std::min(seen, table_.most.rows) + 1);
    for (auto& column : table_.columns) column.reserve(rows);
  }

  // Where files were put together, that of the second one stands before its header.
  void skip_mark() {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(kMark))
      at_ += kMark.size();
  }

  // Of a row that is longer than any header may be, what is beyond is not kept.
  void put(std::string_view cell) {
    if (row_.size() <= kMostHeaders) row_.push_back(cell);
  }

  // Reads one row into row_; false if a quote is never closed.
  bool read_row() {
    row_.clear();
    glued_.clear();
    row_begin_ = at_;
    line_of_row_ = line_;
    open_ = false;
    while (true) {
      while (at_ != end_ && is_blank(*at_)) ++at_;
      if (at_ != end_ && *at_ == '"') {
        if (!read_quoted()) return false;
      } else {
        const char* const begin = at_;
        at_ = ends_.next(at_);
        put(trim({begin, static_cast<std::size_t>(at_ - begin)}));
      }
      if (at_ == end_) return true;
      const char separator = *at_++;
      if (separator == ',') continue;
      if (separator == '\r' && at_ != end_ && *at_ == '\n') ++at_;
      ++line_;
      return true;
    }
  }

  // At the opening quote. Behind the closing one stand blanks alone.
  bool read_quoted() {
    const char* const begin = ++at_;
    std::string* held = nullptr;
    const char* piece = begin;
    while (true) {
      const auto left = static_cast<std::size_t>(end_ - at_);
      at_ = left == 0 ? nullptr : static_cast<const char*>(std::memchr(at_, '"', left));
      if (at_ == nullptr) {
        at_ = row_begin_;
        open_ = true;
        return false;
      }
      const char* const quote = at_++;
      line_ += count_line_ends({piece, static_cast<std::size_t>(quote - piece)});
      if (at_ == end_ || *at_ != '"') {
        finish_quoted({piece, static_cast<std::size_t>(quote - piece)}, held);
        return true;
      }
      if (held == nullptr) held = &table_.unquoted.emplace_back();
      held->append(piece, at_);  // one quote of the two
      piece = ++at_;
    }
  }

  void finish_quoted(std::string_view piece, std::string* held) {
    const char* const after = at_;
    at_ = ends_.next(at_);
    const std::string_view rest = trim({after, static_cast<std::size_t>(at_ - after)});
    if (held != nullptr) held->append(piece);
    put(held == nullptr ? piece : std::string_view(*held));
    if (!rest.empty() && glued_.empty())
      glued_ = "\"" + std::string(row_.back()) + "\"" + std::string(rest);
  }

  const char* at_;
  const char* end_;
  CellEnds ends_;
  CsvTable& table_;
  TableRows rows_;
  std::vector<std::string_view> row_;
  const char* row_begin_ = nullptr;
  std::string glued_;   // a cell of the row that goes on behind its closing quote
  bool open_ = false;   // the row breaks off within quotes
  std::uint64_t line_;  // at which at_ stands
  std::uint64_t line_of_row_ = 0;
};

}  // namespace

std::size_t whole_lines(std::string_view text, std::size_t searched) {
  // The last byte of those searched may be a CR.
  const std::size_t from = searched == 0 ? 0 : searched - 1;
  const auto last = [&](char c, std::size_t end) -> std::size_t {
    if (end <= from) return 0;
    const std::size_t found = text.substr(from, end - from).rfind(c);
    return found == std::string_view::npos ? 0 : from + found + 1;
  };
  const std::size_t line_feed = last('\n', text.size());
  return line_feed != 0 || text.empty() ? line_feed : last('\r', text.size() - 1);
}

std::uint64_t count_line_ends(std::string_view text) {
  // Bytes of a word count eight bytes side by side; none of them gets beyond 255.
  constexpr std::size_t kMostWords = 255;
  std::uint64_t ends = 0;
  std::size_t counted = 0;
  while (text.size() - counted >= 8) {
    std::uint64_t side_by_side = 0;
    const std::size_t words = std::min((text.size() - counted) / 8, kMostWords);
    for (std::size_t i = 0; i < words; ++i, counted += 8)
      side_by_side += bytes_that_are(load<std::uint64_t>(text.data() + counted), '\n') >> 7;
    const std::uint64_t pairs =
        (side_by_side & 0x00FF00FF00FF00FF) + (side_by_side >> 8 & 0x00FF00FF00FF00FF);
    ends += (pairs * 0x0001000100010001) >> 48;
  }
  ends += static_cast<std::uint64_t>(
      std::count(text.begin() + static_cast<std::ptrdiff_t>(counted), text.end(), '\n'));
  for (std::size_t at = text.find('\r'); at != std::string_view::npos;
       at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') ++ends;
  }
  return ends;
}

CsvPiece parse_csv_piece(std::string_view text, bool last, CsvTable& table) {
  Parser parser(text, table);
  CsvPiece piece;
  if (table.headers.empty()) piece.error = parser.read_header(last);
  if (!piece.error && !table.headers.empty())
    piece.error = parser.read_rows(last, text.data() + text.size());
  piece.bytes = static_cast<std::size_t>(parser.at() - text.data());
  return piece;
}

CsvPiece parse_csv_rows(std::string_view text, std::size_t until, CsvTable& table) {
  Parser parser(text, table);
  CsvPiece piece;
  if (table.headers.empty()) piece.error = parser.read_header(true);
  if (!piece.error) piece.error = parser.read_rows(true, text.data() + until);
  piece.bytes = static_cast<std::size_t>(parser.at() - text.data());
  return piece;
}

std::optional<CsvError> parse_csv(std::string_view text, CsvTable& table) {
  return Parser(text, table).run();
}

}  // namespace remit::cli
