#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// How a spreadsheet names its cells: `C4`, `B2:D9`, `'my sheet'!C4`.

namespace remit::cli {

inline constexpr std::uint32_t kMostSheetRows = 1'048'576;
inline constexpr std::uint32_t kMostSheetColumns = 16'384;

/// Both from 0.
struct CellPlace {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

struct CellRange {
  CellPlace first, last;

  bool contains(CellPlace place) const {
    return place.row >= first.row && place.row <= last.row && place.column >= first.column &&
           place.column <= last.column;
  }
};

/// `C4`, with `$` or without; nothing for what is none, or outside of every sheet.
std::optional<CellPlace> parse_place(std::string_view text);
/// `B2:D9`, or one cell.
std::optional<CellRange> parse_range(std::string_view text);

/// `A`, `Z`, `AA`
std::string column_letters(std::uint32_t column);
std::string place_text(CellPlace place);
std::string range_text(const CellRange& range);
/// The name of a sheet as a formula has it, in quotes where it must be.
std::string quoted_sheet(std::string_view name);

}  // namespace remit::cli
