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
  if (read_ == rows_) return std::nullopt;
  const std::uint64_t begin = read_;
  read_ = std::min(rows_, begin + kRows);
  if (!list_) return TablePiece{head_, begin, read_};
  const Table lines = list_->piece(begin, read_ - begin);
  return TablePiece{selected_ ? lines.select(*selected_) : lines, 0, lines.row_count()};
}

TablePieces list_of(const Results& results, RunList list, Language language) {
  return TablePieces(*list_lines(results, list, language));
}

}  // namespace remit::cli
