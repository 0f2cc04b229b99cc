#include "cli/workbook/load_sheet.h"

#include <utility>

#include "cli/csv/file_words.h"
#include "cli/text/texts.h"

namespace remit::cli {
namespace {

std::string run_text(const std::pair<std::uint64_t, std::uint64_t>& run) {
  const std::string first = std::to_string(run.first);
  return run.first == run.second ? first : first + "-" + std::to_string(run.second);
}

/// The first of them, in words.
template <typename List, typename TextOf>
std::string listed(const List& list, bool more, TextOf text_of) {
  std::string text;
  for (const auto& each : list) text += (text.empty() ? "" : ", ") + text_of(each);
  return more ? text + " …" : text;
}

}  // namespace

std::string sheet_path(const std::string& book, const std::string& sheet) {
  return book + "#" + sheet;
}

SheetColumns columns_of(const SheetPieces& pieces, SheetPieces::Piece& piece) {
  SheetColumns columns;
  for (std::size_t i = 0; i < piece.table.headers.size(); ++i)
    columns.places.push_back(pieces.column_place(i));
  columns.covered = std::move(piece.covered);
  return columns;
}

void tell_notes(const SheetNotes& notes, const std::string& path, const LoadOptions& options) {
  if (!options.note) return;
  std::uint64_t named = 0;
  for (const auto& [first, last] : notes.hidden) named += last - first + 1;
  const Language language = options.language;
  const auto itself = [](const std::string& text) { return text; };
  if (notes.hidden_sheet) options.note(format_complaint("hidden_sheet", language, {path}));
  if (!notes.hidden_columns.empty()) {
    const std::string columns = listed(notes.hidden_columns, notes.more_hidden_columns, itself);
    options.note(format_complaint("hidden_columns", language, {path, columns}));
  }
  if (notes.hidden_rows > 0) {
    const std::string rows = listed(notes.hidden, named < notes.hidden_rows, run_text);
    options.note(format_complaint("hidden_rows", language, {path, notes.hidden_rows, rows}));
  }
  if (notes.filled_cells > 0) {
    const std::string ranges = listed(notes.filled, notes.more_filled, itself);
    options.note(format_complaint("merged_filled", language, {path, notes.filled_cells, ranges}));
  }
  if (!notes.scaled.empty())
    options.note(format_complaint("scaled_cells", language, {path, notes.scaled, notes.stored}));
  if (notes.sums.empty()) return;
  const auto number = [](std::uint64_t row) { return std::to_string(row); };
  const std::string rows = listed(notes.sums, notes.sums.size() == SheetNotes::kMost, number);
  options.note(format_complaint("summing_rows", language, {path, rows, notes.sum}));
}

std::optional<std::string> load_sheet(OpenBook& book, std::size_t sheet, const EntityInfo& entity,
                                      std::size_t index, const LoadOptions& options, Data& data) {
  const std::string path = sheet_path(book.path(), book.book().sheets()[sheet].name);
  if (auto wrong = book.read_strings(options.language)) return wrong;
  SheetPieces pieces(book.book(), sheet, options.fill_merged);
  const auto changed = [&]() -> std::optional<std::string> {
    if (!book.bytes().changed()) return std::nullopt;
    return format_text(Text::cannot_read, options.language,
                       {book.path(), format_text(Text::file_changed, options.language)});
  };
  const std::optional<BookTrouble> trouble = pieces.rewind();
  SheetPieces::Piece* const piece = trouble ? nullptr : pieces.next();
  if (auto wrong = changed()) return wrong;
  if (piece == nullptr)
    return book_message(trouble ? *trouble : *pieces.trouble(), path, options.language);
  if (piece->error)
    return table_message(*piece->error, piece->table, path, index, 0, options, data);
  CommaWatch commas;
  if (auto wrong = fill_table(path, piece->table, columns_of(pieces, *piece), entity, index,
                              options, commas, data))
    return wrong;
  if (options.read) options.read(book.digest());
  if (piece->table.numbered && options.note)
    options.note(perhaps_numbered_message(path, *piece->table.numbered, options.language));
  tell_notes(pieces.notes(), path, options);
  return std::nullopt;
}

}  // namespace remit::cli
