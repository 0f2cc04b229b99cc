#include "cli/workbook/sheet_pieces.h"

#include <algorithm>

namespace remit::cli {
namespace {

/// What a table may have at most, in cells; each takes 16 bytes and its text. Of more than a few
/// one in so many has something in it: a sheet that is as good as empty is a small file however
/// many cells it claims.
constexpr std::uint64_t kMostCells = std::uint64_t{1} << 27;
constexpr std::uint64_t kFewCells = std::uint64_t{1} << 24;
constexpr std::uint64_t kOneIn = 32;

/// A header that was broken into lines to fit its column.
std::string in_one_line(std::string_view header) {
  std::string line;
  for (std::size_t at = 0; at < header.size(); ++at) {
    if (header[at] != '\n' && header[at] != '\r') {
      line += header[at];
      continue;
    }
    const std::string_view rest = trimmed(header.substr(at));
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    const bool between_words = !line.empty() && !rest.empty() && is_ascii(line.back()) &&
                               is_ascii(rest.front()) && line.back() != ' ';
    if (between_words) line += ' ';
    at = header.size() - rest.size() - 1;
  }
  return line;
}

void resize_row(SheetRow& row, std::size_t width) {
  while (row.width < width) {
    if (row.cells.size() == row.width) row.cells.emplace_back();
    row.cells[row.width++].clear();
  }
}

bool is_blank(const SheetRow& row) {
  return std::all_of(row.cells.begin(), row.cells.begin() + static_cast<std::ptrdiff_t>(row.width),
                     [](const std::string& cell) { return cell.empty(); });
}

}  // namespace

std::string_view TextStore::keep(std::string_view text) {
  constexpr std::size_t kBlock = std::size_t{64} << 10;
  if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size())
    blocks_.emplace_back().reserve(std::max(kBlock, text.size()));
  std::string& block = blocks_.back();
  const std::size_t begin = block.size();
  block += text;
  return std::string_view(block).substr(begin);
}

SheetPieces::SheetPieces(const Workbook& book, std::size_t sheet, bool fill_merged,
                         std::uint64_t piece_rows)
    : book_(book),
      sheet_(book.sheets()[sheet]),
      fill_merged_(fill_merged),
      piece_rows_(piece_rows) {}

std::optional<BookTrouble> SheetPieces::rewind() {
  trouble_.reset();
  if (!merges_known_) trouble_ = merged_.read(book_.archive(), sheet_.part);
  if (trouble_) return trouble_;
  merges_known_ = true;
  merged_.rewind();
  BookTrouble why;
  std::optional<ZipPart> part = book_.archive().open(sheet_.part, why);
  if (!part) return trouble_ = std::move(why);
  cells_ = std::make_unique<SheetCells>(
      book_, [this](SheetRow& row) { take(row); },
      [this](const std::string& place) {
        refuse({BookTrouble::Kind::broken, sheet_.part, place});
      });
  stream_ = std::make_unique<XmlStream>(*std::move(part), sheet_.part, *cells_);
  piece_.reset();
  headers_.clear();
  first_column_ = 0;
  notes_ = {};
  notes_.hidden_sheet = sheet_.hidden;
  rows_ = 0;
  done_ = false;
  given_ = false;
  return std::nullopt;
}

void SheetPieces::refuse(BookTrouble trouble) { stream_->refuse(std::move(trouble)); }

void SheetPieces::begin_piece() {
  const std::uint64_t before = piece_ == nullptr ? 0 : rows_;
  filled_ = 0;
  piece_ = std::make_unique<Piece>();
  piece_->rows_before = before;
  piece_->table.begun = before > 0;
  if (headers_.empty()) return;
  piece_->table.headers.assign(headers_.begin(), headers_.end());
  piece_->table.header_cells = kMostSheetColumns;
  piece_->table.columns.resize(headers_.size());
  piece_->covered.resize(headers_.size());
}

SheetPieces::Piece* SheetPieces::next() {
  if (done_ || trouble_) return nullptr;
  begin_piece();
  while (!piece_->error && piece_->table.rows() < piece_rows_) {
    if (stream_->more()) continue;
    done_ = true;
    break;
  }
  trouble_ = stream_->trouble();
  if (trouble_) return nullptr;
  rows_ += piece_->table.rows();
  if (done_ && headers_.empty() && !piece_->error)
    piece_->error = TableRows(piece_->table).error(CsvError::Kind::no_header, 0, 1);
  if (piece_->table.rows() == 0 && given_ && !piece_->error) return nullptr;
  given_ = true;
  return piece_.get();
}

void SheetPieces::take(SheetRow& row) {
  if (piece_->error || stream_->trouble()) return;
  while (row.width > 0 && row.cells[row.width - 1].empty()) --row.width;
  if (headers_.empty()) {
    if (!is_blank(row)) take_header(row);
  } else {
    take_below(row);
  }
}

void SheetPieces::take_header(SheetRow& row) {
  while (row.cells[first_column_].empty()) ++first_column_;
  for (std::size_t i = first_column_; i < row.width; ++i)
    headers_.push_back(in_one_line(row.cells[i]));
  const CellRange* const merge = merged_.touching(row.row);
  if (merge != nullptr && headers_.size() > 1)
    return refuse({BookTrouble::Kind::merged_header, range_text(*merge), {}});
  const std::vector<std::string_view> cells(headers_.begin(), headers_.end());
  piece_->error = TableRows(piece_->table).add_header(cells, row.row + std::uint64_t{1});
  // One cell may be a title; below names of columns a row may not have more cells than there are.
  if (headers_.size() > 1) piece_->table.header_cells = kMostSheetColumns;
  piece_->covered.resize(headers_.size());
  note_hidden_columns();
}

