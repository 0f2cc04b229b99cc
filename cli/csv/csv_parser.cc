#include "cli/csv/csv_parser.h"

#include <algorithm>
#include <cstring>
#include <utility>

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
      : at_(text.data()), end_(text.data() + text.size()), table_(table) {}

  std::optional<CsvError> run() {
    if (std::optional<CsvError> error = read_header()) return error;
    return read_rows(true);
  }

  std::optional<CsvError> read_header() {
    if (!read_row()) return unclosed();
    if (row_.empty() || is_empty_row()) return CsvError{CsvError::Kind::no_header, 0, 0};
    while (!row_.empty() && row_.back().empty()) row_.pop_back();
    table_.headers = row_;
    table_.columns.resize(row_.size());
    return std::nullopt;
  }

  // Unless the text ends here, a row that it breaks off within is left.
  std::optional<CsvError> read_rows(bool last) {
    reserve();
    while (at_ != end_) {
      const char* const row = at_;
      if (!read_row()) {
        if (last) return unclosed();
        at_ = row;
        return std::nullopt;
      }
      if (is_empty_row()) continue;
      const std::size_t width = table_.columns.size();
      while (row_.size() > width && row_.back().empty()) row_.pop_back();
      if (row_.size() != width) {
        return CsvError{CsvError::Kind::ragged_row, table_.rows() + 1, row_.size()};
      }
      for (std::size_t i = 0; i < width; ++i) table_.columns[i].push_back(row_[i]);
    }
    return std::nullopt;
  }

  const char* at() const { return at_; }

 private:
  CsvError unclosed() const {
    return {CsvError::Kind::unclosed_quote, table_.headers.empty() ? 0 : table_.rows() + 1, 0};
  }

  bool is_empty_row() const {
    return std::all_of(row_.begin(), row_.end(),
                       [](std::string_view cell) { return cell.empty(); });
  }

  // Rows are about as long as the first ones.
  void reserve() {
    constexpr std::ptrdiff_t kSample = 1 << 14;
    const auto left = end_ - at_;
    const auto lines = std::count(at_, at_ + std::min(left, kSample), '\n');
    if (lines < 2) return;
    const auto rows = static_cast<std::size_t>(left / (std::min(left, kSample) / lines) + 1);
    for (auto& column : table_.columns) column.reserve(rows);
  }

  bool ends_cell() const { return at_ == end_ || *at_ == ',' || *at_ == '\n' || *at_ == '\r'; }

  // Reads one line into row_; false if a quote is never closed.
  bool read_row() {
    row_.clear();
    while (true) {
      while (at_ != end_ && is_blank(*at_)) ++at_;
      if (at_ != end_ && *at_ == '"') {
        if (!read_quoted()) return false;
      } else {
        const char* const begin = at_;
        while (!ends_cell()) ++at_;
        row_.push_back(trim({begin, static_cast<std::size_t>(at_ - begin)}));
      }
      if (at_ == end_) return true;
      const char separator = *at_++;
      if (separator == ',') continue;
      if (separator == '\r' && at_ != end_ && *at_ == '\n') ++at_;
      return true;
    }
  }

  // At the opening quote. What follows the closing one, against the RFC, belongs to the cell.
  bool read_quoted() {
    const char* const begin = ++at_;
    std::string* held = nullptr;
    const char* piece = begin;
    while (true) {
      const auto left = static_cast<std::size_t>(end_ - at_);
      at_ = left == 0 ? nullptr : static_cast<const char*>(std::memchr(at_, '"', left));
      if (at_ == nullptr) return false;
      const char* const quote = at_++;
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
    while (!ends_cell()) ++at_;
    const std::string_view rest = trim({after, static_cast<std::size_t>(at_ - after)});
    if (held == nullptr && !rest.empty()) held = &table_.unquoted.emplace_back();
    if (held == nullptr) {
      row_.push_back(piece);
      return;
    }
    held->append(piece).append(rest);
    row_.push_back(*held);
  }

  const char* at_;
  const char* end_;
  CsvTable& table_;
  std::vector<std::string_view> row_;
};

}  // namespace

CsvPiece parse_csv_piece(std::string_view text, bool last, CsvTable& table) {
  Parser parser(text, table);
  CsvPiece piece;
  if (table.headers.empty()) piece.error = parser.read_header();
  if (!piece.error) piece.error = parser.read_rows(last);
  piece.bytes = static_cast<std::size_t>(parser.at() - text.data());
  return piece;
}

std::optional<CsvError> parse_csv(std::string_view text, CsvTable& table) {
  return Parser(text, table).run();
}

}  // namespace remit::cli
