#include "cli/workbook/sheet_cells.h"

#include <algorithm>
#include <charconv>

#include "cli/workbook/cell_text.h"
#include "cli/workbook/summing.h"

namespace remit::cli {
namespace {

std::uint64_t number_of(std::string_view text, std::uint64_t otherwise) {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [after, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && after == end && !text.empty() ? number : otherwise;
}

bool is_said(std::string_view flag) { return flag == "1" || flag == "true"; }

/// A column that is as narrow as that is not seen either.
bool is_no_width(std::string_view width) {
  return width.find_first_not_of("0.") == std::string_view::npos && !width.empty();
}

}  // namespace

bool SheetCells::is_hidden(std::uint32_t column) const {
  const std::uint64_t number = column + std::uint64_t{1};
  return std::ranges::any_of(
      hidden_, [&](const auto& run) { return run.first <= number && number <= run.second; });
}

void SheetCells::note_columns(const XmlAttributes& attributes) {
  if (!is_said(attributes.get("hidden")) && !is_no_width(attributes.get("width"))) return;
  const std::uint64_t first = number_of(attributes.get("min"), 0);
  if (hidden_.size() < kMostSheetColumns)
    hidden_.emplace_back(first, number_of(attributes.get("max"), first));
}

void SheetCells::start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "sheetData") in_rows_ = true;
  if (!in_rows_ && name == "col") return note_columns(attributes);
  if (!in_rows_) return;
  if (name == "row") return start_row(attributes);
  if (name == "c") return start_cell(attributes);
  if (!in_cell_) return;
  if (name == "v") in_value_ = true;
  if (name == "f") {
    in_formula_ = true;
    has_formula_ = true;
  }
  item_.start(name);
}

void SheetCells::end(std::string_view name) {
  if (!in_rows_) return;
  if (name == "sheetData") in_rows_ = false;
  if (name == "v") in_value_ = false;
  if (name == "f") in_formula_ = false;
  item_.end(name);
  if (name == "c" && in_cell_) end_cell();
  if (name == "row") take_(row_);
}

void SheetCells::text(std::string_view piece) {
  if (!in_cell_) return;
  if (in_value_) value_ += piece;
  if (in_formula_) formula_ += piece;
  item_.text(piece);
}

void SheetCells::start_row(const XmlAttributes& attributes) {
  const std::uint64_t number = number_of(attributes.get("r"), next_row_ + std::uint64_t{1});
  if (number == 0 || number > kMostSheetRows || number - 1 < next_row_)
    return wrong_(std::to_string(number));
  row_.row = static_cast<std::uint32_t>(number - 1);
  next_row_ = row_.row + 1;
  next_column_ = 0;
  row_.hidden = is_said(attributes.get("hidden"));
  row_.width = 0;
  row_.sum.clear();
  row_.scaled.clear();
}

void SheetCells::start_cell(const XmlAttributes& attributes) {
  const std::string_view said = attributes.get("r");
  place_ = {row_.row, next_column_};
  if (!said.empty()) {
    const std::optional<CellPlace> place = parse_place(said);
    if (!place || place->row != row_.row || place->column < next_column_)
      return wrong_(std::string(said));
    place_ = *place;
  }
  if (place_.column >= kMostSheetColumns) return wrong_(place_text(place_));
  next_column_ = place_.column + 1;
  const std::string_view type = attributes.get("t");
  type_ = type == "s"           ? Type::shared
          : type == "inlineStr" ? Type::inline_text
          : type == "str"       ? Type::formula_text
          : type == "b"         ? Type::truth
          : type == "e"         ? Type::error
          : type == "d"         ? Type::day
                                : Type::number;
  style_ = static_cast<std::size_t>(number_of(attributes.get("s"), 0));
  value_.clear();
  formula_.clear();
  has_formula_ = false;
  item_.take();
  in_cell_ = true;
}

void SheetCells::end_cell() {
  in_cell_ = false;
  in_value_ = false;
  in_formula_ = false;
  std::string text = cell_text();
  if (type_ == Type::inline_text) text = item_.take();
  if (has_formula_ && text.empty() && type_ != Type::formula_text) text = "=" + formula_;
  if (has_formula_ && row_.sum.empty()) look_for_sum();
  if (type_ == Type::number && row_.scaled.empty()) look_for_scale();
  const std::string_view kept = trimmed(text);
  if (kept.empty()) return;
  while (row_.width <= place_.column) {
    if (row_.cells.size() == row_.width) row_.cells.emplace_back();
    row_.cells[row_.width++].clear();
  }
  row_.cells[place_.column] = kept;
}

std::string SheetCells::cell_text() const {
  switch (type_) {
    case Type::shared: {
      constexpr std::uint64_t kNone = ~std::uint64_t{0};
      const auto text = book_.strings().get(number_of(trimmed(value_), kNone));
      if (!text && !trimmed(value_).empty()) wrong_(place_text(place_));
      return std::string(text.value_or(""));
    }
    case Type::truth:
      if (value_ == "1") return "true";
      return value_ == "0" ? "false" : value_;
    case Type::day: {
      std::string day = value_;
      const std::size_t time = day.find('T');
      if (time == std::string::npos) return day;
      if (day.find_first_not_of("0:.Z", time + 1) == std::string::npos) return day.substr(0, time);
      day[time] = ' ';
      return day;
    }
    case Type::formula_text:
      return without_escapes(value_);
    case Type::number:
      if (trimmed(value_).empty()) return {};
      return padded(number_text(trimmed(value_), book_.styles().look(style_), book_.since_1904()),
                    book_.styles().digits(style_));
    case Type::error:
    case Type::inline_text:
      break;
  }
  return value_;
}

void SheetCells::look_for_scale() {
  if (!book_.styles().scales(style_) || trimmed(value_).empty()) return;
  row_.scaled = place_text(place_);
  row_.stored = cell_text();
}

void SheetCells::look_for_sum() {
  constexpr std::size_t kShown = 60;
  if (adds_up(formula_, place_.column)) row_.sum = "=" + formula_.substr(0, kShown);
}

}  // namespace remit::cli
