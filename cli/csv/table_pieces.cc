#include "cli/csv/table_pieces.h"

#include <algorithm>
#include <utility>

namespace remit::cli {

TablePieces::TablePieces(Table whole) : head_(std::move(whole)), rows_(head_.row_count()) {}

TablePieces::TablePieces(ListLines list)
    : head_(list.piece(0, 0)), list_(std::move(list)), rows_(list_->size()) {}

void TablePieces::select(std::vector<std::size_t> columns) {
  head_ = head_.select(columns);
  if (list_) selected_ = std::move(columns);
}

std::optional<TablePiece> TablePieces::next() {
  const std::optional<Lines> lines = next_lines();
  if (!lines) return std::nullopt;
  return made(*lines);
}

std::optional<TablePieces::Lines> TablePieces::next_lines() {
  if (read_ == rows_) return std::nullopt;
  Lines lines;
  lines.begin = read_;
  lines.end = read_ = std::min(rows_, read_ + kRows);
  if (list_ && !list_->any_order()) lines.made = make(lines.begin, lines.end);
  return lines;
}

TablePiece TablePieces::made(const Lines& lines) const {
  return lines.made ? *lines.made : make(lines.begin, lines.end);
}

TablePiece TablePieces::make(std::uint64_t begin, std::uint64_t end) const {
  if (!list_) return {head_, begin, end};
  const Table lines =
      selected_ ? list_->piece(begin, end - begin, *selected_) : list_->piece(begin, end - begin);
  return {lines, 0, lines.row_count()};
}

TablePieces list_of(const Results& results, RunList list, Language language) {
  return TablePieces(*list_lines(results, list, language));
}

}  // namespace remit::cli
