#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/workbook/cell_place.h"
#include "cli/workbook/workbook.h"

namespace remit::cli {

/// One row of a sheet, its cells without the blanks around them. The views hold until the next row.
struct SheetRow {
  std::uint32_t row = 0;  ///< from 0
  bool hidden = false;
  std::vector<std::string> cells;  ///< from the first column to the last one that has something
  std::size_t width = 0;           ///< how many of `cells` count
  /// A formula that adds up other rows, if the row has one.
  std::string sum;
  /// The place and the stored text of a number that is shown in thousands, if the row has one.
  std::string scaled, stored;
};

/// Reads the XML of a sheet into rows of texts.
class SheetCells final : public XmlHandler {
 public:
  using TakeRow = std::function<void(SheetRow& row)>;
  /// `wrong` is told, with the place, of what cannot be: rows that go back, cells beyond the edges.
  using Wrong = std::function<void(const std::string& place)>;
  SheetCells(const Workbook& book, TakeRow take, Wrong wrong)
      : book_(book), take_(std::move(take)), wrong_(std::move(wrong)) {}

  /// Whether the sheet hides a column, from 0; known when its first row is.
  bool is_hidden(std::uint32_t column) const;

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

 private:
  enum class Type : std::uint8_t { number, shared, inline_text, formula_text, truth, error, day };

  void note_columns(const XmlAttributes& attributes);
  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  void end_cell();
  std::string cell_text() const;
  void look_for_sum();
  void look_for_scale();

  const Workbook& book_;
  TakeRow take_;
  Wrong wrong_;
  SheetRow row_;
  /// First and last of the columns that are hidden, from 1.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> hidden_;
  std::uint32_t next_row_ = 0, next_column_ = 0;
  bool in_rows_ = false, in_cell_ = false, in_value_ = false, in_formula_ = false;
  CellPlace place_;
  Type type_ = Type::number;
  std::size_t style_ = 0;
  std::string value_, formula_;
  bool has_formula_ = false;
  StringItem item_;
};

}  // namespace remit::cli
