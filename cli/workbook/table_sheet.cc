#include "cli/workbook/table_sheet.h"

#include <algorithm>

#include "cli/text/figures.h"
#include "cli/text/grid.h"
#include "cli/verb/shown_table.h"
#include "cli/workbook/cell_place.h"
#include "cli/workbook/xlsxwriter.h"
#include "remit/text.h"

namespace remit::cli {
namespace {

constexpr std::size_t kNarrowest = 8, kWidest = 60;
/// Rows that are looked at for the width of a column.
constexpr std::uint32_t kMeasured = 2'000;
constexpr std::size_t kMostComments = 1'000;

}  // namespace

void ColumnWidths::see(std::size_t column, std::string_view text) {
  if (widths_.size() <= column) widths_.resize(column + 1, kNarrowest);
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    constexpr std::size_t kMargin = 2;
    const std::size_t width = display_width(text.substr(begin, end - begin)) + kMargin;
    widths_[column] = std::clamp(width, widths_[column], std::max(kWidest, widths_[column]));
    begin = end + 1;
  }
}

void ColumnWidths::apply(lxw_worksheet* sheet) const {
  for (std::size_t i = 0; i < widths_.size(); ++i)
    xlsx().worksheet_set_column(sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i),
                                static_cast<double>(widths_[i]), nullptr);
}

void ColumnWidths::apply_one(lxw_worksheet* sheet, std::size_t column, lxw_format* format) const {
  xlsx().worksheet_set_column(sheet, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column),
                              static_cast<double>(widths_[column]), format);
}

void TableRowWriter::header(const ShownTable& table, std::uint32_t row, ColumnWidths& widths,
                            std::size_t first) {
  for (std::size_t i = 0; i < table.width(); ++i) {
    const CellLook look = table.is_figure(i) ? CellLook::figure_header : CellLook::header;
    put_text(sheet_, row, first + i, table.caption(i), book_.format(look));
    widths.see(first + i, table.caption(i) + "  ");  // beside the sign of the filter
  }
}

void TableRowWriter::row(const ShownTable& table, std::uint64_t from, std::uint32_t row,
                         ColumnWidths& widths, std::size_t first) {
  for (std::size_t i = 0; i < table.width(); ++i) cell(table, from, i, row, first + i, widths);
}

void TableRowWriter::cell(const ShownTable& table, std::uint64_t from, std::size_t index,
                          std::uint32_t row, std::size_t column, ColumnWidths& widths) {
  const Table& cells = table.table();
  const std::size_t at = table.column(index);
  if (cells.state(from, at) == CellState::error) {
    put_text(sheet_, row, column, console_.text(Text::sheet_error), book_.format(CellLook::error));
    if (comments_++ < kMostComments)
      put_comment(sheet_, row, column, cells.fault_text(from, at, console_.language()));
    return;
  }
  if (cells.state(from, at) == CellState::blank) {
    if (book_.rules_tables()) put_text(sheet_, row, column, "", book_.format(CellLook::text));
    return;
  }
  if (const std::optional<Date> date = cells.date(from, at)) {
    put_date(book_, sheet_, row, column, *date);
    widths.see(column, "2010-01-31");
    return;
  }
  const std::string text = table.is_figure(index) ? cells.text(from, at) : std::string();
  if (is_decimal(text)) {
    put_figure(book_, sheet_, row, column, text);
    if (row < kMeasured) widths.see(column, group_thousands(text) + " ");
    return;
  }
  const std::string words = table.cell(from, index);
  const ValueKind kind = cells.columns()[at].type.kind;
  const bool is_word =
      kind == ValueKind::text || kind == ValueKind::reference || kind == ValueKind::category;
  const bool is_long = display_width(words) > kWidest;
  put_text(sheet_, row, column, words,
           book_.format(is_word && !is_long ? CellLook::text : CellLook::plain));
  if (row < kMeasured) widths.see(column, words);
}

void TableSheets::begin(const ShownTable& piece) {
  sheet_ = book_.add_sheet(name_);
  writer_.emplace(book_, sheet_, console_);
  widths_ = {};
  columns_ = piece.width();
  writer_->header(piece, 0, widths_);
  row_ = 1;
}

void TableSheets::add(const ShownTable& piece, std::uint64_t from, std::uint64_t end) {
  if (sheet_ == nullptr) begin(piece);
  for (; from < end; ++from) {
    if (row_ == kMostSheetRows) {
      finish();
      begin(piece);
    }
    writer_->row(piece, from, row_++, widths_);
  }
}

void TableSheets::finish() {
  widths_.apply(sheet_);
  xlsx().worksheet_freeze_panes(sheet_, 1, 0);
  set_printed(sheet_, 0);
  if (columns_ > 0)
    xlsx().worksheet_autofilter(sheet_, 0, 0, row_ - 1, static_cast<lxw_col_t>(columns_ - 1));
}

void add_table_sheet(BookFile& book, std::string_view name, const ShownTable& table,
                     const Console& console) {
  TableSheets sheets(book, name, console);
  sheets.add(table, 0, table.table().row_count());
  sheets.finish();
}

}  // namespace remit::cli
