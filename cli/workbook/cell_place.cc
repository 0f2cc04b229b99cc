#include "cli/workbook/cell_place.h"

#include <algorithm>

namespace remit::cli {
namespace {

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::uint32_t kLetters = 26;
constexpr std::uint32_t kTen = 10;

}  // namespace

std::optional<CellPlace> parse_place(std::string_view text) {
  const auto skip_dollar = [&text] {
    if (text.starts_with('$')) text.remove_prefix(1);
  };
  skip_dollar();
  std::uint32_t column = 0, row = 0;
  while (!text.empty() && is_letter(text.front())) {
    column = column * kLetters + static_cast<std::uint32_t>((text.front() | 0x20) - 'a') + 1;
    if (column > kMostSheetColumns) return std::nullopt;
    text.remove_prefix(1);
  }
  skip_dollar();
  while (!text.empty() && is_digit(text.front())) {
    row = row * kTen + static_cast<std::uint32_t>(text.front() - '0');
    if (row > kMostSheetRows) return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty() || row == 0 || column == 0) return std::nullopt;
  return CellPlace{row - 1, column - 1};
}

std::optional<CellRange> parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::optional<CellPlace> first = parse_place(text.substr(0, colon));
  if (!first || colon == std::string_view::npos)
    return first ? std::optional(CellRange{*first, *first}) : std::nullopt;
  const std::optional<CellPlace> last = parse_place(text.substr(colon + 1));
  if (!last || last->row < first->row || last->column < first->column) return std::nullopt;
  return CellRange{*first, *last};
}

std::string column_letters(std::uint32_t column) {
  std::string letters;
  for (std::uint32_t left = column + 1; left > 0; left = (left - 1) / kLetters)
    letters += static_cast<char>('A' + (left - 1) % kLetters);
  std::reverse(letters.begin(), letters.end());
  return letters;
}

std::string place_text(CellPlace place) {
  return column_letters(place.column) + std::to_string(place.row + 1);
}

std::string range_text(const CellRange& range) {
  return place_text(range.first) + ":" + place_text(range.last);
}

std::string quoted_sheet(std::string_view name) {
  const bool plain =
      !name.empty() && !is_digit(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
        return is_letter(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
      });
  if (plain && !parse_place(name)) return std::string(name);
  std::string quoted = "'";
  for (const char c : name) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace remit::cli