std::vector<std::pair<std::size_t, const CellRange*>> SheetPieces::cover(SheetRow& row) {
  std::vector<std::pair<std::size_t, const CellRange*>> blank;
  if (!merged_.go_to(row.row)) {
    refuse({BookTrouble::Kind::broken, sheet_.part, place_text({row.row, 0})});
    return blank;
  }
  const auto end = static_cast<std::uint32_t>(first_column_ + headers_.size());
  for (const CoveredCells& cells : merged_.covered())
    for (std::uint32_t at = std::max(cells.first_column, first_column_);
         at <= cells.last_column && at < end; ++at)
      if (at < row.width) row.cells[at].clear();
  const bool has_values = !is_blank(row);
  for (const CoveredCells& cells : merged_.covered()) {
    for (std::uint32_t at = std::max(cells.first_column, first_column_);
         has_values && at <= cells.last_column && at < end; ++at) {
      resize_row(row, at + std::size_t{1});
      if (fill_merged_ && cells.value != nullptr && at == cells.by->first.column) {
        row.cells[at] = *cells.value;
        note_filled(*cells.by);
      } else {
        blank.emplace_back(at - first_column_, cells.by);
      }
    }
  }
  merged_.remember(row.row, [&row](std::uint32_t column) {
    return column < row.width ? std::string_view(row.cells[column]) : std::string_view();
  });
  return blank;
}

void SheetPieces::take_below(SheetRow& row) {
  const auto blank = cover(row);
  if (is_blank(row)) return;
  note(row);
  CsvTable& table = piece_->table;
  const std::uint64_t line = row.row + std::uint64_t{1};
  for (std::size_t i = 0; i < first_column_ && i < row.width; ++i) {
    if (row.cells[i].empty()) continue;
    piece_->error = TableRows(table).error(CsvError::Kind::no_header_above, row.width, line);
    piece_->error->text = row.cells[i];
    return;
  }
  resize_row(row, first_column_ + headers_.size());
  std::vector<std::string_view> cells;
  for (std::size_t i = first_column_; i < row.width; ++i) cells.emplace_back(row.cells[i]);
  const std::uint64_t rows = table.rows();
  piece_->error = TableRows(table).add(cells, line);
  if (piece_->error || table.rows() == rows) return;
  for (std::vector<std::string_view>& column : table.columns) {
    const bool same = rows > 0 && column[rows] == column[rows - 1];
    filled_ += column[rows].empty() ? 0 : 1;
    column[rows] = same ? column[rows - 1] : piece_->texts.keep(column[rows]);
  }
  for (const auto& [column, by] : blank) piece_->covered[column].push_back({rows, range_text(*by)});
  if (table.header_cells < kMostSheetColumns) table.header_cells = kMostSheetColumns;
  const std::uint64_t size = table.rows() * headers_.size();
  if (size > kMostCells || (size > kFewCells && filled_ < size / kOneIn))
    refuse({BookTrouble::Kind::too_many_cells, sheet_.name, {}});
}

void SheetPieces::note(const SheetRow& row) {
  const std::uint64_t line = row.row + std::uint64_t{1};
  if (row.hidden) {
    ++notes_.hidden_rows;
    if (!notes_.hidden.empty() && notes_.hidden.back().second + 1 == line)
      notes_.hidden.back().second = line;
    else if (notes_.hidden.size() < SheetNotes::kMost)
      notes_.hidden.emplace_back(line, line);
  }
  if (notes_.scaled.empty() && !row.scaled.empty()) {
    notes_.scaled = row.scaled;
    notes_.stored = row.stored;
  }
  if (row.sum.empty()) return;
  if (notes_.sums.empty()) notes_.sum = row.sum;
  if (notes_.sums.size() < SheetNotes::kMost) notes_.sums.push_back(line);
}

void SheetPieces::note_hidden_columns() {
  for (std::size_t i = 0; i < headers_.size(); ++i) {
    const auto column = first_column_ + static_cast<std::uint32_t>(i);
    if (headers_[i].empty() || !cells_->is_hidden(column)) continue;
    if (notes_.hidden_columns.size() == SheetNotes::kMost) {
      notes_.more_hidden_columns = true;
      return;
    }
    notes_.hidden_columns.push_back(column_letters(column) + " (" + headers_[i] + ")");
  }
}

void SheetPieces::note_filled(const CellRange& merge) {
  ++notes_.filled_cells;
  const std::string text = range_text(merge);
  const auto& known = notes_.filled;
  if (std::find(known.begin(), known.end(), text) != known.end()) return;
  if (known.size() < SheetNotes::kMost)
    notes_.filled.push_back(text);
  else
    notes_.more_filled = true;
}

std::string SheetPieces::column_place(std::size_t column) const {
  return quoted_sheet(sheet_.name) + "!" +
         column_letters(first_column_ + static_cast<std::uint32_t>(column));
}

}  // namespace remit::cli
