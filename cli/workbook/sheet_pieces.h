#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/csv/csv_parser.h"
#include "cli/csv/table_rows.h"
#include "cli/workbook/merged_cells.h"
#include "cli/workbook/sheet_cells.h"
#include "cli/workbook/workbook.h"
#include "remit/data.h"

namespace remit::cli {

/// What a reader of a sheet should know, and nothing is wrong with.
struct SheetNotes {
  static constexpr std::size_t kMost = 10;  ///< of each list
  /// The first of the rows that are hidden and have something in them, from 1, as runs.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> hidden;
  std::uint64_t hidden_rows = 0;
  bool hidden_sheet = false;
  /// The first of the columns that are hidden and have a header: `C (fee)`.
  std::vector<std::string> hidden_columns;
  bool more_hidden_columns = false;
  /// The first rows in which a formula adds up others, and the formula of the first one.
  std::vector<std::uint64_t> sums;
  std::string sum;
  /// The first number that is shown in thousands, and how it is stored; empty if none is.
  std::string scaled, stored;
  /// The first merges of which a covered cell was filled with the value of the first, as ranges.
  std::vector<std::string> filled;
  std::uint64_t filled_cells = 0;
  bool more_filled = false;
};

/// Texts of the cells of one piece, kept together.
class TextStore {
 public:
  std::string_view keep(std::string_view text);

 private:
  std::deque<std::string> blocks_;
};

/// The rows of a sheet as those of a table: the first row that has something names the columns.
/// Read some thousand at a time, or all at once, from the top as often as wanted.
class SheetPieces {
 public:
  static constexpr std::uint64_t kAllRows = ~std::uint64_t{0};

  /// The workbook must outlive it. With `fill_merged` what a merge covers below its first cell has
  /// that cell's value.
  SheetPieces(const Workbook& book, std::size_t sheet, bool fill_merged,
              std::uint64_t piece_rows = kAllRows);

  struct Piece {
    CsvTable table;
    std::uint64_t rows_before = 0;
    std::optional<CsvError> error;  ///< rows count from the first one of the piece
    /// By column of the table: the cells that have no value because a merge covers them.
    std::vector<std::vector<CoveredCell>> covered;
    TextStore texts;
  };

  /// To the first row. What is wrong with the sheet, if anything is.
  std::optional<BookTrouble> rewind();
  /// The next rows, with the headers; null at the end, or where something is wrong: see trouble().
  /// A sheet with headers only has one piece, without rows.
  Piece* next();
  const std::optional<BookTrouble>& trouble() const { return trouble_; }

  /// Of what was read so far.
  const SheetNotes& notes() const { return notes_; }
  /// What a cell of the column is called without its row: `sheet!C`.
  std::string column_place(std::size_t column) const;

 private:
  void take(SheetRow& row);
  void take_header(SheetRow& row);
  void take_below(SheetRow& row);
  /// Blanks and fills what merges cover; by column of the table, what has no value then.
  std::vector<std::pair<std::size_t, const CellRange*>> cover(SheetRow& row);
  void note(const SheetRow& row);
  void note_hidden_columns();
  void note_filled(const CellRange& merge);
  void begin_piece();
  void refuse(BookTrouble trouble);

  const Workbook& book_;
  const Workbook::Sheet& sheet_;
  bool fill_merged_;
  std::uint64_t piece_rows_;
  MergedCells merged_;
  bool merges_known_ = false;
  std::unique_ptr<SheetCells> cells_;
  std::unique_ptr<XmlStream> stream_;
  std::unique_ptr<Piece> piece_;
  std::vector<std::string> headers_;
  std::uint32_t first_column_ = 0;
  std::uint64_t rows_ = 0;
  std::uint64_t filled_ = 0;  ///< cells of the piece that have something
  bool done_ = false, given_ = false;
  std::optional<BookTrouble> trouble_;
  SheetNotes notes_;
};

}  // namespace remit::cli
